package org.emilua.runtime;

import org.emilua.api.bytes.ByteSpanType;
import org.emilua.api.error.CoreError;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.ModuleTable;
import org.emilua.api.lua.NativeFunction;
import org.emilua.lua.code.Errors;
import org.emilua.lua.code.FrameStack;
import org.emilua.lua.code.Protection;
import org.emilua.lua.library.ToText;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What every Lua file sees without {@code require}, made once for each VM. */
final class Builtins {

    private final EmiluaVm vm;
    private final ModuleTable table = new ModuleTable();

    private Builtins(EmiluaVm vm) {
        this.vm = vm;
    }

    /** The language's libraries and the engine's own globals. */
    static LuaTable create(EmiluaVm vm) {
        return new Builtins(vm).fill();
    }

    private LuaTable fill() {
        LuaTable libraries = vm.luaState().libraries();
        for (Varargs entry = libraries.next(LuaValue.NIL); !entry.arg1().isnil(); entry = libraries.next(entry.arg1())) {
            table.rawset(entry.arg1(), entry.arg(2));
        }
        table.function("spawn", FiberHandle::spawn)
                .function("print", this::print)
                .function("pcall", this::pcall)
                .function("xpcall", this::xpcall)
                .function("scope", this::scope)
                .function("scope_cleanup_push", this::scopeCleanupPush)
                .function("scope_cleanup_pop", this::scopeCleanupPop)
                .function("require", args -> vm.modules().require(args))
                .value("coroutine", coroutine())
                .value("byte_span", ByteSpanType.module())
                .value("this_fiber", new ThisFiber(vm));
        return table;
    }

    // ---- output

    private Varargs print(Args args) {
        Output output = vm.output();
        output.checkUsable();
        for (int i = 1; i <= args.count(); i++) {
            if (i > 1) {
                output.write('\t');
            }
            output.write(text(args.arg(i)));
        }
        output.write('\n');
        return LuaValue.NONE;
    }

    private static LuaString text(LuaValue value) {
        if (ToText.of(value) instanceof LuaString text) {
            return text;
        }
        throw Errors.raise("'tostring' must return a string to 'print'");
    }

    // ---- protected calls and scopes

    private Varargs pcall(Args args) {
        return protectedCall(args.required(1), args.from(2), null);
    }

    private Varargs xpcall(Args args) {
        return protectedCall(args.required(1), args.from(3), args.required(2));
    }

    /** A call whose errors become results: the handler's, if there is one, or the error itself. */
    private Varargs protectedCall(LuaValue function, Varargs arguments, @Nullable LuaValue handler) {
        Fiber fiber = vm.currentFiber();
        fiber.checkInterruption();
        FrameStack frames = fiber.frames();
        Protection protection = frames.protect(handler);
        try {
            return LuaValue.varargsOf(LuaValue.TRUE, ProtectedCall.call(vm, function, arguments));
        } catch (LuaError e) {
            return LuaValue.varargsOf(LuaValue.FALSE, handler == null ? ProtectedCall.value(e) : protection.outcome(e));
        } finally {
            frames.leave(protection);
        }
    }

    private Varargs scope(Args args) {
        return ProtectedCall.call(vm, args.function(1), args.from(2));
    }

    private Varargs scopeCleanupPush(Args args) {
        vm.currentFiber().scopes().push(args.function(1));
        return LuaValue.NONE;
    }

    private Varargs scopeCleanupPop(Args args) {
        boolean execute = args.isNil(1) || args.bool(1);
        Scopes scopes = vm.currentFiber().scopesOrNull();
        if (scopes == null) {
            throw ErrorCode.of(CoreError.UNMATCHED_SCOPE_CLEANUP);
        }
        LuaValue handler = scopes.pop();
        if (execute) {
            ProtectedCall.runHandler(vm, handler);
        }
        return LuaValue.NONE;
    }

    // ---- coroutines

    private LuaTable coroutine() {
        return new ModuleTable()
                .function("create", args -> new LuaCoroutine(vm, function(args)))
                .function("resume", this::resume)
                .function("yield", args -> LuaCoroutine.yield(vm.currentFiber(), args.from(1)))
                .function("status", args -> LuaValue.valueOf(coroutine(args).status(vm.currentFiber())))
                .function("running", args -> {
                    LuaCoroutine current = vm.currentFiber().coroutine();
                    return current != null ? current : LuaValue.NIL;
                })
                .function("wrap", this::wrap);
    }

    private Varargs resume(Args args) {
        LuaCoroutine coroutine = coroutine(args);
        Fiber fiber = vm.currentFiber();
        fiber.checkInterruption();
        if (coroutine.isBusyFor(fiber)) {
            throw ErrorCode.of(org.emilua.api.error.Errno.EPERM);
        }
        try {
            return LuaValue.varargsOf(LuaValue.TRUE, coroutine.resume(fiber, args.from(2), true));
        } catch (LuaError e) {
            return LuaValue.varargsOf(LuaValue.FALSE, ProtectedCall.value(e));
        }
    }

    private Varargs wrap(Args args) {
        LuaCoroutine coroutine = new LuaCoroutine(vm, function(args));
        return new NativeFunction("wrap", values -> {
            Fiber fiber = vm.currentFiber();
            fiber.checkInterruption();
            return coroutine.resume(fiber, values.from(1), false);
        });
    }

    private static org.luaj.vm2.LuaFunction function(Args args) {
        if (args.arg(1) instanceof org.luaj.vm2.LuaFunction function) {
            return function;
        }
        throw badArgument("function expected");
    }

    private static LuaCoroutine coroutine(Args args) {
        if (args.arg(1) instanceof LuaCoroutine coroutine) {
            return coroutine;
        }
        throw badArgument("coroutine expected");
    }

    /** The coroutine library speaks as Lua's own does. */
    private static LuaError badArgument(String expectation) {
        return new LuaError("bad argument #1 (" + expectation + ")");
    }
}
