package org.emilua.lua.library;

import java.nio.charset.StandardCharsets;
import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Errors;
import org.emilua.lua.code.NativeN;
import org.emilua.luaj.Integers;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * {@code string.format}. The conversions and their flags are C's, with {@code %q} for quoted strings and {@code %p} for
 * addresses; numbers round as C's {@code printf} does. Flags may be repeated; width and precision have two digits at most.
 */
final class StringFormat extends NativeN {

    private static final int ROOM = 48;

    @Override
    public Varargs callN(LuaValue f, Varargs args) {
        LuaString format = Arguments.string(Arguments.at(args, 1), 1);
        byte[] bytes = format.m_bytes;
        int end = format.m_offset + format.m_length;
        int at = ByteSearch.indexOf(bytes, format.m_offset, end, (byte) '%');
        if (at < 0) {
            return format;
        }
        TextBuilder result = new TextBuilder((long) format.m_length + ROOM);
        result.append(bytes, format.m_offset, at - format.m_offset);
        FormatSpecification specification = new FormatSpecification(bytes, end);
        int argument = 1;
        while (at >= 0) {
            byte letter = at + 1 < end ? bytes[at + 1] : 0;
            if (letter == '%') {
                result.append(letter);
                at += 2;
            } else {
                argument++;
                at = convert(result, specification, at, letter, args, argument);
            }
            int next = ByteSearch.indexOf(bytes, at, end, (byte) '%');
            result.append(bytes, at, (next < 0 ? end : next) - at);
            at = next;
        }
        return result.toLuaString();
    }

    /** Appends an argument; returns the index behind the specification. */
    private static int convert(
            TextBuilder result, FormatSpecification specification, int percent, byte letter, Varargs args, int argument) {
        LuaValue value = Arguments.at(args, argument);
        if (letter == 'd' && value instanceof LuaNumber number) {
            appendInteger(result, Numbers.toLong(number.todouble()));
            return percent + 2;
        }
        if (letter == 's' && value instanceof LuaString string) {
            result.append(string);
            return percent + 2;
        }
        specification.read(percent);
        if (value == LuaValue.NONE) {
            throw Errors.argument(argument, "value expected");
        }
        convert(result, specification, value, argument);
        return specification.end();
    }

    private static void convert(TextBuilder result, FormatSpecification specification, LuaValue value, int argument) {
        switch (specification.conversion()) {
            case 'd', 'i' -> IntegerFormat.signed(result, specification, Numbers.toLong(Arguments.number(value, argument)));
            case 'u', 'o', 'x', 'X' ->
                    IntegerFormat.unsigned(result, specification, Numbers.toUnsignedLong(Arguments.number(value, argument)));
            case 'c' -> character(result, specification, (byte) Numbers.toInt(Arguments.number(value, argument)));
            case 's' -> string(result, specification, ToText.of(value));
            case 'q' -> QuotedText.append(result, ToText.of(value));
            case 'p' -> address(result, specification, value);
            default -> NumberFormat.append(result, specification, Arguments.number(value, argument));
        }
    }

    private static void appendInteger(TextBuilder result, long value) {
        if (value < 0) {
            IntegerFormat.negative(result, value);
            return;
        }
        int count = Integers.digits(value);
        int from = result.extend(count);
        Integers.write(value, result.array(), from + count);
    }

    private static void character(TextBuilder result, FormatSpecification specification, byte c) {
        string(result, specification, new byte[] {c}, 0, 1);
    }

    private static void string(TextBuilder result, FormatSpecification specification, LuaString string) {
        int length = specification.precision() < 0
                ? string.m_length
                : Math.min(string.m_length, specification.precision());
        string(result, specification, string.m_bytes, string.m_offset, length);
    }

    private static void string(TextBuilder result, FormatSpecification specification, byte[] bytes, int offset, int length) {
        int padding = specification.width() - length;
        if (!specification.isLeft()) {
            result.fill(' ', padding);
        }
        result.append(bytes, offset, length);
        if (specification.isLeft()) {
            result.fill(' ', padding);
        }
    }

    private static void address(TextBuilder result, FormatSpecification specification, LuaValue value) {
        boolean isObject = !(value.isnil() || value.isboolean() || value instanceof LuaNumber);
        byte[] text = (isObject ? Addresses.text(value) : "NULL").getBytes(StandardCharsets.US_ASCII);
        string(result, specification, text, 0, text.length);
    }
}
