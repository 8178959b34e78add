package org.emilua.api.testing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.emilua.api.ActorAddress;
import org.emilua.api.Operation;
import org.emilua.api.Resource;
import org.emilua.api.TimerTask;
import org.emilua.api.Vm;
import org.emilua.api.engine.ProgramConfig.ByteSink;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A VM of one fiber, which is the thread that made it: awaiting an operation blocks that thread, and serves timers and
 * tasks meanwhile.
 */
public final class FakeVm implements Vm {

    /** Thrown by {@link #exit}, so that the caller does not go on. */
    public static final class Exit extends Error {
        private final int code;

        Exit(int code) {
            super("exit with " + code, null, false, false);
            this.code = code;
        }

        /** The exit code. */
        public int code() {
            return code;
        }
    }

    private static final long PATIENCE_MILLIS = 10_000;

    private final Thread strand = Thread.currentThread();
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Map<TimerTask, Long> timers = new LinkedHashMap<>();
    private final Set<Resource> resources = new HashSet<>();
    private final List<String> arguments = new ArrayList<>(List.of("emilua", "script.lua"));
    private final Map<String, String> environment = new LinkedHashMap<>();
    private int flushes;
    private boolean main = true;
    private @Nullable ByteSink output;
    private @Nullable ByteSink errors;

    /** One operation and whoever waits for it. */
    public final class Waiting implements Operation.Waiter {
        private boolean woken;

        /** Whether the operation has ended. */
        public boolean isWoken() {
            return woken;
        }

        @Override
        public Vm vm() {
            return FakeVm.this;
        }

        @Override
        public boolean onStrand() {
            return Thread.currentThread() == strand;
        }

        @Override
        public void execute(Runnable task) {
            FakeVm.this.execute(task);
        }

        @Override
        public void wake(Operation<?> operation) {
            woken = true;
        }
    }

    /** Begins an operation without waiting for it. */
    public Waiting begin(Operation<?> operation) {
        Waiting waiting = new Waiting();
        operation.begin(waiting);
        return waiting;
    }

    /** Serves timers and tasks until {@code operation} has ended. */
    public void serveUntilSettled(Operation<?> operation) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (!operation.isSettled()) {
            serve();
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("never ended: " + operation.describe());
            }
        }
    }

    private void serve() {
        try {
            Runnable task = tasks.poll(1, TimeUnit.MILLISECONDS);
            if (task != null) {
                task.run();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        long now = System.nanoTime();
        for (TimerTask timer : List.copyOf(timers.keySet())) {
            Long deadline = timers.get(timer);
            if (deadline != null && deadline - now <= 0) {
                stopTimer(timer);
                timer.onDeadline();
            }
        }
    }

    @Override
    public String id() {
        return "0xfa";
    }

    @Override
    public <T extends @Nullable Object> T await(Operation<T> operation) {
        begin(operation);
        serveUntilSettled(operation);
        return operation.takeOutcome();
    }

    @Override
    public <T extends @Nullable Object> T blocking(Callable<T> call) {
        try {
            return call.call();
        } catch (Exception e) {
            throw e instanceof LuaError error ? error : new LuaError(LuaValue.valueOf(e.toString()));
        }
    }

    @Override
    public Varargs callWithoutSuspension(LuaFunction function, Varargs arguments) {
        return function.invoke(arguments);
    }

    @Override
    public void execute(Runnable task) {
        if (Thread.currentThread() == strand) {
            task.run();
        } else {
            tasks.add(task);
        }
    }

    @Override
    public void own(Resource resource) {
        resources.add(resource);
    }

    @Override
    public void release(Resource resource) {
        resources.remove(resource);
    }

    /** What the VM would close now. */
    public Set<Resource> resources() {
        return resources;
    }

    @Override
    public void startTimer(TimerTask task, long deadline) {
        if (task.timerSlot() != TimerTask.IDLE) {
            throw new IllegalStateException("the timer runs already");
        }
        timers.put(task, deadline);
        task.timerSlot(0);
    }

    @Override
    public void stopTimer(TimerTask task) {
        if (timers.remove(task) != null) {
            task.timerSlot(TimerTask.IDLE);
        }
    }

    /** How many timers run. */
    public int timerCount() {
        return timers.size();
    }

    @Override
    public void flushOutput() {
        flushes++;
    }

    /** How often {@link #flushOutput} was called. */
    public int flushes() {
        return flushes;
    }

    @Override
    public Optional<ByteSink> redirectedOutput() {
        return Optional.ofNullable(output);
    }

    @Override
    public Optional<ByteSink> redirectedErrors() {
        return Optional.ofNullable(errors);
    }

    /** Makes this the VM of a program that does not own the process. */
    public FakeVm redirectedTo(ByteSink programOutput, ByteSink programErrors) {
        main = false;
        output = programOutput;
        errors = programErrors;
        return this;
    }

    @Override
    public List<String> arguments() {
        return arguments;
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public void exit(int code) {
        throw new Exit(code);
    }

    @Override
    public boolean isMain() {
        return main;
    }

    /** Makes this a worker's VM. */
    public FakeVm asWorker() {
        main = false;
        return this;
    }

    @Override
    public Optional<ActorAddress> addressOf(LuaValue channel) {
        return Optional.empty();
    }

    @Override
    public LuaValue channelTo(ActorAddress address) {
        throw new UnsupportedOperationException("a VM without channels");
    }
}
