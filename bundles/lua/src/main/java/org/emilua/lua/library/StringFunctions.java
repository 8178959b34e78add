package org.emilua.lua.library;

import java.util.Arrays;
import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Errors;
import org.emilua.lua.code.Native1;
import org.emilua.lua.code.Native3;
import org.emilua.lua.code.NativeN;
import org.luaj.vm2.Allocations;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The functions of {@code string} that work on bytes and positions alone. */
final class StringFunctions {

    /** How many results {@code string.byte} has at most. */
    private static final int MOST_BYTES = 8000;

    private StringFunctions() {}

    /** The index, from 0, of a first position; may lie behind the end. */
    private static long first(long position, int length) {
        return position > 0 ? Math.min(position - 1, length) : position == 0 ? 0 : Math.max(0, position + length);
    }

    /** The index, from 0, behind a last position; may be negative. */
    private static long end(long position, int length) {
        return position < 0 ? position + length + 1 : Math.min(position, length);
    }

    /** {@code byte(s, first, last)}. */
    static final class Bytes extends Native3 {
        @Override
        public Varargs call3(LuaValue f, LuaValue s, LuaValue first, LuaValue last) {
            LuaString string = Arguments.string(s, 1);
            long position = Arguments.integer(first, 2, 1);
            if (last == LuaValue.NONE && position > 0) {
                return position <= string.m_length ? at(string, (int) position - 1) : LuaValue.NONE;
            }
            return several(string, position, Arguments.integer(last, 3, position));
        }

        private static LuaValue at(LuaString string, int index) {
            return new LuaDouble(string.m_bytes[string.m_offset + index] & 0xff);
        }

        private static Varargs several(LuaString string, long first, long last) {
            long from = first(first, string.m_length);
            long count = end(last, string.m_length) - from;
            if (count <= 0) {
                return LuaValue.NONE;
            }
            if (count == 1) {
                return at(string, (int) from);
            }
            if (count > MOST_BYTES) {
                throw Errors.raise("string slice too long");
            }
            LuaValue[] bytes = new LuaValue[(int) count];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = at(string, (int) from + i);
            }
            return LuaValue.varargsOf(bytes);
        }
    }

    /** {@code char(...)}. */
    static final class Characters extends NativeN {
        @Override
        public Varargs callN(LuaValue f, Varargs args) {
            if (args instanceof LuaValue one) {
                return one == LuaValue.NONE ? LuaValue.EMPTYSTRING : Substrings.single(character(one, 1));
            }
            return several(args);
        }

        private static LuaString several(Varargs args) {
            int count = args.narg();
            byte[] bytes = Allocations.bytes(count);
            for (int i = 0; i < count; i++) {
                bytes[i] = character(args.arg(i + 1), i + 1);
            }
            return new LuaString(bytes, 0, count);
        }

        private static byte character(LuaValue value, int index) {
            long c = Arguments.integer(value, index);
            if (c < 0 || c > 255) {
                throw Errors.argument(index, "invalid value");
            }
            return (byte) c;
        }
    }

    /** {@code dump(f)}, which always fails. */
    static final class Dump extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue function) {
            Arguments.function(function, 1);
            throw Errors.raise("unable to dump given function");
        }
    }

    /** {@code len(s)}. */
    static final class Length extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue s) {
            return new LuaDouble(Arguments.string(s, 1).m_length);
        }
    }

    /** {@code sub(s, first, last)}. */
    static final class Part extends Native3 {
        @Override
        public Varargs call3(LuaValue f, LuaValue s, LuaValue first, LuaValue last) {
            LuaString string = Arguments.string(s, 1);
            long from = first(Arguments.integer(first, 2), string.m_length);
            long end = end(Arguments.integer(last, 3, -1), string.m_length);
            return from < end ? Substrings.of(string, (int) from, (int) end) : LuaValue.EMPTYSTRING;
        }
    }

    /** {@code reverse(s)}. */
    static final class Reverse extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue s) {
            LuaString string = Arguments.string(s, 1);
            if (string.m_length <= 1) {
                return string;
            }
            byte[] bytes = TextBuilder.allocate(string.m_length);
            int last = string.m_offset + string.m_length - 1;
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = string.m_bytes[last - i];
            }
            return new LuaString(bytes, 0, bytes.length);
        }
    }

    /** {@code rep(s, n, separator)}. */
    static final class Repeat extends Native3 {
        @Override
        public Varargs call3(LuaValue f, LuaValue s, LuaValue n, LuaValue separator) {
            LuaString string = Arguments.string(s, 1);
            long count = Arguments.integer(n, 2);
            LuaString between = Arguments.string(separator, 3, LuaValue.EMPTYSTRING);
            if (count <= 0) {
                return LuaValue.EMPTYSTRING;
            }
            return count == 1 ? string : repeated(string, between, count);
        }

        private static LuaString repeated(LuaString string, LuaString between, long count) {
            int unit = string.m_length + between.m_length;
            if (unit == 0) {
                return LuaValue.EMPTYSTRING;
            }
            if (unit < 0 || count > TextBuilder.LONGEST / unit + 1L) {
                throw Errors.raise("resulting string too large");
            }
            byte[] bytes = TextBuilder.allocate(count * unit - between.m_length);
            int filled = Math.min(unit, bytes.length);
            System.arraycopy(string.m_bytes, string.m_offset, bytes, 0, string.m_length);
            System.arraycopy(between.m_bytes, between.m_offset, bytes, string.m_length, filled - string.m_length);
            fillUp(bytes, filled);
            return new LuaString(bytes, 0, bytes.length);
        }

        /** Repeats an array's first bytes to its end. */
        private static void fillUp(byte[] bytes, int first) {
            if (first == 1) {
                Arrays.fill(bytes, bytes[0]);
                return;
            }
            int filled = first;
            while (filled < bytes.length) {
                int more = Math.min(filled, bytes.length - filled);
                System.arraycopy(bytes, 0, bytes, filled, more);
                filled += more;
            }
        }
    }
}
