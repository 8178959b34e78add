package org.emilua.lua.library;

import org.emilua.lua.code.Errors;
import org.emilua.luaj.NumberText;
import org.luaj.vm2.Allocations;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** One call of {@code table.concat}: first finds how long the result is, then writes it. */
final class Joining {

    private static final int LONGEST = Integer.MAX_VALUE - 16;

    /** How long the text of a number that is no short integer can be. */
    private static final int LONGEST_NUMBER = 24;

    /** Integers below this have at most 15 digits and are written as they are. */
    private static final double LARGEST_PLAIN = 1e14;

    private final LuaTable table;
    private final LuaString separator;
    private final int first;
    private final int last;
    private final LuaValue[] dense;
    private byte[] text = {};
    private int written;

    Joining(LuaTable table, LuaString separator, int first, int last) {
        this.table = table;
        this.separator = separator;
        this.first = first;
        this.last = last;
        LuaValue[] list = first >= 1 ? table.dense(last) : null;
        dense = list == null ? LuaValue.NOVALS : list;
    }

    LuaString join() {
        text = Allocations.bytes(size());
        for (int i = first; i < last; i++) {
            write(element(i));
            write(separator);
        }
        write(element(last));
        return LuaString.valueUsing(written == text.length ? text : java.util.Arrays.copyOf(text, written));
    }

    private LuaValue element(int index) {
        return dense.length > 0 ? dense[index - 1] : table.rawget(index);
    }

    /** An upper bound of the result's length, the exact one unless there are numbers that are no short integers. */
    private int size() {
        long size = 0;
        for (long i = first; i <= last; i++) {
            LuaValue element = element((int) i);
            if (element instanceof LuaString string) {
                size += string.m_length;
            } else if (element instanceof LuaNumber number) {
                size += sizeOf(number.todouble());
            } else {
                throw invalid(element, (int) i);
            }
            size += i == last ? 0 : separator.m_length;
            if (size > LONGEST) {
                throw Errors.raise("string length overflow");
            }
        }
        return (int) size;
    }

    private static LuaError invalid(LuaValue element, int index) {
        return Errors.raise("invalid value (" + element.typename() + ") at index " + index + " in table for 'concat'");
    }

    private static boolean isPlain(double number) {
        return number == (long) number && number >= 0 && number < LARGEST_PLAIN && (number != 0 || 1 / number > 0);
    }

    private static int sizeOf(double number) {
        if (!isPlain(number)) {
            return LONGEST_NUMBER;
        }
        int digits = 1;
        for (long rest = (long) number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private void write(LuaValue element) {
        if (element instanceof LuaString string) {
            System.arraycopy(string.m_bytes, string.m_offset, text, written, string.m_length);
            written += string.m_length;
        } else {
            writeNumber(element.todouble());
        }
    }

    private void writeNumber(double number) {
        if (!isPlain(number)) {
            write(LuaString.valueOf(NumberText.format(number)));
            return;
        }
        int end = written + sizeOf(number);
        long rest = (long) number;
        for (int at = end - 1; at >= written; at--) {
            text[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        written = end;
    }
}
