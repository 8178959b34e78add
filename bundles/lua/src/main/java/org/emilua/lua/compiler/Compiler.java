package org.emilua.lua.compiler;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.emilua.lua.code.Compiled0;
import org.emilua.lua.code.Compiled1;
import org.emilua.lua.code.Compiled2;
import org.emilua.lua.code.Compiled3;
import org.emilua.lua.code.Compiled4;
import org.emilua.lua.code.CompiledN;
import org.emilua.lua.code.LoopCode;
import org.emilua.lua.code.LuaCode;
import org.emilua.lua.syntax.FunctionBody;
import org.emilua.lua.syntax.Local;
import org.emilua.lua.syntax.Stat;
import org.jspecify.annotations.Nullable;

/** Makes classes of functions and of loops. Any thread. */
public final class Compiler {

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final ClassDesc[] BY_PARAMETERS = {
        Types.of(Compiled0.class),
        Types.of(Compiled1.class),
        Types.of(Compiled2.class),
        Types.of(Compiled3.class),
        Types.of(Compiled4.class)
    };
    private static final ClassDesc WITH_LIST = Types.of(CompiledN.class);
    private static final MethodTypeDesc OF_BODY = Types.method(Types.VOID, Types.BODY);
    private static final MethodTypeDesc OF_LOOP =
            Types.method(Types.OBJECT, Types.CLOSURE, Types.FRAME, Types.VALUE, Types.VALUE, Types.VALUE);
    private static final int FIRST_OF_LOOP = 6;

    private Compiler() {}

    /** Compiles a function; null if it is too large or looks at frames, so that the interpreter has to do. */
    public static @Nullable LuaCode function(FunctionBody body) {
        if (body.seesFrames()) {
            return null;
        }
        int parameters = body.parameters.size();
        boolean listed = body.isVararg() || parameters >= BY_PARAMETERS.length;
        ClassDesc parent = listed ? WITH_LIST : BY_PARAMETERS[parameters];
        MethodTypeDesc method =
                listed ? Types.method(Types.VALUES, Types.CLOSURE, Types.VALUES) : Types.entry(Types.CLOSURE, parameters);
        Kinds kinds = Kinds.of(body);
        try {
            Class<?> made = new CompiledClass(body).load(name(body), parent, method, (code, owner) -> {
                code.aload(0).aload(1).invokespecial(parent, "<init>", OF_BODY).return_();
            }, OF_BODY, (code, owner, constants, sites) -> {
                int firstFree = CallEmitter.FIRST_ARGUMENT + (listed ? 1 : parameters);
                Emitter emitter = new Emitter(code, owner, body, kinds, constants, sites, firstFree);
                new FunctionWriter(emitter, listed).write();
            });
            return (LuaCode) made.getConstructor(FunctionBody.class).newInstance(body);
        } catch (IllegalArgumentException e) { // beyond the limits of a class file
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Compiles a loop of a function; null if it is too large. */
    public static @Nullable LoopCode loop(FunctionBody body, Stat loop) {
        Kinds kinds = Kinds.of(body);
        try {
            Class<?> made = new CompiledClass(body).load(name(body), Types.LOOP_CODE, OF_LOOP, (code, owner) -> {
                code.aload(0).invokespecial(Types.LOOP_CODE, "<init>", Types.method(Types.VOID)).return_();
            }, Types.method(Types.VOID), (code, owner, constants, sites) -> {
                Emitter emitter = new Emitter(code, owner, body, kinds, constants, sites, FIRST_OF_LOOP);
                new LoopWriter(emitter, loop).write();
            });
            return (LoopCode) made.getConstructor().newInstance();
        } catch (IllegalArgumentException e) {
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A name that says in profiles which function it is. */
    private static String name(FunctionBody body) {
        StringBuilder name = new StringBuilder();
        for (char c : body.name().toCharArray()) {
            name.append(Character.isLetterOrDigit(c) && c < 128 ? c : '_');
        }
        return name.append('$').append(body.line).append('$').append(NUMBERS.incrementAndGet()).toString();
    }

    /** Writes a whole function. */
    private static final class FunctionWriter implements Statements.Exit {

        private final Emitter emitter;
        private final CodeBuilder code;
        private final boolean listed;
        private final Expressions expressions;
        private final Statements statements;

        FunctionWriter(Emitter emitter, boolean listed) {
            this.emitter = emitter;
            this.listed = listed;
            code = emitter.code;
            expressions = new Expressions(emitter);
            statements = new Statements(emitter, expressions, this);
        }

        void write() {
            FunctionBody body = emitter.body;
            if (mayRecur(body)) {
                emitter.invokeStatic(Types.INTERRUPTS, "checkCall", Types.VOID);
            }
            if (listed) {
                spread(body.parameters, body.isVararg());
            } else {
                Label start = emitter.label();
                emitter.bind(start);
                expressions.calls().allowSelfCalls();
                statements.beginsAt(start);
                for (int i = 0; i < body.parameters.size(); i++) {
                    parameter(body.parameters.get(i), CallEmitter.FIRST_ARGUMENT + i);
                }
            }
            statements.block(body.body());
            code.getstatic(Types.VALUE, "NONE", Types.VALUE);
            code.areturn();
        }

        private static boolean mayRecur(FunctionBody body) {
            CallFinder finder = new CallFinder();
            finder.block(body.body());
            return finder.found;
        }

        private void spread(List<Local> parameters, boolean vararg) {
            for (int i = 0; i < parameters.size(); i++) {
                int slot = emitter.slot(1);
                code.aload(CallEmitter.FIRST_ARGUMENT);
                code.loadConstant(i + 1);
                code.invokevirtual(Types.VALUES, "arg", Types.method(Types.VALUE, Types.INT));
                code.astore(slot);
                parameter(parameters.get(i), slot);
            }
            if (vararg) {
                int slot = emitter.slot(1);
                code.aload(CallEmitter.FIRST_ARGUMENT);
                code.loadConstant(parameters.size() + 1);
                code.invokevirtual(Types.VALUES, "subargs", Types.method(Types.VALUES, Types.INT));
                code.astore(slot);
                expressions.varargsIn(slot);
            }
        }

        private void parameter(Local parameter, int slot) {
            if (emitter.kinds.of(parameter) == Kind.BOXED) {
                emitter.declareAt(parameter, slot);
            } else {
                statements.define(parameter, Held.variable(Kind.BOXED, slot));
            }
        }

        @Override
        public void withValues() {
            code.areturn();
        }

        @Override
        public void to(Stat.Label label) {
            throw new IllegalStateException("a goto out of its function");
        }
    }

    /** Writes a loop that takes its function's variables from a frame. */
    private static final class LoopWriter implements Statements.Exit {

        private static final int FRAME = 2;

        private final Emitter emitter;
        private final CodeBuilder code;
        private final Stat loop;
        private final Set<Local> outer;

        LoopWriter(Emitter emitter, Stat loop) {
            this.emitter = emitter;
            this.loop = loop;
            code = emitter.code;
            outer = OuterLocals.of(loop);
        }

        void write() {
            Expressions expressions = new Expressions(emitter);
            Statements statements = new Statements(emitter, expressions, this);
            outer.forEach(this::take);
            if (emitter.body.isVararg()) {
                int slot = emitter.slot(1);
                code.aload(FRAME);
                code.getfield(Types.FRAME, "varargs", Types.VALUES);
                code.astore(slot);
                expressions.varargsIn(slot);
            }
            switch (loop) {
                case Stat.NumericFor s -> statements.loops().numericForFrom(s, 3, 4, 5);
                case Stat.GenericFor s -> statements.loops().genericForFrom(s, 3, 4, 5);
                case Stat.While s -> statements.loops().whileLoop(s);
                case Stat.Repeat s -> statements.loops().repeatLoop(s);
                default -> throw new IllegalStateException("no loop: " + loop);
            }
            outer.forEach(this::giveBack);
            code.aconst_null();
            code.areturn();
        }

        private void take(Local local) {
            Kind kind = emitter.kinds.of(local);
            code.aload(FRAME);
            if (kind == Kind.CELL) {
                code.getfield(Types.FRAME, "slots", Types.OBJECT.arrayType());
                code.loadConstant(local.slot);
                code.aaload();
                code.checkcast(Types.CELL);
            } else {
                code.loadConstant(local.slot);
                code.invokevirtual(Types.FRAME, "value", Types.method(Types.VALUE, Types.INT));
                if (kind.isNumeric()) {
                    emitter.operation("numberOf", Types.DOUBLE, Types.VALUE);
                }
                if (kind == Kind.INTEGER) {
                    code.d2l();
                } else if (kind == Kind.DUAL) {
                    emitter.convert(Kind.BOXED, Kind.DUAL);
                }
            }
            emitter.store(kind, emitter.declare(local));
        }

        private void giveBack(Local local) {
            if (!local.isAssigned() || local.isCell()) {
                return;
            }
            code.aload(FRAME);
            code.getfield(Types.FRAME, "slots", Types.OBJECT.arrayType());
            code.loadConstant(local.slot);
            Kind kind = emitter.kinds.of(local);
            emitter.load(kind, emitter.slotOf(local));
            emitter.box(kind);
            code.aastore();
        }

        @Override
        public void withValues() {
            code.areturn();
        }

        @Override
        public void to(Stat.Label label) {
            outer.forEach(this::giveBack);
            emitter.constant(label, Types.OBJECT);
            code.areturn();
        }
    }
}
