package org.emilua.lua.library;

import java.util.Arrays;
import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Builtin;
import org.emilua.lua.code.Errors;
import org.emilua.lua.code.Native3;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code unpack}, which is {@code table.unpack} too: a table's elements as values. */
final class Unpack extends Native3 {

    static final Builtin FUNCTION = new Builtin("unpack", new Unpack());

    private static final int MOST = 1_000_000;

    private Unpack() {}

    @Override
    public Varargs call3(LuaValue f, LuaValue list, LuaValue from, LuaValue to) {
        LuaTable table = Arguments.table(list, 1);
        int first = Integers.argument(from, 2, 1);
        int last = Arguments.isAbsent(to) ? table.rawlen() : Integers.argument(to, 3);
        long count = (long) last - first + 1;
        if (count <= 0) {
            return LuaValue.NONE;
        }
        if (count > MOST) {
            throw Errors.raise("too many results to unpack");
        }
        LuaValue[] dense = first >= 1 ? table.dense(last) : null;
        return dense != null ? ofDense(dense, first - 1, last) : ofAny(table, first, (int) count);
    }

    private static Varargs ofDense(LuaValue[] list, int start, int end) {
        return switch (end - start) {
            case 1 -> list[start];
            case 2 -> LuaValue.varargsOf(list[start], list[start + 1]);
            default -> LuaValue.varargsOf(Arrays.copyOfRange(list, start, end));
        };
    }

    private static Varargs ofAny(LuaTable table, int first, int count) {
        LuaValue[] values = new LuaValue[count];
        for (int i = 0; i < count; i++) {
            values[i] = table.rawget(first + i);
        }
        return LuaValue.varargsOf(values);
    }
}
