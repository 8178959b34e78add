package org.emilua.api;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A thread that carries VMs: strands run on it one at a time, with their fibers mounted on its stack. The current VM is a
 * field, which costs less than a thread-local variable.
 *
 * <p>A fiber may go on on another thread of its context than the one it was suspended on, in the midst of a method. The JVM's
 * optimising compiler does not expect that: within one compiled method and all it has inlined, {@link Thread#currentThread()} is
 * asked once. Code that fibers run therefore asks {@link #current}, and calls what asks by itself (thread-local variables,
 * locks of {@code java.util.concurrent}, futures) through {@link #apart}. Monitors ({@code synchronized}) know their thread.
 */
public class CarrierThread extends Thread {

    /** Room for about 300,000 nested Lua calls; only what is used is ever committed. */
    private static final long STACK_BYTES = 64L << 20;

    private static final MethodHandle RUNNING;

    /** The same handle always, but the JVM does not know that, and calls it without looking into it. */
    private static MethodHandle uninlined;

    static {
        MethodHandles.Lookup here = MethodHandles.lookup();
        try {
            uninlined = here.findVirtual(Supplier.class, "get", MethodType.methodType(Object.class));
            RUNNING = asking(here);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private @Nullable Vm vm;

    /** A thread that runs {@code body} with a stack deep enough for Lua's recursion. */
    public CarrierThread(Runnable body, String name) {
        super(null, body, name, STACK_BYTES);
    }

    /** The thread that runs the caller, or null where it is none of these. */
    public static @Nullable CarrierThread current() {
        return running() instanceof CarrierThread thread ? thread : null;
    }

    /** The thread that runs the caller, of whatever kind; a virtual thread's carrier. */
    public static Thread running() {
        try {
            return (Thread) RUNNING.invokeExact();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Calls something that asks for the current thread, so that it gets the one that runs the caller now. */
    @SuppressWarnings("unchecked")
    public static <T extends @Nullable Object> T apart(Supplier<T> call) {
        try {
            return (T) (Object) uninlined.invokeExact(call);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** The VM whose strand runs now. */
    public final @Nullable Vm vm() {
        return vm;
    }

    /** Enters or (null) leaves a VM. Only the runtime calls this, on this thread. */
    public final void vm(@Nullable Vm entered) {
        vm = entered;
    }

    /** What the JDK asks itself where threads change under its feet; it costs a load. Where it is hidden, a call does. */
    private static MethodHandle asking(MethodHandles.Lookup here) throws ReflectiveOperationException {
        MethodType type = MethodType.methodType(Thread.class);
        try {
            return MethodHandles.privateLookupIn(Thread.class, here).findStatic(Thread.class, "currentCarrierThread", type);
        } catch (IllegalAccessException | NoSuchMethodException e) {
            return here.findStatic(CarrierThread.class, "askApart", type);
        }
    }

    @SuppressWarnings("unused") // through its handle
    private static Thread askApart() {
        return apart(Thread::currentThread);
    }
}
