package org.emilua.lua.compiler;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.emilua.lua.code.CallStack;
import org.emilua.lua.code.Compiled0;
import org.emilua.lua.code.Compiled1;
import org.emilua.lua.code.Compiled2;
import org.emilua.lua.code.Compiled3;
import org.emilua.lua.code.Compiled4;
import org.emilua.lua.code.CompiledN;
import org.emilua.lua.code.LoopCode;
import org.emilua.lua.code.LuaCode;
import org.emilua.lua.code.Resumption;
import org.emilua.lua.syntax.Expr;
import org.emilua.lua.syntax.FunctionBody;
import org.emilua.lua.syntax.Local;
import org.emilua.lua.syntax.Stat;
import org.jspecify.annotations.Nullable;

/** Makes classes of functions and of loops. Any thread. */
public final class Compiler {

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final List<Class<? extends LuaCode>> BY_PARAMETERS =
            List.of(Compiled0.class, Compiled1.class, Compiled2.class, Compiled3.class, Compiled4.class);
    private static final String LISTED = "callN";
    private static final MethodTypeDesc WITH_LIST = Types.method(Types.VALUES, Types.VALUE, Types.VALUES);
    private static final MethodTypeDesc OF_LOOP =
            Types.method(Types.OBJECT, Types.CLOSURE, Types.FRAME, Types.VALUE, Types.VALUE, Types.VALUE);
    private static final int FIRST_OF_LOOP = 6;
    private static final String SUFFIX = ".lua";
    private static final int LONGEST_NAME = 60;

    private Compiler() {}

    /** Compiles a function; null if it is too large or looks at frames, so that the interpreter has to do. */
    public static @Nullable LuaCode function(FunctionBody body) {
        if (body.seesFrames()) {
            return null;
        }
        int parameters = body.parameters.size();
        boolean listed = body.isVararg() || parameters >= BY_PARAMETERS.size();
        Class<? extends LuaCode> parent = listed ? CompiledN.class : BY_PARAMETERS.get(parameters);
        String entry = listed ? LISTED : "call" + parameters;
        MethodTypeDesc type = listed ? WITH_LIST : Types.entry(parameters);
        Kinds kinds = Kinds.of(body);
        Kinds ofNumbers = listed || !SelfCalls.of(body) ? null : Kinds.ofNumbers(body);
        CompiledClass made = new CompiledClass(body, name(body));
        if (ofNumbers != null) {
            made.with(CallStack.BODY_OF_NUMBERS, Types.ofNumbers(parameters), (code, owner, constants, sites) -> {
                int firstFree = CallEmitter.FIRST_ARGUMENT + parameters * Emitter.width(Kind.NUMBER);
                new FunctionWriter(new Emitter(code, owner, body, ofNumbers, constants, sites, firstFree), false).write();
            });
        }
        return made.make(parent, entry, type, (code, owner, constants, sites) -> {
            int firstFree = CallEmitter.FIRST_ARGUMENT + (listed ? 1 : parameters);
            FunctionWriter writer = new FunctionWriter(new Emitter(code, owner, body, kinds, constants, sites, firstFree), listed);
            writer.takeClosure();
            if (ofNumbers != null) {
                writer.writeBesideNumbers();
            } else {
                writer.write();
            }
        });
    }

    /** Compiles a function as the body of coroutines; null if it does not yield by itself, is too large or looks at frames. */
    public static @Nullable Resumption resumption(FunctionBody body) {
        List<Expr.Call> yields = YieldFinder.find(body);
        if (yields.isEmpty() || body.seesFrames()) {
            return null;
        }
        Kinds kinds = Kinds.of(body);
        ResumptionMembers members = new ResumptionMembers();
        return new CompiledClass(body, name(body)).with(members).make(Resumption.class, LISTED, WITH_LIST, (code, owner, constants, sites) -> {
            Emitter emitter = new Emitter(code, owner, body, kinds, constants, sites, CallEmitter.FIRST_ARGUMENT + 1);
            new FunctionWriter(emitter, true).writeResumable(yields, members);
        });
    }

    /** Compiles a loop of a function; null if it is too large. */
    public static @Nullable LoopCode loop(FunctionBody body, Stat loop) {
        Kinds kinds = Kinds.of(body);
        return new CompiledClass(body, name(body)).make(LoopCode.class, CallStack.BODY, OF_LOOP, (code, owner, constants, sites) -> {
            Emitter emitter = new Emitter(code, owner, body, kinds, constants, sites, FIRST_OF_LOOP);
            new LoopWriter(emitter, loop).write();
        });
    }

    /**
     * A name that says in profiles which function it is, since those show no source files: {@code FILE.FUNCTION$LINE$NUMBER}, with
     * the folder before the file that makes it a module.
     */
    static String name(FunctionBody body) {
        return file(body.chunk) + '.' + identifier(body.name()) + '$' + body.line + '$' + NUMBERS.incrementAndGet();
    }

    private static String file(String chunk) {
        if (!chunk.endsWith(SUFFIX)) {
            return "string"; // text that was loaded, most of the time
        }
        String[] parts = chunk.substring(0, chunk.length() - SUFFIX.length()).split("/");
        String last = parts.length == 0 ? "" : parts[parts.length - 1];
        boolean ofFolder = last.equals("init") && parts.length > 1;
        return ofFolder ? identifier(parts[parts.length - 2]) + '.' + last : identifier(last);
    }

    private static String identifier(String text) {
        StringBuilder identifier = new StringBuilder();
        for (char c : text.substring(Math.max(0, text.length() - LONGEST_NAME)).toCharArray()) {
            identifier.append(Character.isLetterOrDigit(c) && c < 128 ? c : '_');
        }
        return identifier.isEmpty() ? "_" : identifier.toString();
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
