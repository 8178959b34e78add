package org.emilua.api.testing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.util.HashSet;
import java.util.Set;
import org.emilua.api.LuaModule;
import org.emilua.api.Vm;
import org.emilua.api.bytes.ByteSpan;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What every module keeps; the test of a module extends this. */
public abstract class LuaModuleContract {

    private static final LuaValue[] JUNK = {
        LuaValue.NIL, LuaValue.TRUE, LuaValue.valueOf(-1), LuaValue.valueOf(0.5), LuaValue.valueOf(Double.NaN),
        LuaValue.valueOf(Double.POSITIVE_INFINITY), LuaValue.valueOf(-1e300), LuaValue.valueOf(""),
        LuaValue.valueOf("junk\0\u00ff"), new LuaTable(), ByteSpan.allocate(0, 0), ByteSpan.allocate(3, 5),
        new LuaCode().run("return function(...) return ... end")
    };

    /** The module under test. */
    protected abstract LuaModule module();

    /** The module as Lua sees it. */
    protected final LuaTable load(Vm vm) {
        return module().load(vm).checktable();
    }

    @Test
    void eachVmGetsTablesOfItsOwn() {
        LuaTable first = load(new FakeVm());
        LuaTable second = load(new FakeVm());
        assertNotSame(first, second);
        for (LuaValue key : first.keys()) {
            if (first.get(key) instanceof LuaTable table) {
                assertNotSame(table, second.get(key), key.tojstring());
            }
        }
    }

    @Test
    void noFunctionLetsAJavaExceptionOutWhateverItIsGiven() {
        callAll(load(new FakeVm()), "", new HashSet<>());
    }

    private static void callAll(LuaTable table, String path, Set<LuaValue> seen) {
        for (LuaValue key : table.keys()) {
            String name = path + key.tojstring();
            LuaValue value = table.get(key);
            if (value instanceof LuaTable inner && seen.add(inner)) {
                callAll(inner, name + ".", seen);
            } else if (value.isfunction()) {
                call(name, value, LuaValue.NONE);
                for (LuaValue first : JUNK) {
                    call(name, value, first);
                    for (LuaValue second : JUNK) {
                        call(name, value, LuaValue.varargsOf(first, second));
                        call(name, value, LuaValue.varargsOf(first, second, first));
                    }
                }
            }
        }
    }

    private static void call(String name, LuaValue function, Varargs arguments) {
        try {
            assertNotNull(function.invoke(arguments));
        } catch (LuaError e) {
            String message = String.valueOf(e.getMessage());
            assertFalse(message.contains("internal error"), () -> name + arguments + ": " + message);
        } catch (FakeVm.Exit e) {
            assertNotNull(e.getMessage());
        }
    }
}
