package org.emilua.lua.library;

import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Builtin;
import org.emilua.lua.code.Errors;
import org.emilua.lua.code.Native1;
import org.emilua.lua.code.Native2;
import org.emilua.lua.code.Native4;
import org.emilua.lua.code.NativeN;
import org.emilua.lua.code.Operations;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The library {@code table}. Elements are read and written without metamethods; the length of a list is what {@code #} says
 * for the functions {@code getn}, {@code foreachi} and {@code remove}, and the table's own for the others.
 */
public final class TableLibrary {

    private static final LuaString N = LuaString.valueOf("n");

    private static final FunctionSet FUNCTIONS = new FunctionSet(
            new Builtin("concat", new Concat()),
            new Builtin("foreach", new TableWalk.Each()),
            new Builtin("foreachi", new TableWalk.EachElement()),
            new Builtin("getn", new Length()),
            new Builtin("insert", new Insert()),
            new Builtin("maxn", new TableWalk.LargestKey()),
            new Builtin("move", new Move()),
            new Builtin("pack", new Pack()),
            new Builtin("remove", new Remove()),
            new Builtin("sort", new Sort()),
            Unpack.FUNCTION);

    private TableLibrary() {}

    /** The library's table for one VM. */
    public static LuaTable create() {
        return FUNCTIONS.table(0);
    }

    /** An argument that must be a table, for the functions to which one left out is nil. */
    static LuaTable table(LuaValue value, int index) {
        return Arguments.table(orNil(value), index);
    }

    static LuaValue orNil(LuaValue value) {
        return value == LuaValue.NONE ? LuaValue.NIL : value;
    }

    /** What {@code #} says, as an integer. */
    static int length(LuaTable table) {
        if (table.meta() == null) {
            return table.rawlen();
        }
        if (Operations.length(table) instanceof LuaNumber number) {
            return Integers.of(number.todouble());
        }
        throw Errors.raise("object length is not a number");
    }

    private static final class Length extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue list) {
            return Operations.length(table(list, 1));
        }
    }

    private static final class Concat extends Native4 {
        @Override
        public Varargs call4(LuaValue f, LuaValue list, LuaValue separator, LuaValue from, LuaValue to) {
            LuaTable table = Arguments.table(list, 1);
            LuaString between = Arguments.string(separator, 2, LuaValue.EMPTYSTRING);
            int first = Integers.argument(from, 3, 1);
            int last = Arguments.isAbsent(to) ? table.rawlen() : Integers.argument(to, 4);
            return first > last ? LuaValue.EMPTYSTRING : new Joining(table, between, first, last).join();
        }
    }

    private static final class Remove extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue list, LuaValue position) {
            LuaTable table = table(list, 1);
            int length = length(table);
            if (Arguments.isAbsent(position)) {
                return length == 0 ? LuaValue.NONE : take(table, length, length);
            }
            int at = Integers.argument(position, 2);
            return at >= 1 && at <= length ? take(table, at, length) : LuaValue.NONE;
        }

        private static LuaValue take(LuaTable table, int at, int length) {
            if (at >= 1 && table.dense(length) != null && table.rawlen() == length) {
                return table.remove(at);
            }
            LuaValue removed = table.rawget(at);
            TableRange.move(table, at + 1L, length, table, at);
            table.rawset(length, LuaValue.NIL);
            return removed;
        }
    }

    private static final class Move extends NativeN {
        @Override
        public Varargs callN(LuaValue f, Varargs args) {
            LuaTable source = Arguments.table(args.arg1(), 1);
            int first = Integers.argument(args.arg(2), 2);
            int last = Integers.argument(args.arg(3), 3);
            int start = Integers.argument(args.arg(4), 4);
            LuaTable target = args.arg(5) == LuaValue.NIL ? source : Arguments.table(args.arg(5), 5);
            TableRange.move(source, first, last, target, start);
            return target;
        }
    }

    private static final class Pack extends NativeN {
        @Override
        public Varargs callN(LuaValue f, Varargs args) {
            LuaValue[] values = new LuaValue[args.narg()];
            for (int i = 0; i < values.length; i++) {
                values[i] = args.arg(i + 1);
            }
            LuaTable packed = LuaTable.list(values);
            packed.store(N, new LuaDouble(values.length));
            return packed;
        }
    }

    private static final class Sort extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue list, LuaValue comparator) {
            LuaTable table = Arguments.table(list, 1);
            if (Arguments.isAbsent(comparator)) {
                TableSort.sort(table);
            } else {
                TableSort.sort(table, Arguments.function(comparator, 2));
            }
            return LuaValue.NONE;
        }
    }
}
