package org.emilua.runtime;

import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Utf8;
import org.emilua.lua.code.Calls;
import org.emilua.lua.code.Code;
import org.emilua.lua.code.FrameStack;
import org.emilua.lua.code.Protection;
import org.emilua.lua.code.StackOverflow;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Calls whose failure is caught: everything that goes wrong in Lua code comes out as a {@link LuaError}. */
final class ProtectedCall {

    /** The message of an error that cannot tell it. */
    static final String UNKNOWN = "error object whose __tostring failed";

    private ProtectedCall() {}

    /**
     * Calls a function in a scope of its own: the cleanup handlers it leaves behind run before this returns or throws.
     *
     * @throws LuaError whatever went wrong, stack overflow included
     * @throws OutOfMemoryError which nobody catches but the VM, and which ends it
     */
    static Varargs call(EmiluaVm vm, LuaValue function, Varargs arguments) {
        Fiber fiber = vm.currentFiber();
        LuaCoroutine coroutine = fiber.coroutine();
        FrameStack frames = fiber.frames();
        Scopes before = fiber.scopesOrNull();
        int outer = before != null ? before.enter() : 0;
        Varargs values = LuaValue.NONE;
        LuaError failure = null;
        try {
            values = run(Calls.code(function), function, arguments);
        } catch (LuaError e) {
            failure = e;
            vm.currentFiber().backIn(coroutine, frames); // coroutines that the error ended had perhaps no stack left for that
        }
        closeScope(vm, outer);
        if (failure != null) {
            throw failure;
        }
        return values;
    }

    /**
     * Runs the code of a function in the scope that is open.
     *
     * @throws LuaError whatever went wrong, stack overflow included
     * @throws OutOfMemoryError which nobody catches but the VM, and which ends it
     */
    static Varargs run(Code code, LuaValue function, Varargs arguments) {
        try {
            return Calls.all(code.callN(function, arguments));
        } catch (StackOverflowError e) {
            throw StackOverflow.error(e);
        } catch (LuaError e) {
            throw e;
        } catch (RuntimeException | LinkageError | AssertionError e) { // a defect of ours, or of a bundle that goes away
            throw defect(e);
        }
    }

    private static LuaError defect(Throwable e) {
        System.Logger.Level level = e instanceof LinkageError ? System.Logger.Level.DEBUG : System.Logger.Level.ERROR;
        System.getLogger("org.emilua.runtime").log(level, "a defect of the engine; its VM goes on", e);
        return new LuaError(LuaValue.valueOf("internal error: " + e));
    }

    /** Runs the cleanup handlers that the open scope has left, and goes back to the one around it. */
    static void closeScope(EmiluaVm vm, int outer) {
        Scopes scopes = vm.currentFiber().scopesOrNull(); // a coroutine may end in another fiber than it began in
        if (scopes == null) {
            return;
        }
        while (scopes.hasHandler()) {
            runHandler(vm, scopes.pop());
        }
        scopes.leave(outer);
    }

    /** A handler that fails leaves the program's state undefined, so it ends the VM (reference: Interruption API). */
    static void runHandler(EmiluaVm vm, LuaValue handler) {
        Fiber fiber = vm.currentFiber();
        FrameStack frames = fiber.frames();
        Protection protection = frames.protect(null); // the message handlers around do not get its errors
        Scopes scopes = fiber.scopes();
        fiber.disableInterruption();
        scopes.handlerBegins();
        try {
            handler.call();
        } catch (LuaError e) {
            vm.cleanupFailed(message(e));
        } catch (StackOverflowError e) {
            vm.cleanupFailed("stack overflow");
        } catch (OutOfMemoryError e) {
            vm.cleanupFailed("not enough memory");
        } catch (LinkageError | AssertionError | RuntimeException e) {
            vm.cleanupFailed("internal error: " + e);
        } finally {
            frames.leave(protection);
        }
        scopes.handlerEnded();
        vm.currentFiber().cleanupHandlersEnded(1); // which may be another one: a coroutine's handler may yield
    }

    /** The message of an error as reports show it; asking an error value for it may fail, and then that is shown. */
    static String message(LuaError error) {
        LuaValue value = value(error);
        if (ErrorCode.isErrorCode(value)) {
            LuaValue detail = value.rawget("detail");
            String message = ErrorCode.messageOf(value);
            return detail.isnil() ? message : message + " (" + detailText(detail) + ")";
        }
        try {
            return text(value);
        } catch (LuaError | StackOverflowError e) {
            return UNKNOWN;
        }
    }

    private static String detailText(LuaValue detail) {
        return detail instanceof LuaString text ? Utf8.decode(text) : detail.tojstring();
    }

    private static String text(LuaValue value) {
        LuaValue converter = value.metatag(LuaValue.TOSTRING);
        LuaValue text = converter.isnil() ? value : converter.call(value);
        return text.isstring() || text.isboolean() || text.isnil() ? text.tojstring() : text.typename() + " value";
    }

    /** The value that the error carries into Lua. */
    static LuaValue value(LuaError error) {
        @Nullable LuaValue value = error.getMessageObject();
        return value != null ? value : LuaValue.NIL;
    }
}
