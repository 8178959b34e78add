package org.emilua.itests.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What statements do with the program's objects: fibers, coroutines, mutexes and condition variables. */
final class Primitives {

    private final ModelVm vm;
    private final Interpreter interpreter;
    private final Map<Integer, ModelFiber> fibers = new HashMap<>();
    private final Map<Integer, ModelCoroutine> coroutines = new HashMap<>();
    private final Map<Integer, ModelCoroutine> wrapped = new HashMap<>();
    private final Map<String, Integer> names = new HashMap<>();
    private final ModelMutex[] mutexes = Stream.generate(ModelMutex::new).limit(Program.OBJECTS + 1L).toArray(ModelMutex[]::new);
    private final ModelCondition[] conditions =
            Stream.generate(ModelCondition::new).limit(Program.OBJECTS + 1L).toArray(ModelCondition[]::new);

    private final ModelSemaphore[] semaphores =
            Stream.generate(ModelSemaphore::new).limit(Program.OBJECTS + 1L).toArray(ModelSemaphore[]::new);
    private final ModelFuture[] futures = Stream.generate(ModelFuture::new).limit(Program.OBJECTS + 1L).toArray(ModelFuture[]::new);

    private final ModelLatch[] latches = Stream.generate(ModelLatch::new).limit(Program.OBJECTS + 1L).toArray(ModelLatch[]::new);
    private final ModelBarrier[] barriers = Stream.generate(ModelBarrier::new).limit(Program.OBJECTS + 1L).toArray(ModelBarrier[]::new);

    Primitives(ModelVm vm, Interpreter interpreter) {
        this.vm = vm;
        this.interpreter = interpreter;
    }

    private ModelFiber me() {
        return vm.current();
    }

    private void say(Statement at, Value... values) {
        say(at, Arrays.asList(values));
    }

    private void say(Statement at, List<Value> values) {
        vm.say(at.number(), Value.show(values));
    }

    /** The name of a fiber or coroutine that is made: that of the place, with a number from the second on. */
    private String name(String place) {
        int count = names.merge(place, 1, Integer::sum);
        return count == 1 ? place : place + '.' + count;
    }

    // ---- fibers

    void fiber(Statement at) throws Raised {
        if (at.operation() == Operation.SPAWN) {
            spawn(at);
            return;
        }
        ModelFiber target = fibers.get(at.first());
        if (target == null) {
            say(at, Value.of("absent"));
            return;
        }
        switch (at.operation()) {
            case JOIN -> say(at, me().join(target));
            case DETACH -> {
                target.detach(me());
                say(at);
            }
            case INTERRUPT -> {
                target.interrupt();
                say(at);
            }
            case FORGET -> {
                fibers.remove(at.first());
                target.forgotten();
                say(at);
            }
            case CAUGHT -> say(at, Value.of(target.interruptionCaught(me())));
            default -> say(at, Value.of(target.joinable()));
        }
    }

    private void spawn(Statement at) {
        ModelFiber spawned = new ModelFiber(vm, name("f" + at.first()), false, () -> interpreter.fiberBody(at.body()));
        fibers.put(at.first(), spawned);
        vm.start(spawned);
        say(at);
    }

    void thisFiber(Statement at) throws Raised {
        switch (at.operation()) {
            case YIELD -> me().yieldTurn();
            case SLEEP -> vm.sleep(me(), at.first());
            case FORBID_SUSPEND -> me().forbidSuspend();
            case ALLOW_SUSPEND -> me().allowSuspend();
            case DISABLE_INTERRUPTION -> me().disableInterruption();
            case RESTORE_INTERRUPTION -> me().restoreInterruption();
            case ADD_THREAD -> vm.count("threads added by programs");
            case IS_MAIN -> {
                say(at, Value.of(me().main));
                return;
            }
            default -> {
                say(at, Value.of(me().count()));
                return;
            }
        }
        say(at);
    }

    void synchronize(Statement at) throws Raised {
        switch (at.operation()) {
            case LOCK -> mutexes[at.first()].lock(me());
            case UNLOCK -> mutexes[at.first()].unlock(me());
            case WAIT -> conditions[at.first()].await(me(), mutexes[at.second()]);
            case NOTIFY_ONE -> conditions[at.first()].notifyOne();
            default -> conditions[at.first()].notifyEveryone();
        }
        say(at);
    }

    /** What module sync adds. */
    void extension(Statement at) throws Raised {
        ModelSemaphore semaphore = semaphores[at.first()];
        ModelFuture future = futures[at.first()];
        switch (at.operation()) {
            case ACQUIRE -> semaphore.acquire(me(), at.second());
            case RELEASE -> semaphore.release(me(), at.second());
            case SET_VALUE -> future.set(me(), at.values(), null);
            case SET_ERROR -> future.set(me(), null, at.values().getFirst());
            case TRY_ACQUIRE -> {
                boolean taken = semaphore.take(at.second());
                say(at, Value.of(taken), Value.of(semaphore.available()));
                return;
            }
            case IS_READY -> {
                say(at, Value.of(future.isReady()));
                return;
            }
            case GET -> {
                say(at, future.get(me()));
                return;
            }
            default -> {
                say(at, ModelSelection.select(me(), semaphore, futures[at.second()]));
                return;
            }
        }
        say(at);
    }

    /** Latches and barriers. */
    void meeting(Statement at) throws Raised {
        ModelLatch latch = latches[at.first()];
        switch (at.operation()) {
            case COUNT_DOWN -> latch.countDown(me(), at.second());
            case AWAIT -> latch.await(me());
            case ARRIVE -> latch.arrive(me(), at.second());
            case DROP -> barriers[at.first()].drop(me());
            case MEET -> {
                say(at, barriers[at.first()].meet(me()));
                return;
            }
            default -> {
                say(at, Value.of(latch.isOpen()));
                return;
            }
        }
        say(at);
    }

    // ---- coroutines

    void coroutine(Statement at) throws Raised {
        switch (at.operation()) {
            case CREATE -> {
                coroutines.put(at.first(), create(at, "k"));
                say(at);
            }
            case WRAP -> {
                wrapped.put(at.first(), create(at, "w"));
                say(at);
            }
            case RESUME -> resume(at);
            case CALL_WRAPPED -> callWrapped(at);
            case CO_YIELD -> say(at, ModelCoroutine.yield(me(), at.values()));
            case STATUS -> {
                ModelCoroutine subject = coroutines.get(at.first());
                say(at, Value.of(subject == null ? "dead" : subject.status(me())));
            }
            default -> {
                ModelCoroutine running = me().coroutine();
                say(at, running == null ? Value.NIL : Value.of(running.name));
            }
        }
    }

    private ModelCoroutine create(Statement at, String kind) {
        ModelCoroutine[] made = new ModelCoroutine[1];
        made[0] = new ModelCoroutine(vm, name(kind + at.first()), () -> {
            List<Value> arguments = new ArrayList<>(List.of(Value.of("enter")));
            arguments.addAll(made[0].arguments());
            say(at, arguments);
            return interpreter.scoped(at.body());
        });
        return made[0];
    }

    /** An interruption point; errors of the coroutine are results, but resuming one that another fiber is blocked in is an error. */
    private void resume(Statement at) throws Raised {
        me().checkInterruption();
        ModelCoroutine subject = coroutines.get(at.first());
        if (subject != null && subject.busyFor(me())) {
            throw me().raise(Value.EPERM);
        }
        Value obstacle = subject == null ? Value.of("cannot resume dead coroutine") : subject.obstacle(me());
        List<Value> results = new ArrayList<>();
        try {
            results.add(Value.of(obstacle == null));
            results.addAll(obstacle == null ? subject.resume(me(), at.values()) : List.of(obstacle));
        } catch (Raised e) {
            results = List.of(Value.FALSE, e.value());
        }
        say(at, results);
    }

    /** No interruption point; errors of the coroutine are raised in the caller. */
    private void callWrapped(Statement at) throws Raised {
        ModelCoroutine subject = wrapped.get(at.first());
        if (subject == null) {
            say(at, Value.of("absent"));
            return;
        }
        if (subject.busyFor(me())) {
            throw me().raise(Value.EPERM);
        }
        Value obstacle = subject.obstacle(me());
        if (obstacle != null) {
            throw me().raise(obstacle);
        }
        List<Value> values;
        try {
            values = subject.resume(me(), at.values());
        } catch (Raised e) {
            throw me().raise(e.value());
        }
        say(at, values);
    }
}
