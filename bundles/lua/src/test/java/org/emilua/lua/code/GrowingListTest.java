package org.emilua.lua.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.emilua.lua.LuaState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

final class GrowingListTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 40})
    void valuesComeInFrontOfOthers(int step) {
        Varargs list = LuaValue.NONE;
        for (int next = 200; next > 0; next -= step) {
            list = GrowingList.prepend(numbers(next - step + 1, next), list);
        }
        int first = 200 - list.narg() + 1;
        assertEquals(text(first, 200), text(list));
        assertEquals(first, list.arg1().toint());
        assertEquals(text(150, 200), text(list.subargs(150 - first + 1)));
    }

    @Test
    void eachListKeepsItsOwnValues() {
        Varargs common = GrowingList.prepend(numbers(3, 40), numbers(41, 41)[0]);
        Varargs one = GrowingList.prepend(numbers(1, 2), common);
        Varargs other = GrowingList.prepend(numbers(101, 102), common);
        Varargs third = GrowingList.prepend(LuaValue.valueOf(7), common.subargs(10));
        assertEquals(text(1, 41), text(one));
        assertEquals("101 102 " + text(3, 41), text(other));
        assertEquals("7 " + text(12, 41), text(third));
        assertEquals(text(3, 41), text(common));
    }

    @Test
    void valuesAtTheFrontMayBeLeftOut() {
        Varargs list = numbers(1000, 1000)[0];
        for (int next = 999; next > 0; next--) {
            Varargs longer = GrowingList.prepend(new LuaValue[] {LuaValue.TRUE, LuaValue.valueOf(next)}, list);
            list = longer.subargs(2);
            assertEquals(next, longer.arg(2).toint());
            assertEquals(1000 - next + 2, longer.narg());
        }
        assertEquals(text(1, 1000), text(list));
    }

    @Test
    void beyondItsEndsThereIsNil() {
        Varargs list = GrowingList.prepend(numbers(1, 30), numbers(31, 31)[0]);
        assertEquals(31, list.narg());
        assertSame(LuaValue.NIL, list.arg(32));
        assertSame(LuaValue.NIL, list.arg(0));
        assertSame(LuaValue.NONE, list.subargs(32));
        assertSame(LuaValue.NONE, list.subargs(Integer.MAX_VALUE));
    }

    @Test
    void tooManyValuesAreAnError() {
        new LuaState().enter();
        Varargs most = GrowingList.prepend(numbers(2, GrowingList.MOST), LuaValue.TRUE);
        assertEquals(GrowingList.MOST, most.narg());
        LuaError error = assertThrows(LuaError.class, () -> GrowingList.prepend(LuaValue.TRUE, most));
        assertEquals("stack overflow", error.getMessage());
    }

    private static LuaValue[] numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(LuaValue::valueOf).toArray(LuaValue[]::new);
    }

    private static String text(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(String::valueOf).collect(Collectors.joining(" "));
    }

    private static String text(Varargs list) {
        return IntStream.rangeClosed(1, list.narg()).mapToObj(i -> list.arg(i).tojstring()).collect(Collectors.joining(" "));
    }
}
