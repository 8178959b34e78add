package org.emilua.module.stream;

import org.emilua.api.bytes.ByteSpan;
import org.emilua.api.error.Categories;
import org.emilua.api.error.CoreError;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.Handle;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * A stream's {@code read_some} or {@code write_some}, called through Lua's own rules, so that whoever wrote the stream may
 * suspend in it. Runs on its VM's strand only.
 */
record StreamMethod(LuaValue stream, String name, LuaValue function) {

    /** How often in a row a stream may transfer nothing before that counts as its defect. */
    private static final int MOST_EMPTY_CALLS = 100;

    /** The method that reads from argument 1. */
    static StreamMethod readSome(Args args) {
        return find(args, "read_some");
    }

    /** The method that writes to argument 1. */
    static StreamMethod writeSome(Args args) {
        return find(args, "write_some");
    }

    private static StreamMethod find(Args args, String name) {
        StreamMethod method = of(args.arg(1), name);
        if (method == null) {
            throw Args.invalid(1);
        }
        return method;
    }

    /** The method of an object that may be anything; null where it has none. */
    static @Nullable StreamMethod of(LuaValue stream, String name) {
        if (!stream.istable() && !stream.isuserdata()) {
            return null;
        }
        LuaValue function = stream instanceof Handle handle ? member(handle, name) : stream.get(name);
        return function.isfunction() || !function.metatag(LuaValue.CALL).isnil() ? new StreamMethod(stream, name, function) : null;
    }

    private static LuaValue member(Handle handle, String name) {
        try {
            return handle.get(name);
        } catch (ErrorCode e) {
            if (e.category() == Categories.CORE && e.code() == CoreError.BAD_INDEX.code()) {
                return LuaValue.NIL;
            }
            throw e;
        }
    }

    /**
     * A buffer to write from: a byte span or a string. A stream that is written in Lua could change the bytes that it gets,
     * therefore it gets a copy of the string's.
     */
    ByteSpan readable(Args args, int index) {
        ByteSpan given = args.byteSpanOrString(index);
        if (stream instanceof LuaTable && args.arg(index) instanceof LuaString) {
            ByteSpan copy = ByteSpan.allocate(given.length(), given.length());
            copy.copyFrom(given);
            return copy;
        }
        return given;
    }

    /** Calls the method until at least {@code minimum} bytes of {@code buffer} are transferred, and returns how many are. */
    int transfer(ByteSpan buffer, int minimum) {
        int done = 0;
        int emptyCalls = 0;
        while (done < minimum) {
            ByteSpan rest = done == 0 ? buffer : buffer.slice(done, buffer.length());
            int count = count(function.call(stream, rest), rest.length());
            emptyCalls = count == 0 ? emptyCalls + 1 : 0;
            if (emptyCalls == MOST_EMPTY_CALLS) {
                throw new LuaError(LuaValue.valueOf(
                        "'" + name + "' transferred nothing in " + MOST_EMPTY_CALLS + " calls in a row"));
            }
            done += count;
        }
        return done;
    }

    private int count(LuaValue result, int most) {
        double count = result.type() == LuaValue.TNUMBER ? result.todouble() : -1;
        if (!(count >= 0 && count <= most && count == Math.rint(count))) {
            throw new LuaError(LuaValue.valueOf("bad result of '" + name + "': an integer from 0 to " + most
                    + " is expected, got " + (result.type() == LuaValue.TNUMBER ? result.tojstring() : result.typename())));
        }
        return (int) count;
    }
}
