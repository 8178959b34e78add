package org.emilua.lua.interpreter;

import org.emilua.lua.LuaState;
import org.emilua.lua.code.Cell;
import org.emilua.lua.code.Closure;
import org.emilua.lua.code.Frame;
import org.emilua.lua.code.FrameStack;
import org.emilua.lua.code.Interrupts;
import org.emilua.lua.code.LuaCode;
import org.emilua.lua.syntax.FunctionBody;
import org.emilua.lua.syntax.Local;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The code of a function that is interpreted. Its tree is made with the first call; functions that are not called cost nothing. */
public final class InterpretedCode extends LuaCode {

    private final int parameters;
    private @Nullable Step tree;
    private int calls;

    private InterpretedCode(FunctionBody body) {
        super(body);
        parameters = body.parameters.size();
    }

    /** The code of a function: always the same for the same function. */
    public static LuaCode of(FunctionBody body) {
        if (body.attachment instanceof LuaCode known) {
            return known;
        }
        InterpretedCode code = new InterpretedCode(body);
        body.attachment = code;
        return code;
    }

    // ---- entries

    @Override
    public Varargs call0(LuaValue f) {
        LuaCode better = better(f);
        if (better != null) {
            return better.call0(f);
        }
        return run(frame(f, LuaValue.NONE));
    }

    @Override
    public Varargs call1(LuaValue f, LuaValue a) {
        LuaCode better = better(f);
        if (better != null) {
            return better.call1(f, a);
        }
        Frame frame = frame(f, parameters < 1 ? a : LuaValue.NONE);
        if (parameters >= 1) {
            frame.slots[0] = a;
        }
        return run(frame);
    }

    @Override
    public Varargs call2(LuaValue f, LuaValue a, LuaValue b) {
        LuaCode better = better(f);
        if (better != null) {
            return better.call2(f, a, b);
        }
        if (parameters < 2 && body.isVararg()) {
            return callN(f, LuaValue.varargsOf(a, b));
        }
        Frame frame = frame(f, LuaValue.NONE);
        switch (parameters) {
            case 0 -> {}
            case 1 -> frame.slots[0] = a;
            default -> {
                frame.slots[0] = a;
                frame.slots[1] = b;
            }
        }
        return run(frame);
    }

    @Override
    public Varargs call3(LuaValue f, LuaValue a, LuaValue b, LuaValue c) {
        LuaCode better = better(f);
        if (better != null) {
            return better.call3(f, a, b, c);
        }
        if (parameters < 3) {
            return body.isVararg() ? callN(f, LuaValue.varargsOf(a, b, c)) : call2(f, a, b);
        }
        Frame frame = frame(f, LuaValue.NONE);
        frame.slots[0] = a;
        frame.slots[1] = b;
        frame.slots[2] = c;
        return run(frame);
    }

    @Override
    public Varargs call4(LuaValue f, LuaValue a, LuaValue b, LuaValue c, LuaValue d) {
        LuaCode better = better(f);
        if (better != null) {
            return better.call4(f, a, b, c, d);
        }
        if (parameters < 4) {
            return body.isVararg() ? callN(f, LuaValue.varargsOf(new LuaValue[] {a, b, c, d})) : call3(f, a, b, c);
        }
        Frame frame = frame(f, LuaValue.NONE);
        frame.slots[0] = a;
        frame.slots[1] = b;
        frame.slots[2] = c;
        frame.slots[3] = d;
        return run(frame);
    }

    @Override
    public Varargs callN(LuaValue f, Varargs args) {
        LuaCode better = better(f);
        if (better != null) {
            return better.callN(f, args);
        }
        int given = args.narg();
        Frame frame = frame(f, body.isVararg() && given > parameters ? args.subargs(parameters + 1) : LuaValue.NONE);
        for (int i = 0; i < parameters && i < given; i++) {
            frame.slots[i] = args.arg(i + 1);
        }
        return run(frame);
    }

    /** The code that has taken this one's place; null while none has. */
    private @Nullable LuaCode better(LuaValue f) {
        if (++calls > Promotion.current().calls && calls > 0) {
            calls = Integer.MIN_VALUE;
            Promotion.current().offer(body);
        }
        LuaCode now = Promotion.known(body);
        if (now == this || now == null) {
            return null;
        }
        ((Closure) f).code = now;
        return now;
    }

    private Frame frame(LuaValue f, Varargs varargs) {
        return new Frame((Closure) f, body.slots(), varargs);
    }

    /** The function's body; the call stack knows the method by its name. */
    private Varargs run(Frame frame) {
        Interrupts.check();
        Step steps = tree;
        if (steps == null) {
            steps = new TreeBuilder(body).build();
            tree = steps;
        }
        for (Local parameter : body.parameters) {
            if (parameter.isCell()) {
                frame.slots[parameter.slot] = new Cell(frame.value(parameter.slot));
            }
        }
        FrameStack stack = LuaState.current().frames();
        stack.push(frame);
        try {
            Object result = steps.execute(frame);
            return result == null ? LuaValue.NONE : (Varargs) result;
        } catch (StackOverflowError e) {
            stack.overflowed(frame);
            throw e;
        } finally {
            stack.pop(frame);
        }
    }
}
