package org.emilua.module.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The way through a table that is being written: its elements, or the members with strings as keys. */
abstract sealed class Traversal {

    final LuaTable table;

    private Traversal(LuaTable table) {
        this.table = table;
    }

    /** The way through a table, as the array that it is tagged as or that its length makes it, or as an object. */
    static Traversal of(LuaTable table, boolean tagged) {
        int length = table.rawlen();
        if (tagged || length > 0) {
            return new Elements(table, length);
        }
        if (table instanceof ObjectTable object && table.isPlain()) {
            return new Named(object);
        }
        return new Members(table, table.isPlain() ? table : copy(table));
    }

    /** The content of a table that keeps it elsewhere, a weak one for example. */
    private static LuaTable copy(LuaTable table) {
        LuaTable copy = new LuaTable();
        for (Varargs e = table.next(LuaValue.NIL); !e.arg1().isnil(); e = table.next(e.arg1())) {
            copy.rawset(e.arg1(), e.arg(2));
        }
        return copy;
    }

    boolean isArray() {
        return false;
    }

    /** Goes to the first or next element; false if there is none. */
    abstract boolean advance();

    /** The current element's name, in an object. */
    abstract LuaString name();

    /** The current element. */
    abstract LuaValue value();

    /** The current element's index from 1, in an array; 0 before the first. */
    int index() {
        return 0;
    }

    private static final class Elements extends Traversal {
        private final int length;
        private int index;

        Elements(LuaTable table, int length) {
            super(table);
            this.length = length;
        }

        @Override
        boolean isArray() {
            return true;
        }

        @Override
        boolean advance() {
            return index++ < length;
        }

        @Override
        LuaString name() {
            throw new IllegalStateException("elements of arrays have no name");
        }

        @Override
        LuaValue value() {
            LuaValue value = table.rawget(index);
            return value.isnil() ? JsonNull.INSTANCE : value;
        }

        @Override
        int index() {
            return index;
        }
    }

    private static final class Members extends Traversal {
        private final LuaTable content;
        private int place = -1;
        private LuaString name = LuaValue.EMPTYSTRING;

        Members(LuaTable table, LuaTable content) {
            super(table);
            this.content = content;
        }

        @Override
        boolean advance() {
            for (int next = content.nextPlace(place); next >= 0; next = content.nextPlace(next)) {
                if (content.keyAt(next) instanceof LuaString key) {
                    name = key;
                    place = next;
                    return true;
                }
            }
            return false;
        }

        @Override
        LuaString name() {
            return name;
        }

        @Override
        LuaValue value() {
            return content.valueAt(place);
        }
    }

    /** Through a table with an order of its own: first its names, then what came later. */
    private static final class Named extends Traversal {
        private LuaString[] names;
        private boolean later;
        private int next;
        private int found;
        private LuaValue value = LuaValue.NIL;

        Named(ObjectTable table) {
            super(table);
            names = table.names;
        }

        @Override
        boolean advance() {
            while (next < names.length) {
                LuaValue entry = table.entry(names[next++]);
                if (entry != null) {
                    value = entry;
                    found++;
                    return true;
                }
            }
            if (later) {
                return false;
            }
            later = true;
            LuaString[] others = others();
            if (others == null) {
                return false;
            }
            names = others;
            next = 0;
            return advance();
        }

        /** The names of members that came later; null if there are none. */
        private LuaString @Nullable [] others() {
            int all = 0;
            for (int place = table.nextPlace(-1); place >= 0; place = table.nextPlace(place)) {
                all++;
            }
            if (all == found) {
                return null;
            }
            Set<LuaString> known = new HashSet<>(Arrays.asList(names));
            List<LuaString> others = new ArrayList<>();
            for (int place = table.nextPlace(-1); place >= 0; place = table.nextPlace(place)) {
                if (table.keyAt(place) instanceof LuaString name && !known.contains(name)) {
                    others.add(name);
                }
            }
            return others.toArray(new LuaString[0]);
        }

        @Override
        LuaString name() {
            return names[next - 1];
        }

        @Override
        LuaValue value() {
            return value;
        }
    }
}
