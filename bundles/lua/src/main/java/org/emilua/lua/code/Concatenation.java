package org.emilua.lua.code;

import org.emilua.luaj.NumberText;
import org.luaj.vm2.Allocations;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** The operator {@code ..}: many operands make one string at once; metamethods see two at a time, from the right. */
public final class Concatenation {

    private static final int LONGEST = Integer.MAX_VALUE - 16;

    private Concatenation() {}

    /** {@code a .. b}. */
    public static LuaValue concat(LuaValue a, LuaValue b) {
        if (a instanceof LuaString x && b instanceof LuaString y) {
            return join(x, y);
        }
        return concat(new LuaValue[] {a, b});
    }

    private static LuaValue join(LuaString x, LuaString y) {
        if (y.m_length == 0) {
            return x;
        }
        if (x.m_length == 0) {
            return y;
        }
        return GrowingString.append(x, y);
    }

    /** All operands in order. */
    public static LuaValue concat(LuaValue[] operands) {
        LuaValue result = operands[operands.length - 1];
        int end = operands.length - 1;
        while (end > 0) {
            int start = end;
            if (isText(result)) {
                while (start > 0 && isText(operands[start - 1])) {
                    start--;
                }
            }
            if (start == end) {
                result = byMetamethod(operands[end - 1], result, operands.length, end);
                end--;
            } else {
                operands[end] = result;
                result = join(operands, start, end);
                end = start;
            }
        }
        return result;
    }

    private static boolean isText(LuaValue value) {
        return value instanceof LuaString || value instanceof LuaNumber;
    }

    private static LuaString text(LuaValue value) {
        return value instanceof LuaString string ? string : LuaString.valueOf(NumberText.format(value.todouble()));
    }

    private static LuaString join(LuaValue[] operands, int start, int end) {
        long length = 0;
        for (int i = start; i <= end; i++) {
            LuaString string = text(operands[i]);
            operands[i] = string;
            length += string.m_length;
        }
        if (length > LONGEST) {
            throw Errors.runtime("string length overflow");
        }
        LuaString first = (LuaString) operands[start];
        if (first.m_length >= GrowingString.SMALLEST) {
            for (int i = start + 1; i <= end; i++) {
                first = GrowingString.append(first, (LuaString) operands[i]);
            }
            return first;
        }
        byte[] bytes = Allocations.bytes((int) length);
        int at = 0;
        for (int i = start; i <= end; i++) {
            LuaString string = (LuaString) operands[i];
            System.arraycopy(string.m_bytes, string.m_offset, bytes, at, string.m_length);
            at += string.m_length;
        }
        return new LuaString(bytes, 0, bytes.length);
    }

    private static LuaValue byMetamethod(LuaValue a, LuaValue b, int count, int index) {
        LuaValue handler = Metatables.metamethod(a, LuaValue.CONCAT);
        if (handler == LuaValue.NIL) {
            handler = Metatables.metamethod(b, LuaValue.CONCAT);
        }
        if (handler == LuaValue.NIL) {
            throw isText(a) ? Errors.concat(b, index == count - 1 ? index : -1) : Errors.concat(a, index - 1);
        }
        return Calls.first(Calls.metamethod(handler).call2(handler, a, b));
    }
}
