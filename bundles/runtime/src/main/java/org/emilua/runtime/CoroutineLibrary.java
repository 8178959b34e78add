package org.emilua.runtime;

import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Builtin;
import org.emilua.lua.code.Concatenation;
import org.emilua.lua.code.Errors;
import org.emilua.lua.code.Native0;
import org.emilua.lua.code.Native1;
import org.emilua.lua.code.NativeN;
import org.emilua.lua.code.Traceback;
import org.emilua.lua.code.YieldCode;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The library {@code coroutine}, which knows fibers (reference: Internals, "User-coroutines"). Its functions belong to no VM;
 * they run on the strand of the one that calls.
 */
final class CoroutineLibrary {

    private CoroutineLibrary() {}

    /** The library's table, for one VM. */
    static LuaTable create() {
        LuaTable library = new LuaTable();
        add(library, new Builtin("create", new Create()));
        add(library, new Builtin("isyieldable", new IsYieldable()));
        add(library, new Builtin("resume", new Resume()));
        add(library, new Builtin("running", new Running()));
        add(library, new Builtin("status", new Status()));
        add(library, new Builtin("wrap", new Wrap()));
        add(library, new Builtin("yield", new Yield()));
        return library;
    }

    private static void add(LuaTable library, Builtin function) {
        library.rawset(function.name(), function);
    }

    private static LuaCoroutine coroutine(LuaValue value) {
        if (value instanceof LuaCoroutine coroutine) {
            return coroutine;
        }
        throw Errors.argument(1, "coroutine expected");
    }

    private static LuaCoroutine fresh(LuaValue function) {
        return new LuaCoroutine(EmiluaVm.current(), Arguments.function(function, 1));
    }

    private static final class Create extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue function) {
            return fresh(function);
        }
    }

    private static final class Wrap extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue function) {
            return new Builtin("wrap", new Wrapped(fresh(function)));
        }
    }

    /** The function that {@code coroutine.wrap} returns. It passes errors on, hence is no interruption point. */
    private static final class Wrapped extends NativeN {
        private final LuaCoroutine coroutine;

        Wrapped(LuaCoroutine coroutine) {
            this.coroutine = coroutine;
        }

        @Override
        public Varargs callN(LuaValue f, Varargs args) {
            try {
                return coroutine.resume(EmiluaVm.current().currentFiber(), args, false);
            } catch (LuaError e) {
                throw ProtectedCall.value(e) instanceof LuaString message ? Errors.raiseAgain(message, e) : Traceback.raised(e);
            }
        }
    }

    private static final class Resume extends NativeN {
        @Override
        public Varargs callN(LuaValue f, Varargs args) {
            LuaCoroutine coroutine = coroutine(Arguments.at(args, 1));
            Fiber fiber = EmiluaVm.current().currentFiber();
            fiber.checkInterruption();
            if (coroutine.isBusyFor(fiber)) {
                throw Traceback.raised(ErrorCode.of(Errno.EPERM));
            }
            try {
                return LuaValue.varargsOf(LuaValue.TRUE, coroutine.resume(fiber, args.subargs(2), true));
            } catch (LuaError e) {
                return LuaValue.varargsOf(LuaValue.FALSE, ProtectedCall.value(e));
            }
        }
    }

    private static final class Yield extends YieldCode {
        @Override
        public Varargs callN(LuaValue f, Varargs args) {
            return LuaCoroutine.yield(EmiluaVm.current().currentFiber(), args);
        }
    }

    private static final class Status extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue value) {
            return LuaValue.valueOf(coroutine(value).status(EmiluaVm.current().currentFiber()));
        }
    }

    private static final class Running extends Native0 {
        @Override
        public Varargs call0(LuaValue f) {
            LuaCoroutine current = EmiluaVm.current().currentFiber().coroutine();
            return current != null ? current : LuaValue.NIL;
        }
    }

    private static final class IsYieldable extends Native0 {
        @Override
        public Varargs call0(LuaValue f) {
            return LuaValue.valueOf(EmiluaVm.current().currentFiber().coroutine() != null);
        }
    }
}
