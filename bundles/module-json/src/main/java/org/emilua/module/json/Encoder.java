package org.emilua.module.json;

import java.util.Arrays;
import org.emilua.api.error.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;

/**
 * Writes one Lua value, once. Nested tables take no stack; only {@code __tojson} does, which is called as any Lua function is
 * and may suspend the fiber. Tables may change meanwhile. Runs on its VM's strand only.
 */
final class Encoder {

    private static final LuaString TOJSON = LuaValue.valueOf("__tojson");

    private final EncoderState state;
    private final Generator out;
    private final LuaTable arrayTag;
    private Traversal[] open = new Traversal[8];
    private int depth;

    Encoder(EncoderState state, LuaTable arrayTag) {
        this.state = state;
        this.arrayTag = arrayTag;
        out = state.generator();
    }

    /** Writes {@code value}. An error leaves nothing of it. */
    void encode(LuaValue value) {
        Generator.Turn turn = out.beginTurn();
        boolean written = false;
        try {
            write(value);
            while (depth > 0) {
                step(open[depth - 1]);
            }
            out.endTurn(turn);
            written = true;
        } catch (ErrorCode e) {
            throw ValuePath.add(e, open, depth);
        } finally {
            if (!written) {
                out.abandonTurn(turn);
                while (depth > 0) {
                    state.left(open[--depth].table);
                }
            }
        }
    }

    private void step(Traversal top) {
        if (!top.advance()) {
            depth--;
            state.left(top.table);
            if (top.isArray()) {
                out.endArray();
            } else {
                out.endObject();
            }
            return;
        }
        if (!top.isArray()) {
            out.string(top.name());
        }
        write(top.value());
    }

    private void write(LuaValue value) {
        if (value instanceof LuaString text) {
            out.string(text);
        } else if (value instanceof LuaNumber number) {
            out.number(number.todouble());
        } else if (value instanceof LuaTable table) {
            writeTable(table);
        } else {
            writeOther(value);
        }
    }

    private void writeOther(LuaValue value) {
        if (value == JsonNull.INSTANCE) {
            out.nothing();
            return;
        }
        if (value.isboolean()) {
            out.bool(value.toboolean());
            return;
        }
        LuaValue custom = value instanceof LuaUserdata ? custom(value.getmetatable()) : null;
        if (custom == null) {
            throw DomError.UNSUPPORTED_TYPE.raised();
        }
        call(custom, value);
    }

    private static @Nullable LuaValue custom(@Nullable LuaValue metatable) {
        return metatable instanceof LuaTable table ? table.entry(TOJSON) : null;
    }

    private void writeTable(LuaTable table) {
        LuaValue metatable = table.getmetatable();
        LuaValue custom = metatable == null || metatable == arrayTag ? null : custom(metatable);
        if (custom != null) {
            call(custom, table);
            return;
        }
        Traversal traversal = Traversal.of(table, metatable == arrayTag);
        state.enter(table, open, depth);
        if (depth == open.length) {
            open = Arrays.copyOf(open, 2 * depth);
        }
        open[depth++] = traversal;
        if (traversal.isArray()) {
            out.beginArray();
        } else {
            out.beginObject();
        }
    }

    private void call(LuaValue custom, LuaValue value) {
        LuaTable argument = state.table(open, depth);
        state.enter(value, open, depth);
        Generator.Turn turn = out.beginTurn();
        boolean written = false;
        try {
            custom.call(value, argument);
            out.endTurn(turn);
            written = true;
        } finally {
            if (!written) {
                out.abandonTurn(turn);
            }
            state.left(value);
        }
    }
}
