package org.emilua.lua.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.charset.StandardCharsets;
import org.emilua.lua.LuaLanguage;
import org.emilua.lua.LuaState;
import org.emilua.lua.code.Closure;
import org.emilua.lua.code.LuaCode;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaValue;

/** Every expression within others is looked at a few times, not more often with each level: this would not end otherwise. */
final class NestedExpressionsTest {

    private static final int LEVELS = 60;

    @Test
    void choicesOfNumbersWithinEachOther() {
        LuaState state = new LuaState();
        state.enter();
        String text = "local c, n = ..., 2 return " + "(c and n + ".repeat(LEVELS) + "1" + " or n)".repeat(LEVELS);
        Closure chunk = (Closure) LuaLanguage.instance()
                .load(text.getBytes(StandardCharsets.UTF_8), "=test", state.libraries());
        LuaCode code = Compiler.function(((LuaCode) chunk.code).body);
        assertNotNull(code);
        chunk.code = code;
        assertEquals(2 * LEVELS + 1, chunk.call(LuaValue.TRUE).toint());
        assertEquals(2, chunk.call(LuaValue.FALSE).toint());
    }
}
