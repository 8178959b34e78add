package org.emilua.api;

import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.luaj.vm2.LuaValue;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The far end of channels to an actor that an {@link ActorProvider} made. Any VM of the process may have a channel to it: safe to
 * use from any thread.
 */
@ConsumerType
public interface RemoteActor {

    /**
     * A message, sent when the operation begins, on the strand of {@code sender}. The operation ends when the actor has the message;
     * its result counts for nothing. It fails with {@code channel_closed} where the actor is gone. A cancelled one must not be
     * delivered.
     *
     * @param message what the program gave to {@code channel:send}; it is the program's, and must not be kept.
     *     {@link Vm#addressOf} tells of channels in it
     * @throws org.luaj.vm2.LuaError EINVAL for argument 2 where this cannot be sent; EBUSY for an object in use
     */
    Operation<?> send(Vm sender, LuaValue message);

    /** The last channel was closed or collected, or its VM ended: nobody can send any more. Called once, by any thread. */
    void close();

    /** {@code channel:kill}: sends a signal to the actor's process. On the strand of the VM that spawned it. */
    default void kill(int signal) {
        throw ErrorCode.of(Errno.EOPNOTSUPP);
    }

    /** {@code channel:detach}: the actor may outlive the VM that spawned it. On that VM's strand. */
    default void detach() {
        throw ErrorCode.of(Errno.EOPNOTSUPP);
    }

    /** {@code channel.child_pid}, for those that have it. On the strand of the VM that spawned it. */
    default LuaValue childPid() {
        throw ErrorCode.of(Errno.EOPNOTSUPP);
    }
}
