package org.emilua.itests.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Executes a program's statements on the model, for whichever fiber runs. */
final class Interpreter {

    private final Program program;
    private final ModelVm vm = new ModelVm(this::handle);
    private final Map<Integer, ModelFiber> fibers = new HashMap<>();
    private final Map<Integer, ModelCoroutine> coroutines = new HashMap<>();
    private final Map<Integer, ModelCoroutine> wrapped = new HashMap<>();
    private final Map<String, Integer> names = new HashMap<>();
    private final ModelMutex[] mutexes = Stream.generate(ModelMutex::new).limit(Program.OBJECTS + 1L).toArray(ModelMutex[]::new);
    private final ModelCondition[] conditions =
            Stream.generate(ModelCondition::new).limit(Program.OBJECTS + 1L).toArray(ModelCondition[]::new);
    private final boolean[] flags = new boolean[Program.OBJECTS + 1];
    private Value caught = Value.NIL;

    private Interpreter(Program program) {
        this.program = program;
    }

    /**
     * What the program does.
     *
     * @param main whether it runs as a VM's main fiber; otherwise as a detached fiber
     * @throws Unspecified where the reference leaves that open
     */
    static Expectation expect(Program program, boolean main) {
        Interpreter interpreter = new Interpreter(program);
        ModelFiber fiber = new ModelFiber(interpreter.vm, "main", main, () -> interpreter.scoped(program.body()));
        fiber.detachedFromTheStart();
        interpreter.vm.start(fiber);
        return interpreter.vm.run();
    }

    private ModelFiber me() {
        return vm.current();
    }

    private void say(Statement at, Value... values) {
        vm.say(at.number(), Value.show(Arrays.asList(values)));
    }

    private void say(Statement at, List<Value> values) {
        vm.say(at.number(), Value.show(values));
    }

    /** The name of a fiber or coroutine that begins: that of the place, with a number from the second on. */
    private String begin(String place) {
        int count = names.merge(place, 1, Integer::sum);
        return count == 1 ? place : place + '.' + count;
    }

    // ---- functions and scopes

    /** Calls a function: what it returns. */
    private List<Value> call(List<Statement> block) throws Raised {
        List<Value> values = run(block);
        return values == null ? List.of() : values;
    }

    /** Runs statements; what a return among them returns, or null. */
    private List<Value> run(List<Statement> block) throws Raised {
        for (Statement statement : block) {
            List<Value> returned = execute(statement);
            if (returned != null) {
                return returned;
            }
        }
        return null;
    }

    /** Calls a function in a scope of its own: cleanup handlers run, in reverse order, before an error goes on. */
    private List<Value> scoped(List<Statement> block) throws Raised {
        Body body = me().body();
        body.openScope();
        List<Value> values = List.of();
        Raised failure = null;
        try {
            values = call(block);
        } catch (Raised e) {
            failure = e;
        }
        for (Statement handler = body.popCleanup(); handler != null; handler = body.popCleanup()) {
            cleanUp(handler);
        }
        body.closeScope();
        if (failure != null) {
            throw failure;
        }
        return values;
    }

    /** Runs a cleanup handler, with interruption disabled. Its error ends the VM. */
    private void cleanUp(Statement push) {
        ModelFiber fiber = me();
        Body body = fiber.body();
        int outer = fiber.handlerBegins();
        int outerScopes = body.handlerBegins();
        body.protect(new Body.Protection(0, null));
        say(push, Value.of("cleanup"));
        try {
            call(push.body());
        } catch (Raised e) {
            vm.terminate();
        }
        body.unprotect();
        body.handlerEnded(outerScopes);
        fiber.handlerEnded(outer);
    }

    /** Runs the message handler of a protected call. */
    private Value handle(Body.Protection protection, Value error) {
        Body body = me().body();
        int outer = body.handlerBegins();
        body.protect(new Body.Protection(0, null));
        vm.say(protection.number, Value.show(List.of(Value.of("handler"), error)));
        try {
            List<Value> values = call(protection.handler);
            return values.isEmpty() ? Value.NIL : values.getFirst();
        } catch (Raised e) {
            throw new Unspecified("a message handler fails");
        } finally {
            body.unprotect();
            body.handlerEnded(outer);
        }
    }

    /** {@code pcall}, or {@code xpcall} with a handler: an interruption point before the call, and a scope. */
    private void protect(Statement at, List<Statement> handler) throws Raised {
        me().checkInterruption();
        Body body = me().body();
        Body.Protection protection = new Body.Protection(at.number(), handler);
        body.protect(protection);
        List<Value> results = new ArrayList<>();
        try {
            results.add(Value.TRUE);
            results.addAll(scoped(at.body()));
        } catch (Raised e) {
            caught = e == protection.handled ? protection.outcome : e.value();
            results = List.of(Value.FALSE, caught);
        }
        body.unprotect();
        say(at, results);
    }

    // ---- statements

    private List<Value> execute(Statement at) throws Raised {
        switch (at.operation()) {
            case SPAWN, JOIN, DETACH, INTERRUPT, CAUGHT, JOINABLE -> fiber(at);
            case YIELD, SLEEP, FORBID_SUSPEND, ALLOW_SUSPEND, DISABLE_INTERRUPTION, RESTORE_INTERRUPTION, IS_MAIN, COUNT -> thisFiber(at);
            case LOCK, UNLOCK, WAIT, NOTIFY_ONE, NOTIFY_ALL -> synchronize(at);
            case PCALL -> protect(at, null);
            case XPCALL -> protect(at, at.handler());
            case RAISE -> throw me().raise(at.values().getFirst());
            case RAISE_AGAIN -> throw me().raise(caught);
            case SCOPE -> {
                scoped(at.body());
                say(at);
            }
            case CLEANUP_PUSH -> {
                me().body().pushCleanup(at);
                say(at);
            }
            case CLEANUP_POP -> pop(at);
            case CREATE, WRAP, RESUME, CALL_WRAPPED, CO_YIELD, STATUS, RUNNING -> coroutine(at);
            case MISTAKE -> throw me().raise(new Value(Operation.MISTAKES[at.first()][1]));
            case RETURN -> {
                return at.values();
            }
            case CALL -> {
                call(at.body());
                say(at);
            }
            case SET -> flags[at.first()] = true;
            case LOOP, WHEN, UNTIL -> {
                return repeat(at);
            }
        }
        return null;
    }

    private List<Value> repeat(Statement at) throws Raised {
        int times = switch (at.operation()) {
            case LOOP -> at.first();
            case WHEN -> flags[at.first()] ? 1 : 0;
            default -> at.second();
        };
        for (int i = 0; i < times && !(at.operation() == Operation.UNTIL && flags[at.first()]); i++) {
            List<Value> returned = run(at.body());
            if (returned != null) {
                return returned;
            }
        }
        return null;
    }

    private void pop(Statement at) throws Raised {
        Body body = me().body();
        body.checkOwnScope();
        Statement handler = body.popCleanup();
        if (handler == null) {
            throw me().raise(Value.UNMATCHED_SCOPE_CLEANUP);
        }
        if (!Operation.EXECUTE[at.first()].equals("false")) {
            cleanUp(handler);
        }
        say(at);
    }

    private void fiber(Statement at) throws Raised {
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
            case CAUGHT -> say(at, Value.of(target.interruptionCaught(me())));
            default -> say(at, Value.of(target.joinable()));
        }
    }

    private void spawn(Statement at) {
        ModelFiber spawned = new ModelFiber(vm, begin("f" + at.first()), false, () -> scoped(at.body()));
        fibers.put(at.first(), spawned);
        vm.start(spawned);
        say(at);
    }

    private void thisFiber(Statement at) throws Raised {
        switch (at.operation()) {
            case YIELD -> me().yieldTurn();
            case SLEEP -> vm.sleep(me(), at.first());
            case FORBID_SUSPEND -> me().forbidSuspend();
            case ALLOW_SUSPEND -> me().allowSuspend();
            case DISABLE_INTERRUPTION -> me().disableInterruption();
            case RESTORE_INTERRUPTION -> me().restoreInterruption();
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

    private void synchronize(Statement at) throws Raised {
        switch (at.operation()) {
            case LOCK -> mutexes[at.first()].lock(me());
            case UNLOCK -> mutexes[at.first()].unlock(me());
            case WAIT -> conditions[at.first()].await(me(), mutexes[at.second()]);
            case NOTIFY_ONE -> conditions[at.first()].notifyOne();
            default -> conditions[at.first()].notifyEveryone();
        }
        say(at);
    }

    private void coroutine(Statement at) throws Raised {
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
        made[0] = new ModelCoroutine(vm, begin(kind + at.first()), () -> {
            List<Value> arguments = new ArrayList<>(List.of(Value.of("enter")));
            arguments.addAll(made[0].arguments());
            say(at, arguments);
            return scoped(at.body());
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
