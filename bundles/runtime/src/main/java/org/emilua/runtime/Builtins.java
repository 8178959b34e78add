package org.emilua.runtime;

import org.emilua.api.bytes.ByteSpanType;
import org.emilua.api.error.CoreError;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.ModuleTable;
import org.emilua.lua.code.Builtin;
import org.emilua.lua.code.Errors;
import org.emilua.lua.library.ToText;
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
                .function("spawn_vm", args -> Actors.spawn(vm, args))
                .function("spawn_context_threads", args -> Actors.addThreads(vm, args))
                .function("print", this::print)
                .value("pcall", new Builtin("pcall", new ProtectedCalls.Plain()))
                .value("xpcall", new Builtin("xpcall", new ProtectedCalls.Handled()))
                .function("scope", this::scope)
                .function("scope_cleanup_push", this::scopeCleanupPush)
                .function("scope_cleanup_pop", this::scopeCleanupPop)
                .function("require", args -> vm.modules().require(args))
                .value("coroutine", CoroutineLibrary.create())
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
        if (ToText.result(value) instanceof LuaString text) {
            return text;
        }
        throw Errors.raise("'tostring' must return a string to 'print'");
    }

    // ---- protected calls and scopes

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
}
