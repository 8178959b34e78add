package org.emilua.lua.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

final class SubstringsTest {

    private static final LuaString LONG = LuaValue.valueOf("0123456789".repeat(1000));

    @Test
    void theWholeIsTheSame() {
        assertSame(LONG, Substrings.of(LONG, 0, LONG.m_length));
    }

    @Test
    void singleBytesAreMadeOnce() {
        assertSame(Substrings.single((byte) '7'), Substrings.of(LONG, 7, 8));
        for (int i = 0; i < 256; i++) {
            LuaString single = Substrings.single((byte) i);
            assertEquals(new LuaString(new byte[] {(byte) i}, 0, 1), single);
        }
    }

    @Test
    void largePartsShareTheBytes() {
        LuaString part = Substrings.of(LONG, 11, 6000);
        assertSame(LONG.m_bytes, part.m_bytes);
        assertEquals("1234", Substrings.of(part, 0, 4).tojstring());
    }

    @Test
    void smallPartsKeepNothingLargeAlive() {
        LuaString part = Substrings.of(LONG, 11, 1011);
        assertNotSame(LONG.m_bytes, part.m_bytes);
        assertEquals(1000, part.m_bytes.length);
        assertEquals("1234567890".repeat(100), part.tojstring());
        assertEquals(300, Substrings.of(Substrings.of(LONG, 0, 6000), 100, 400).m_bytes.length);
    }

    @Test
    void nothingIsTheEmptyString() {
        assertSame(LuaValue.EMPTYSTRING, Substrings.of(LONG, 5, 5));
    }
}
