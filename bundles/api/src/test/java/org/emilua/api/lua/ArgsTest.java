package org.emilua.api.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Function;
import org.emilua.api.bytes.ByteSpan;
import org.emilua.api.error.Categories;
import org.emilua.api.testing.LuaCode;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

class ArgsTest {

    private static Args args(LuaValue... values) {
        return new Args(LuaValue.varargsOf(values));
    }

    private static LuaValue number(double number) {
        return LuaValue.valueOf(number);
    }

    private static void refuses(Function<Args, Object> reader, LuaValue... values) {
        for (LuaValue value : values) {
            String raised = LuaCode.raisedBy(() -> reader.apply(args(LuaValue.TRUE, value)));
            assertEquals("generic 22 arg 2", raised, "for " + value);
        }
        assertEquals("generic 22 arg 2", LuaCode.raisedBy(() -> reader.apply(args(LuaValue.TRUE))), "for nothing");
    }

    @Test
    void integerTakesWholeNumbersInRange() {
        assertEquals(-5, args(number(-5)).integer(1));
        assertEquals(Integer.MAX_VALUE, args(number(Integer.MAX_VALUE)).integer(1));
        assertEquals(3, args(number(3)).integer(1, 3, 3));
        assertEquals(7, args().integerOr(1, 7));
        assertEquals(8, args(number(8)).integerOr(1, 7));
        refuses(args -> args.integer(2), number(1.5), number(Double.NaN), number(Double.POSITIVE_INFINITY), number(0x1p31),
                LuaValue.valueOf("1"), LuaValue.TRUE, new LuaTable());
        refuses(args -> args.integer(2, 3, 5), number(2), number(6));
        assertEquals("generic 22 arg 1", LuaCode.raisedBy(() -> args(LuaValue.TRUE).integerOr(1, 7)));
    }

    @Test
    void numberTakesFiniteNumbersOnly() {
        assertEquals(0.25, args(number(0.25)).number(1));
        assertEquals(-3, args(number(-3)).number(1));
        refuses(args -> args.number(2), number(Double.NaN), number(Double.NEGATIVE_INFINITY), LuaValue.valueOf("1"));
    }

    @Test
    void portsAre16Bits() {
        assertEquals(0, args(number(0)).port(1));
        assertEquals(65535, args(number(65535)).port(1));
        refuses(args -> args.port(2), number(-1), number(65536), LuaValue.valueOf("80"));
    }

    @Test
    void stringsAreNotCoerced() {
        assertTrue(args(LuaValue.valueOf("12")).isString(1));
        assertFalse(args(number(12)).isString(1));
        assertEquals(LuaString.valueOf("x"), args(LuaValue.valueOf("x")).bytes(1));
        refuses(args -> args.bytes(2), number(12), LuaValue.TRUE);
        refuses(args -> args.string(2), number(12), LuaValue.TRUE);
    }

    @Test
    void stringsAreReadAsUtf8WhateverTheyHold() {
        for (String text : new String[] {"", "a", "\u00fc", "\u20ac", "\ud83d\ude00 x"}) {
            assertEquals(text, args(Utf8.encode(text)).string(1));
        }
        assertEquals("\ufffda", args(LuaString.valueOf(new byte[] {(byte) 0x80, 'a'})).string(1));
        assertEquals("\ufffd", args(LuaString.valueOf(new byte[] {(byte) 0xE2, (byte) 0x82})).string(1));
    }

    @Test
    void byteSpansAndStringsServeAsBuffers() {
        ByteSpan span = ByteSpan.allocate(2, 2);
        assertSame(span, args(span).byteSpan(1));
        assertSame(span, args(span).byteSpanOrString(1));
        assertEquals(LuaString.valueOf("bc"), args(LuaString.valueOf("abc").substring(1, 3)).byteSpanOrString(1).toLuaString());
        refuses(args -> args.byteSpan(2), LuaValue.valueOf("x"), Categories.CORE);
        refuses(args -> args.byteSpanOrString(2), number(1), new LuaTable());
    }

    @Test
    void othersAreCheckedByType() {
        LuaTable table = new LuaTable();
        NativeFunction function = new NativeFunction("f", args -> LuaValue.NONE);
        assertSame(table, args(table).table(1));
        assertSame(table, args(table).tableOrNull(1));
        assertNull(args().tableOrNull(1));
        assertSame(function, args(function).function(1));
        assertTrue(args(LuaValue.TRUE).bool(1));
        refuses(args -> args.table(2), function);
        refuses(args -> args.function(2), table);
        refuses(args -> args.bool(2), LuaValue.NIL, number(1));
        refuses(args -> args.handle(2, ByteSpan.class), table, Categories.CORE);
        assertEquals("generic 22 arg 1", LuaCode.raisedBy(() -> args(number(1)).tableOrNull(1)));
    }

    @Test
    void requiredTellsNilFromNothing() {
        assertTrue(args(LuaValue.NIL).required(1).isnil());
        assertEquals("generic 22 arg 1", LuaCode.raisedBy(() -> args().required(1)));
    }

    @Test
    void countsAndPassesOn() {
        Args three = args(number(1), LuaValue.NIL, number(3));
        assertEquals(3, three.count());
        assertEquals(2, three.from(2).narg());
        assertTrue(three.isNil(2));
        assertTrue(three.isNil(4));
        assertTrue(three.arg(9).isnil());
    }
}
