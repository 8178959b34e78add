package org.emilua.itests.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Executes a program's statements on the model, for whichever fiber runs. */
final class Interpreter {

    private final ModelVm vm = new ModelVm(this::handle);
    private final Primitives primitives = new Primitives(vm, this);
    private final boolean[] flags = new boolean[Program.OBJECTS + 1];
    private Value caught = Value.NIL;

    private Interpreter() {}

    /**
     * What the program does.
     *
     * @param main whether it runs as a VM's main fiber; otherwise as a detached fiber
     * @throws Unspecified where the reference leaves that open
     */
    static Expectation expect(Program program, boolean main) {
        Interpreter interpreter = new Interpreter();
        ModelFiber fiber = new ModelFiber(interpreter.vm, "main", main, () -> interpreter.fiberBody(program.body()));
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
    List<Value> scoped(List<Statement> block) throws Raised {
        return scoped(block, error -> {});
    }

    /** Calls a fiber's function. */
    List<Value> fiberBody(List<Statement> block) throws Raised {
        return scoped(block, me()::failed);
    }

    private List<Value> scoped(List<Statement> block, Consumer<Value> failed) throws Raised {
        Body body = me().body();
        body.openScope();
        List<Value> values = List.of();
        Raised failure = null;
        try {
            values = call(block);
        } catch (Raised e) {
            failure = e;
            failed.accept(e.value());
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
            case SPAWN, JOIN, DETACH, INTERRUPT, CAUGHT, JOINABLE, FORGET -> primitives.fiber(at);
            case YIELD, SLEEP, FORBID_SUSPEND, ALLOW_SUSPEND, DISABLE_INTERRUPTION, RESTORE_INTERRUPTION, IS_MAIN, COUNT, ADD_THREAD ->
                    primitives.thisFiber(at);
            case LOCK, UNLOCK, WAIT, NOTIFY_ONE, NOTIFY_ALL -> primitives.synchronize(at);
            case ACQUIRE, TRY_ACQUIRE, RELEASE, GET, SET_VALUE, SET_ERROR, IS_READY, SELECT -> primitives.extension(at);
            case COUNT_DOWN, AWAIT, ARRIVE, TRY_AWAIT, MEET, DROP -> primitives.meeting(at);
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
            case CREATE, WRAP, RESUME, CALL_WRAPPED, CO_YIELD, STATUS, RUNNING -> primitives.coroutine(at);
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
}
