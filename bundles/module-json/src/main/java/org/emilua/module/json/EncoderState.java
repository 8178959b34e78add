package org.emilua.module.json;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.emilua.api.lua.Args;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * What the writing of nested values shares: the writer, the values that are being written, and the table that tells
 * {@code __tojson} of both (reference: json, __tojson), which is made when it is needed first. Runs on its VM's strand only.
 */
final class EncoderState {

    private static final LuaString WRITER = LuaValue.valueOf("writer");
    private static final LuaString VISITED = LuaValue.valueOf("visited");
    private static final LuaString INDENT = LuaValue.valueOf("indent");

    /** Up to so many values are compared one by one. */
    private static final int FEW = 32;

    private final Generator generator;
    private final @Nullable LuaString indent;
    private @Nullable LuaTable table;
    private @Nullable WriterHandle writer;
    private @Nullable LuaTable visited;
    private @Nullable Set<LuaValue> many;

    private EncoderState(Generator generator, @Nullable LuaString indent) {
        this.generator = generator;
        this.indent = indent;
    }

    /** The state for a new text; {@code indent} is null for a compact one. */
    static EncoderState create(@Nullable LuaString indent, SpareBuffer spare) {
        return new EncoderState(new Generator(indent, spare), indent);
    }

    /** The state that {@code __tojson} was given and passes on as part of argument {@code index}. */
    static EncoderState resume(LuaTable table, int index) {
        if (!(table.rawget(WRITER) instanceof WriterHandle writer) || !writer.isUsable()) {
            throw Args.invalid(index);
        }
        LuaValue visited = table.rawget(VISITED);
        if (!visited.isnil() && !(visited instanceof LuaTable)) {
            throw Args.invalid(index);
        }
        EncoderState state = new EncoderState(writer.generator(), null);
        state.table = table;
        state.writer = writer;
        state.visited = visited instanceof LuaTable known ? known : new LuaTable();
        return state;
    }

    Generator generator() {
        return generator;
    }

    /** Takes the finished text; whoever has the writer cannot use it any more. */
    LuaString generate() {
        return writer != null ? writer.generate() : generator.take();
    }

    /** The argument of {@code __tojson}, made while the tables of {@code open} are being written. */
    LuaTable table(Traversal[] open, int depth) {
        LuaTable known = table;
        if (known != null) {
            return known;
        }
        LuaTable seen = new LuaTable();
        for (int i = 0; i < depth; i++) {
            seen.store(open[i].table, LuaValue.TRUE);
        }
        writer = new WriterHandle(generator);
        visited = seen;
        LuaTable made = new LuaTable(0, 3);
        made.rawset(WRITER, writer);
        made.rawset(VISITED, seen);
        if (indent != null) {
            made.rawset(INDENT, indent);
        }
        table = made;
        return made;
    }

    /** Notes that {@code value} is being written; raises {@code cycle_exists} if it is already. */
    void enter(LuaValue value, Traversal[] open, int depth) {
        LuaTable seen = visited;
        if (seen != null ? seen.entry(value) != null : isOpen(value, open, depth)) {
            throw DomError.CYCLE_EXISTS.raised();
        }
        if (seen != null) {
            seen.store(value, LuaValue.TRUE);
        }
    }

    private boolean isOpen(LuaValue value, Traversal[] open, int depth) {
        for (int i = 0; i < Math.min(depth, FEW); i++) {
            if (open[i].table == value) {
                return true;
            }
        }
        if (depth < FEW) {
            return false;
        }
        Set<LuaValue> deep = many;
        if (deep == null) {
            deep = Collections.newSetFromMap(new IdentityHashMap<>());
            many = deep;
        }
        return !deep.add(value);
    }

    /** Notes that {@code value} is written. */
    void left(LuaValue value) {
        if (visited != null) {
            visited.store(value, LuaValue.NIL);
        }
        if (many != null) {
            many.remove(value);
        }
    }
}
