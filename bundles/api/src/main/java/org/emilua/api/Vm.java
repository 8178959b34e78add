package org.emilua.api;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.emilua.api.engine.ProgramConfig.ByteSink;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A Lua VM as a module sees it: an actor whose code runs serially on its strand. Except for {@link #execute}, every
 * method belongs to the strand: call it from the code of a Lua function or from an {@link Operation}.
 */
@ProviderType
public interface Vm {

    /**
     * The VM whose strand runs on this thread.
     *
     * @throws IllegalStateException on any other thread
     */
    static Vm current() {
        Vm vm = currentOrNull();
        if (vm == null) {
            throw new IllegalStateException("no Lua VM runs on this thread");
        }
        return vm;
    }

    /** The VM whose strand runs on this thread, or null where none does. */
    static @Nullable Vm currentOrNull() {
        CarrierThread thread = CarrierThread.current();
        return thread == null ? null : thread.vm();
    }

    /** The opaque hexadecimal by which messages name this VM. */
    String id();

    /**
     * Performs {@code operation} for the current fiber, which is suspended until it ends unless it ends at once. The one
     * way in which anything blocks a fiber: it checks that suspension is allowed, acts on a pending interruption before
     * the operation starts, cancels it when an interruption arrives and comes home to the strand.
     *
     * @return the operation's result
     * @throws org.luaj.vm2.LuaError the operation's failure, or {@code interrupted}
     */
    <T extends @Nullable Object> T await(Operation<T> operation);

    /**
     * Runs a call that blocks its thread on a thread made for that, and suspends the current fiber meanwhile. An
     * interruption wakes the fiber at once; the call's result is then dropped.
     */
    <T extends @Nullable Object> T blocking(Callable<T> call);

    /**
     * Calls a Lua function for the current fiber, which cannot suspend meanwhile: an attempt raises
     * {@code forbid_suspend_block}. The function runs in a coroutine of its own, so that it does not yield the caller's either.
     *
     * @return what the function returned
     * @throws org.luaj.vm2.LuaError whatever went wrong in it, stack overflow included; {@code bad_coroutine} where it yielded
     */
    Varargs callWithoutSuspension(LuaFunction function, Varargs arguments);

    /** Runs {@code task} on the strand: at once where the caller is on it already, else soon. Any thread may call. */
    void execute(Runnable task);

    /**
     * Ties a resource to the VM: it is closed when the VM ends, unless it was released before.
     *
     * @throws org.emilua.api.error.ErrorCode EMFILE where the VM has as many as it may; the resource is then still the caller's to close
     */
    void own(Resource resource);

    /** Raises EMFILE where {@link #own} would: to be called before something is opened that could not be given back. */
    default void checkRoom() {}

    /** Undoes {@link #own}. */
    void release(Resource resource);

    /** Calls {@code task} on the strand at {@code deadline}, measured by {@link System#nanoTime()}. */
    void startTimer(TimerTask task, long deadline);

    /** Revokes a timer; does nothing where it is not running. */
    void stopTimer(TimerTask task);

    /** Writes {@code print}'s pending output, so that direct writes come after it. */
    void flushOutput();

    /**
     * Where the program's output goes in place of the process's standard output; empty for a program that owns the
     * process, which has the process's standard streams for itself.
     */
    Optional<ByteSink> redirectedOutput();

    /** As {@link #redirectedOutput}, for the process's standard error. */
    Optional<ByteSink> redirectedErrors();

    /** The arguments of the program: the engine's path, the script, and what followed {@code --}. */
    java.util.List<String> arguments();

    /** The program's environment variables. */
    java.util.Map<String, String> environment();

    /**
     * Ends this VM. The current fiber never runs again; the call does not return.
     *
     * @param code the exit code, which counts for the process's main VM only
     */
    void exit(int code);

    /** A new address of the actor that a {@code tx-channel} leads to, or of this VM for its {@code inbox}; empty for anything else. */
    Optional<ActorAddress> addressOf(LuaValue channel);

    /** A channel of this VM's that has the address for itself from now on. */
    LuaValue channelTo(ActorAddress address);

    /**
     * Whether this VM may change what belongs to the whole process: the one that the process was started for, or the actor that it
     * handed this right over to (reference: Other parameters to spawn_vm).
     */
    boolean isMain();
}
