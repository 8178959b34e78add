package org.emilua.api;

import org.luaj.vm2.LuaValue;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a channel holds of the actor that it leads to: for who passes addresses on by other ways than messages. The actor counts it
 * as a sender until it is closed. Safe to use from any thread.
 */
@ProviderType
public interface ActorAddress {

    /**
     * Sends a message as a channel would. The operation belongs to {@code sender}'s strand; it ends when the receiver has the
     * message.
     *
     * @param message copied when the operation begins, as {@code channel:send} copies
     */
    Operation<?> send(Vm sender, LuaValue message);

    /** Another one to the same actor. */
    ActorAddress copy();

    /** Gives it up; once more is harmless. */
    void close();
}
