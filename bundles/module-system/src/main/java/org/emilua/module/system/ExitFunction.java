package org.emilua.module.system;

import org.emilua.api.Vm;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.NativeBody;
import org.emilua.posix.Posix;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code system.exit}: ends the VM, or with {@code force}, which counts in the process's main VM only, the process. */
final class ExitFunction implements NativeBody {

    private static final LuaValue FORCE = LuaValue.valueOf("force");

    /** How hard the process ends. */
    private enum Force { NONE, HALT, ABORT }

    private final Vm vm;

    ExitFunction(Vm vm) {
        this.vm = vm;
    }

    @Override
    public Varargs call(Args args) {
        int code = args.integerOr(1, 0);
        Force force = force(args.tableOrNull(2));
        if (force != Force.NONE && vm.isMain()) {
            vm.flushOutput();
            endProcess(force, code);
        }
        vm.exit(code);
        return LuaValue.NONE;
    }

    private static Force force(@Nullable LuaTable options) {
        LuaValue value = options == null ? LuaValue.NIL : options.get(FORCE);
        if (value.isnil() || is(value, 0) || is(value, 1)) {
            return Force.NONE;
        }
        if (is(value, 2)) {
            return Force.HALT;
        }
        if (value.type() == LuaValue.TSTRING && value.tojstring().equals("abort")) {
            return Force.ABORT;
        }
        throw Args.invalid(2);
    }

    private static boolean is(LuaValue value, int number) {
        return value.type() == LuaValue.TNUMBER && value.todouble() == number;
    }

    private static void endProcess(Force force, int code) {
        if (force == Force.ABORT) {
            Posix.abort();
        }
        Posix.exit(code & 0xFF);
    }
}
