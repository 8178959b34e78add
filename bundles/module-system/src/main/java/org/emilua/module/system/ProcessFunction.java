package org.emilua.module.system;

import org.emilua.api.lua.Args;
import org.emilua.api.lua.NativeBody;
import org.emilua.posix.Posix;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What the system tells about the process: {@code getpid} and {@code getppid}. */
record ProcessFunction(String name) implements NativeBody {

    @Override
    public Varargs call(Args args) {
        return LuaValue.valueOf(name.equals("getpid") ? ProcessHandle.current().pid() : Posix.parentProcess());
    }
}
