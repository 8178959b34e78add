package org.emilua.module.system;

import java.util.Map;
import org.emilua.api.LuaModule;
import org.emilua.api.Vm;
import org.emilua.api.lua.ModuleTable;
import org.emilua.api.lua.Utf8;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.osgi.service.component.annotations.Component;

/** Builds what {@code require 'system'} returns. */
@Component(property = LuaModule.NAME + "=system")
public final class SystemModule implements LuaModule {

    @Override
    public LuaValue load(Vm vm) {
        return new ModuleTable()
                .value("in_", new StandardStreamHandle("system.in_", new StandardInput(vm)))
                .value("out", new StandardStreamHandle("system.out", StandardOutput.output(vm)))
                .value("err", new StandardStreamHandle("system.err", StandardOutput.errors(vm)))
                .value("arguments", arguments(vm))
                .value("environment", environment(vm))
                .function("exit", new ExitFunction(vm))
                .function("getpid", new ProcessFunction("getpid"))
                .function("getppid", new ProcessFunction("getppid"));
    }

    private static LuaTable arguments(Vm vm) {
        LuaTable table = new LuaTable();
        for (String argument : vm.arguments()) {
            table.rawset(table.rawlen() + 1, Utf8.encode(argument));
        }
        return table;
    }

    private static LuaTable environment(Vm vm) {
        LuaTable table = new LuaTable();
        for (Map.Entry<String, String> variable : vm.environment().entrySet()) {
            table.rawset(Utf8.encode(variable.getKey()), Utf8.encode(variable.getValue()));
        }
        return table;
    }
}
