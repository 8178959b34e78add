package org.emilua.lua.library;

import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Builtin;
import org.emilua.lua.code.Calls;
import org.emilua.lua.code.Conversions;
import org.emilua.lua.code.Errors;
import org.emilua.lua.code.Interrupts;
import org.emilua.lua.code.Native1;
import org.emilua.lua.code.Native2;
import org.emilua.lua.code.NativeN;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The library {@code table}. Its functions access tables without metamethods, as Lua 5.1's do. */
public final class TableLibrary {

    /** {@code unpack}, which is a global function too. */
    static final LuaValue UNPACK = new Builtin("unpack", new Unpack());

    private static final int MOST_UNPACKED = 1_000_000;
    private static final LuaString EMPTY = LuaString.valueOf("");

    private static final Library LIBRARY = new Library()
            .add("concat", new Concat())
            .add("foreach", new ForEach())
            .add("foreachi", new ForEachElement())
            .add("getn", new GetN())
            .add("insert", new Insert())
            .add("maxn", new MaxN())
            .add("move", new Move())
            .add("pack", new Pack())
            .add("remove", new Remove())
            .add("sort", new TableSort())
            .add("unpack", UNPACK);

    private TableLibrary() {}

    /** The library's table, for one VM. */
    public static LuaTable create() {
        return LIBRARY.table();
    }

    static LuaValue get(LuaTable table, double index) {
        LuaValue value = table.entry(index);
        return value == null ? LuaValue.NIL : value;
    }

    private static LuaValue none(LuaValue value) {
        return value == LuaValue.NONE ? LuaValue.NIL : value;
    }

    private static final class Insert extends NativeN {
        @Override
        public Varargs call2(LuaValue f, LuaValue list, LuaValue value) {
            LuaTable table = Arguments.table(list, 1);
            table.store(table.rawlen() + 1, value);
            return LuaValue.NONE;
        }

        @Override
        public Varargs callN(LuaValue f, Varargs args) {
            LuaTable table = Arguments.table(Arguments.at(args, 1), 1);
            if (args.narg() == 2) {
                return call2(f, table, args.arg(2));
            }
            if (args.narg() != 3) {
                throw Errors.raise("wrong number of arguments to 'insert'");
            }
            int position = (int) Arguments.integer(args.arg(2), 2);
            int length = table.rawlen();
            if (position >= 1 && position <= length) {
                table.insert(position, args.arg(3));
            } else {
                for (int i = length; position < 1 && i >= position; i--) {
                    Interrupts.check();
                    table.store(i + 1, get(table, i));
                }
                table.store(position, args.arg(3));
            }
            return LuaValue.NONE;
        }
    }

    private static final class Remove extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue list, LuaValue at) {
            LuaTable table = Arguments.table(list, 1);
            int length = table.rawlen();
            if (Arguments.isAbsent(at)) {
                return length == 0 ? LuaValue.NONE : table.remove(length);
            }
            int position = (int) Arguments.integer(at, 2);
            return position < 1 || position > length ? LuaValue.NONE : table.remove(position);
        }
    }

    private static final class Concat extends NativeN {
        @Override
        public Varargs callN(LuaValue f, Varargs args) {
            LuaTable table = Arguments.table(Arguments.at(args, 1), 1);
            LuaString separator = Arguments.string(Arguments.at(args, 2), 2, EMPTY);
            long first = Arguments.integer(Arguments.at(args, 3), 3, 1);
            LuaValue end = Arguments.at(args, 4);
            long last = Arguments.isAbsent(end) ? table.rawlen() : Arguments.integer(end, 4);
            TextBuilder text = new TextBuilder(64);
            for (long i = (int) first; i <= (int) last; i++) {
                text.append(element(table, i));
                if (i < (int) last) {
                    text.append(separator);
                }
            }
            return text.toLuaString();
        }

        private static LuaString element(LuaTable table, long index) {
            LuaValue value = get(table, index);
            if (value instanceof LuaString string) {
                return string;
            }
            if (value instanceof LuaNumber number) {
                return Conversions.toLuaString(number.todouble());
            }
            throw Errors.raise("invalid value (" + value.typename() + ") at index " + index + " in table for 'concat'");
        }
    }

    private static final class MaxN extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue list) {
            double largest = 0;
            LuaTable table = Arguments.table(list, 1);
            for (Varargs entry = table.next(LuaValue.NIL); entry.arg1() != LuaValue.NIL; entry = table.next(entry.arg1())) {
                if (entry.arg1() instanceof LuaNumber number) {
                    largest = Math.max(largest, number.todouble());
                }
            }
            return new LuaDouble(largest);
        }
    }

    private static final class GetN extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue list) {
            return new LuaDouble(Arguments.table(list, 1).rawlen());
        }
    }

    private static final class ForEach extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue list, LuaValue visitor) {
            LuaTable table = Arguments.table(list, 1);
            LuaFunction function = Arguments.function(visitor, 2);
            for (Varargs entry = table.next(LuaValue.NIL); entry.arg1() != LuaValue.NIL; entry = table.next(entry.arg1())) {
                LuaValue result = Calls.first(Calls.code(function).call2(function, entry.arg1(), entry.arg(2)));
                if (result != LuaValue.NIL) {
                    return result;
                }
            }
            return LuaValue.NONE;
        }
    }

    private static final class ForEachElement extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue list, LuaValue visitor) {
            LuaTable table = Arguments.table(list, 1);
            LuaFunction function = Arguments.function(visitor, 2);
            int length = table.rawlen();
            for (int i = 1; i <= length; i++) {
                LuaValue result = Calls.first(Calls.code(function).call2(function, new LuaDouble(i), get(table, i)));
                if (result != LuaValue.NIL) {
                    return result;
                }
            }
            return LuaValue.NONE;
        }
    }

    private static final class Move extends NativeN {
        @Override
        public Varargs callN(LuaValue f, Varargs args) {
            LuaTable from = Arguments.table(Arguments.at(args, 1), 1);
            int first = (int) Arguments.integer(Arguments.at(args, 2), 2);
            int last = (int) Arguments.integer(Arguments.at(args, 3), 3);
            int target = (int) Arguments.integer(Arguments.at(args, 4), 4);
            LuaValue other = Arguments.at(args, 5);
            LuaTable to = Arguments.isAbsent(other) ? from : Arguments.table(other, 5);
            boolean upwards = target > last || target <= first || to != from;
            for (long i = 0, count = (long) last - first + 1; i < count; i++) {
                Interrupts.check();
                long step = upwards ? i : count - 1 - i;
                to.store((double) (target + step), get(from, first + step));
            }
            return to;
        }
    }

    private static final class Pack extends NativeN {
        private static final LuaString N = LuaString.valueOf("n");

        @Override
        public Varargs callN(LuaValue f, Varargs args) {
            LuaValue[] values = new LuaValue[args.narg()];
            for (int i = 0; i < values.length; i++) {
                values[i] = none(args.arg(i + 1));
            }
            int count = values.length;
            LuaTable table = LuaTable.list(values);
            table.store(N, new LuaDouble(count));
            return table;
        }
    }

    private static final class Unpack extends NativeN {
        @Override
        public Varargs call1(LuaValue f, LuaValue list) {
            LuaTable table = Arguments.table(list, 1);
            return unpack(table, 1, table.rawlen());
        }

        @Override
        public Varargs callN(LuaValue f, Varargs args) {
            LuaTable table = Arguments.table(Arguments.at(args, 1), 1);
            long first = Arguments.integer(Arguments.at(args, 2), 2, 1);
            LuaValue end = Arguments.at(args, 3);
            long last = Arguments.isAbsent(end) ? table.rawlen() : Arguments.integer(end, 3);
            return unpack(table, (int) first, (int) last);
        }

        private static Varargs unpack(LuaTable table, long first, long last) {
            if (first > last) {
                return LuaValue.NONE;
            }
            if (last - first >= MOST_UNPACKED) {
                throw Errors.raise("too many results to unpack");
            }
            LuaValue[] values = new LuaValue[(int) (last - first + 1)];
            for (int i = 0; i < values.length; i++) {
                values[i] = get(table, first + i);
            }
            return LuaValue.varargsOf(values);
        }
    }
}
