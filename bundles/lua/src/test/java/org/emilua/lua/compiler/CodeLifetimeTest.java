package org.emilua.lua.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.emilua.lua.LuaLanguage;
import org.emilua.lua.LuaState;
import org.emilua.lua.code.Closure;
import org.emilua.lua.code.LuaCode;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaTable;

/** Code exists once for all VMs, and as long as a function has it. */
final class CodeLifetimeTest {

    private static final int CHUNKS = 20;
    private static final int COLLECTIONS = 50;

    @Test
    void classesGoWithTheirFunctions() {
        List<WeakReference<Class<?>>> classes = new ArrayList<>();
        LuaTable globals = enterVm();
        for (int i = 0; i < CHUNKS; i++) {
            classes.add(new WeakReference<>(classOfRun(globals, i)));
        }
        for (int i = 0; i < COLLECTIONS && remaining(classes) > 0; i++) {
            System.gc();
        }
        assertEquals(0, remaining(classes));
    }

    /** Compiles a function with an inner one and a loop, runs it and forgets it. */
    private static Class<?> classOfRun(LuaTable globals, int i) {
        Closure chunk = (Closure) load(globals, "local s = 0 local function f(n) t = {n = n} s = s + t.n end for i = 1, 3 do f(" + i + ") end return s");
        LuaCode code = Compiler.function(((LuaCode) chunk.code).body);
        assertNotNull(code);
        chunk.code = code;
        assertEquals(3 * i, chunk.call().toint());
        return code.getClass();
    }

    private static long remaining(List<WeakReference<Class<?>>> classes) {
        return classes.stream().filter(reference -> reference.get() != null).count();
    }

    @Test
    void vmsShareTheCodeOfAChunk() {
        String text = "return function() return 1 end";
        Closure one = (Closure) load(enterVm(), text);
        Closure other = (Closure) load(enterVm(), text);
        assertNotSame(one, other);
        assertSame(one.code, other.code);
        assertSame(((Closure) one.call()).code, ((Closure) other.call()).code);
    }

    private static LuaTable enterVm() {
        LuaState state = new LuaState();
        state.enter();
        return state.libraries();
    }

    private static LuaFunction load(LuaTable globals, String text) {
        return LuaLanguage.instance().load(text.getBytes(StandardCharsets.UTF_8), "=shared", globals);
    }
}
