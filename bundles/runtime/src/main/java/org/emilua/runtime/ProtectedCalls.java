package org.emilua.runtime;

import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.FrameStack;
import org.emilua.lua.code.NativeN;
import org.emilua.lua.code.Protection;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code pcall} and {@code xpcall}, which open a scope and may be interrupted (reference: Interruption API). */
final class ProtectedCalls {

    private ProtectedCalls() {}

    /** A call whose errors become results: the handler's, if there is one, or the error itself. */
    private static Varargs call(LuaValue function, Varargs arguments, @Nullable LuaValue handler) {
        EmiluaVm vm = EmiluaVm.current();
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

    static final class Plain extends NativeN {
        @Override
        public Varargs callN(LuaValue f, Varargs args) {
            return call(Arguments.any(Arguments.at(args, 1), 1), args.subargs(2), null);
        }
    }

    static final class Handled extends NativeN {
        @Override
        public Varargs callN(LuaValue f, Varargs args) {
            LuaValue function = Arguments.any(Arguments.at(args, 1), 1);
            LuaValue handler = Arguments.function(Arguments.at(args, 2), 2);
            return call(function, args.subargs(3), handler);
        }
    }
}
