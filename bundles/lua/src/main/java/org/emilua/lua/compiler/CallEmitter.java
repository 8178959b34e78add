package org.emilua.lua.compiler;

import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.List;
import org.emilua.lua.code.CallStack;
import org.emilua.lua.syntax.Expr;
import org.emilua.lua.syntax.Stat;
import org.jspecify.annotations.Nullable;

/** Writes calls. Those with few arguments make no list of them. */
final class CallEmitter {

    /** The static field of a class that counts its tail calls. */
    static final String TAIL_COUNTER = "tailCalls";

    private static final int MOST_NESTED_TAIL_CALLS = 64;
    private static final int MOST_DIRECT = 4;

    /** The JVM variable of the first argument, behind the code and the closure. */
    static final int FIRST_ARGUMENT = 2;

    private final Emitter emitter;
    private final Expressions expressions;

    CallEmitter(Emitter emitter, Expressions expressions) {
        this.emitter = emitter;
        this.expressions = expressions;
    }

    // ---- what becomes of the results

    /** Leaves the first result, as a {@code LuaValue}. */
    void first(Expr call) {
        call(call);
        emitter.invokeStatic(Types.CALLS, "first", Types.VALUE, Types.VALUES);
    }

    /** Leaves all values of an expression that may have several. */
    void all(Expr expr) {
        if (expr instanceof Expr.Dots) {
            emitter.code.aload(expressions.varargsSlot());
            return;
        }
        if (!emitter.kinds.isMulti(expr)) {
            expressions.emitBoxed(expr);
            return;
        }
        call(expr);
        emitter.invokeStatic(Types.CALLS, "all", Types.VALUES, Types.VALUES);
    }

    /** Makes a call for its effects. */
    void drop(Expr call) {
        call(call);
        emitter.invokeStatic(Types.CALLS, "drop", Types.VOID, Types.VALUES);
    }

    /** Leaves all values of a list of expressions, which an expression or statement wants. */
    void values(List<Expr> values, Object site) {
        int n = values.size();
        if (n == 0) {
            none();
        } else if (n == 1) {
            all(values.getFirst());
        } else if (emitter.kinds.isMulti(values.getLast())) {
            expressions.array(values.subList(0, n - 1));
            all(values.getLast());
            prepend(Types.VALUE_ARRAY, site);
        } else if (n == 2) {
            expressions.emitBoxed(values.get(0));
            expressions.emitBoxed(values.get(1));
            emitter.invokeStatic(Types.VALUE, "varargsOf", Types.VALUES, Types.VALUE, Types.VALUES);
        } else {
            expressions.array(values);
            emitter.invokeStatic(Types.VALUE, "varargsOf", Types.VALUES, Types.VALUE_ARRAY);
        }
    }

    private void prepend(ClassDesc head, Object site) {
        emitter.site(site);
        emitter.invokeStatic(Types.GROWING_LIST, "prepend", Types.VALUES, head, Types.VALUES);
    }

    private void none() {
        emitter.code.getstatic(Types.VALUE, "NONE", Types.VALUE);
    }

    // ---- calls

    private void call(Expr call) {
        switch (call) {
            case Expr.Call e when yields != null && yields.has(e) -> yields.emit(e);
            case Expr.Call e -> function(e);
            case Expr.MethodCall e -> method(e);
            default -> throw new IllegalStateException("no call: " + call);
        }
    }

    private @Nullable Yields yields;

    /** Has the function return at yields instead of calling. */
    void returnAt(Yields calls) {
        yields = calls;
    }

    private boolean isDirect(List<Expr> args, int before) {
        return args.size() + before <= MOST_DIRECT && (args.isEmpty() || !emitter.kinds.isMulti(args.getLast()));
    }

    private void function(Expr.Call e) {
        if (isSelf(e)) {
            self(e);
            return;
        }
        expressions.emitBoxed(e.function());
        emitter.code.dup();
        code();
        emitter.code.swap();
        arguments(e.args(), 0, e);
    }

    /** Calls a function with a list of arguments. */
    void listed(Held function, int list, Object site) {
        function.push(emitter);
        code();
        function.push(emitter);
        emitter.code.aload(list);
        emitter.site(site);
        emitter.code.invokevirtual(Types.CODE, "callN", Types.method(Types.VALUES, Types.VALUE, Types.VALUES));
    }

    private void code() {
        emitter.invokeStatic(Types.CALLS, "code", Types.CODE, Types.VALUE);
    }

    /** With the code, the function and {@code before} arguments on the operand stack: the others and the call. */
    private void arguments(List<Expr> args, int before, Object site) {
        if (isDirect(args, before)) {
            args.forEach(expressions::emitBoxed);
            emitter.site(site);
            int count = args.size() + before;
            emitter.code.invokevirtual(Types.CODE, "call" + count, Types.entry(count));
            return;
        }
        values(args, site);
        if (before == 1) {
            prepend(Types.VALUE, site);
        }
        emitter.site(site);
        emitter.code.invokevirtual(Types.CODE, "callN", Types.method(Types.VALUES, Types.VALUE, Types.VALUES));
    }

    private void method(Expr.MethodCall e) {
        int mark = emitter.mark();
        int object = emitter.slot(1);
        lookUp(e, object);
        emitter.code.dup();
        code();
        emitter.code.swap();
        emitter.code.aload(object);
        arguments(e.args(), 1, e);
        emitter.release(mark);
    }

    /** Leaves the method on the operand stack and its object in a variable. */
    private void lookUp(Expr.MethodCall e, int object) {
        expressions.emitBoxed(e.object());
        emitter.code.dup();
        emitter.code.astore(object);
        emitter.field(e.name(), e);
    }

    // ---- a function that calls itself

    boolean isSelf(Expr.Call call) {
        return selfCalls
                && call.function() instanceof Expr.UpvalueVar variable
                && variable.upvalue().isSelf(emitter.body)
                && isDirect(call.args(), 0);
    }

    private boolean selfCalls;

    /** Has calls of the function by itself go to its own code: for a whole function that takes its parameters one by one. */
    void allowSelfCalls() {
        selfCalls = true;
    }

    private void self(Expr.Call e) {
        int parameters = emitter.body.parameters.size();
        emitter.code.aload(0);
        emitter.code.aload(1);
        parameters(e.args(), parameters);
        emitter.site(e);
        emitter.code.invokevirtual(emitter.owner, "call" + parameters, Types.entry(parameters));
    }

    /** Leaves the number that the function gets when it calls itself with numbers. */
    void number(Expr.Call e) {
        emitter.code.aload(0);
        emitter.code.aload(1);
        e.args().forEach(arg -> expressions.emitAs(arg, Kind.NUMBER));
        emitter.site(e);
        emitter.code.invokevirtual(emitter.owner, CallStack.BODY_OF_NUMBERS, Types.ofNumbers(e.args().size()));
    }

    private void parameters(List<Expr> args, int wanted) {
        for (int i = 0; i < args.size(); i++) {
            expressions.emitBoxed(args.get(i));
            if (i >= wanted) {
                emitter.code.pop();
            }
        }
        for (int i = args.size(); i < wanted; i++) {
            emitter.nil();
        }
    }

    // ---- tail calls

    /** Begins the function anew with other arguments. */
    void again(Expr.Call e, Label start) {
        int mark = emitter.mark();
        Kind kind = emitter.kinds.ofArguments();
        List<Held> kept = new ArrayList<>();
        for (Expr arg : e.args()) {
            expressions.emitAs(arg, kind);
            kept.add(expressions.keep(kind));
        }
        for (int i = 0; i < emitter.body.parameters.size(); i++) {
            if (i < kept.size()) {
                kept.get(i).push(emitter);
            } else {
                emitter.nil();
            }
            emitter.store(kind, FIRST_ARGUMENT + i * Emitter.width(kind));
        }
        emitter.release(mark);
        emitter.poll(e);
        emitter.code.goto_(start);
    }

    /** Leaves the results of a call in tail position, which may be a {@code TailCall}. */
    void tail(Stat.Return statement, Expr call) {
        int mark = emitter.mark();
        List<Held> kept = new ArrayList<>();
        List<Expr> args = switch (call) {
            case Expr.Call e -> {
                expressions.emitBoxed(e.function());
                kept.add(expressions.keep(Kind.BOXED));
                yield e.args();
            }
            case Expr.MethodCall e -> {
                int object = emitter.slot(1);
                lookUp(e, object);
                kept.add(expressions.keep(Kind.BOXED));
                kept.add(Held.variable(Kind.BOXED, object));
                yield e.args();
            }
            default -> throw new IllegalStateException("no call: " + call);
        };
        if (isDirect(args, kept.size() - 1)) {
            for (Expr arg : args) {
                expressions.emitBoxed(arg);
                kept.add(expressions.keep(Kind.BOXED));
            }
            directTail(statement, kept);
        } else {
            values(args, call);
            int list = emitter.slot(1);
            emitter.code.astore(list);
            listTail(statement, call, kept, list);
        }
        emitter.release(mark);
    }

    private void directTail(Stat.Return statement, List<Held> kept) {
        Label later = emitter.label();
        Label end = emitter.label();
        countTail(later);
        kept.getFirst().push(emitter);
        code();
        kept.forEach(held -> held.push(emitter));
        emitter.site(statement);
        int count = kept.size() - 1;
        emitter.code.invokevirtual(Types.CODE, "call" + count, Types.entry(count));
        emitter.code.goto_(end);
        emitter.bind(later);
        kept.getFirst().push(emitter);
        heldValues(kept.subList(1, kept.size()));
        leaveToCaller();
        emitter.bind(end);
    }

    /** Most tail calls are made like any other; every 64th is left to the caller, which takes the frames of all before down. */
    private void countTail(Label later) {
        emitter.code.getstatic(emitter.owner, TAIL_COUNTER, Types.INT);
        emitter.code.iconst_1();
        emitter.code.iadd();
        emitter.code.dup();
        emitter.code.putstatic(emitter.owner, TAIL_COUNTER, Types.INT);
        emitter.code.loadConstant(MOST_NESTED_TAIL_CALLS - 1);
        emitter.code.iand();
        emitter.code.ifeq(later);
    }

    private void leaveToCaller() {
        emitter.invokeStatic(Types.LINKAGE, "tailCall", Types.VALUES, Types.VALUE, Types.VALUES);
    }

    private void heldValues(List<Held> values) {
        emitter.code.loadConstant(values.size());
        emitter.code.anewarray(Types.VALUE);
        for (int i = 0; i < values.size(); i++) {
            emitter.code.dup();
            emitter.code.loadConstant(i);
            values.get(i).push(emitter);
            emitter.code.aastore();
        }
        emitter.invokeStatic(Types.VALUE, "varargsOf", Types.VALUES, Types.VALUE_ARRAY);
    }

    private void listTail(Stat.Return statement, Expr call, List<Held> kept, int list) {
        if (kept.size() > 1) {
            kept.get(1).push(emitter);
            emitter.code.aload(list);
            prepend(Types.VALUE, call);
            emitter.code.astore(list);
        }
        Label later = emitter.label();
        Label end = emitter.label();
        countTail(later);
        listed(kept.getFirst(), list, statement);
        emitter.code.goto_(end);
        emitter.bind(later);
        kept.getFirst().push(emitter);
        emitter.code.aload(list);
        leaveToCaller();
        emitter.bind(end);
    }
}
