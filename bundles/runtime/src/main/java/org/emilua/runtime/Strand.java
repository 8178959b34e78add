package org.emilua.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.emilua.api.CarrierThread;
import org.emilua.api.Vm;
import org.emilua.api.engine.Engine;

/**
 * Runs a VM by turns, never two at once, on whichever thread of its context is free. Made {@linkplain #release held}. Safe to
 * use from any thread.
 */
final class Strand implements Runnable {

    private static final int IDLE = 0;
    private static final int QUEUED = 1;
    private static final int RUNNING = 2;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Strand.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final ExecutionContext context;
    private final EmiluaVm vm;
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    @SuppressWarnings("unused") // through STATE
    private volatile int state = RUNNING;

    Strand(ExecutionContext context, EmiluaVm vm) {
        this.context = context;
        this.vm = vm;
    }

    /** Lets turns begin, of which there are none before. */
    void release() {
        state = QUEUED;
        context.loop().submit(this);
    }

    /** Runs {@code task} in one of the next turns, behind the tasks that were given before. */
    void execute(Runnable task) {
        tasks.add(task);
        wake();
    }

    /** Sees to it that there will be a turn. */
    void wake() {
        if (state == IDLE && STATE.compareAndSet(this, IDLE, QUEUED)) {
            context.loop().submit(this);
        }
    }

    /** Whether the calling thread may touch what belongs to the strand now. */
    boolean isHere() {
        CarrierThread thread = CarrierThread.current();
        if (thread == null) {
            return false;
        }
        Vm entered = thread.vm();
        return entered == vm || entered == null && context.isHere();
    }

    /** What the VM does. */
    Engine.State activity() {
        return switch (state) {
            case IDLE -> Engine.State.WAITING;
            case QUEUED -> Engine.State.READY;
            default -> Engine.State.RUNNING;
        };
    }

    /** Whether the calling thread runs a turn of it. */
    boolean isRunningHere() {
        return Vm.currentOrNull() == vm && state == RUNNING;
    }

    /** One turn. */
    @Override
    public void run() {
        if (context.isShared() && context.loop().isCurrent()) {
            context.loop().submit(this); // the turn was given before the context's threads were added
            return;
        }
        state = RUNNING;
        CarrierThread thread = (CarrierThread) Thread.currentThread();
        thread.vm(vm);
        boolean goesOn = false;
        try {
            goesOn = vm.turn(tasks);
        } finally {
            thread.vm(null);
            rest(goesOn);
        }
    }

    private void rest(boolean goesOn) {
        if (goesOn) {
            state = QUEUED;
            context.loop().submit(this);
            return;
        }
        state = IDLE;
        if (!tasks.isEmpty()) {
            wake();
        }
    }
}
