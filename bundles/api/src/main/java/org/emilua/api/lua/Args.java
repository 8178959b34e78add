package org.emilua.api.lua;

import org.emilua.api.bytes.ByteSpan;
import org.emilua.api.error.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Reads a call's arguments. Indices are Lua's: the first argument is 1, and for a method that is self. Whatever is missing,
 * of another type or out of range raises EINVAL with its index in the error's {@code arg} field. Nothing is coerced: a
 * string is no number and a number no string.
 */
public final class Args {

    private final Varargs values;

    /** The arguments of one call. */
    public Args(Varargs values) {
        this.values = values;
    }

    /** The error to raise for argument {@code index}. */
    public static ErrorCode invalid(int index) {
        return ErrorCode.invalidArgument(index);
    }

    /** How many arguments there are, trailing nils included. */
    public int count() {
        return values.narg();
    }

    /** All arguments from {@code index} on. */
    public Varargs from(int index) {
        return values.subargs(index);
    }

    /** An argument of any type, nil where there is none. */
    public LuaValue arg(int index) {
        return values.arg(index);
    }

    /** An argument of any type that must be there, though it may be nil. */
    public LuaValue required(int index) {
        if (index > values.narg()) {
            throw invalid(index);
        }
        return values.arg(index);
    }

    /** Whether the argument is nil or missing. */
    public boolean isNil(int index) {
        return values.arg(index).isnil();
    }

    /** Whether the argument is a string; numbers are not. */
    public boolean isString(int index) {
        return values.arg(index).type() == LuaValue.TSTRING;
    }

    /** A boolean. */
    public boolean bool(int index) {
        LuaValue value = values.arg(index);
        if (value.type() != LuaValue.TBOOLEAN) {
            throw invalid(index);
        }
        return value.toboolean();
    }

    /** A number, neither infinite nor NaN. */
    public double number(int index) {
        LuaValue value = values.arg(index);
        if (value.type() != LuaValue.TNUMBER || !Double.isFinite(value.todouble())) {
            throw invalid(index);
        }
        return value.todouble();
    }

    /** A number without fraction in the range of a Java {@code int}. */
    public int integer(int index) {
        return integer(index, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** A number without fraction from {@code least} to {@code most}. */
    public int integer(int index, int least, int most) {
        double number = number(index);
        if (number != Math.rint(number) || number < least || number > most) {
            throw invalid(index);
        }
        return (int) number;
    }

    /** As {@link #integer(int)}, {@code otherwise} where the argument is nil or missing. */
    public int integerOr(int index, int otherwise) {
        return isNil(index) ? otherwise : integer(index);
    }

    /** A port number, 0 to 65535. */
    public int port(int index) {
        return integer(index, 0, 0xFFFF);
    }

    /** A string as Lua has it, bytes of no particular encoding. */
    public LuaString bytes(int index) {
        LuaValue value = values.arg(index);
        if (value.type() != LuaValue.TSTRING) {
            throw invalid(index);
        }
        return (LuaString) value;
    }

    /** A string, read as UTF-8. */
    public String string(int index) {
        return Utf8.decode(bytes(index));
    }

    /** A byte span. */
    public ByteSpan byteSpan(int index) {
        return handle(index, ByteSpan.class);
    }

    /** A byte span, or a string's bytes as a span that must not be written to. */
    public ByteSpan byteSpanOrString(int index) {
        LuaValue value = values.arg(index);
        return value.type() == LuaValue.TSTRING ? ByteSpan.ofString((LuaString) value) : byteSpan(index);
    }

    /** A function. */
    public LuaFunction function(int index) {
        if (values.arg(index) instanceof LuaFunction function) {
            return function;
        }
        throw invalid(index);
    }

    /** A table. */
    public LuaTable table(int index) {
        if (values.arg(index) instanceof LuaTable table) {
            return table;
        }
        throw invalid(index);
    }

    /** A table, or null where the argument is nil or missing. */
    public @Nullable LuaTable tableOrNull(int index) {
        return isNil(index) ? null : table(index);
    }

    /** One of the engine's or a module's own objects. One that was sent to another VM raises EBADF. */
    public <T extends Handle> T handle(int index, Class<T> type) {
        LuaValue value = values.arg(index);
        if (type.isInstance(value)) {
            T handle = type.cast(value);
            handle.checkUsable();
            return handle;
        }
        throw invalid(index);
    }
}
