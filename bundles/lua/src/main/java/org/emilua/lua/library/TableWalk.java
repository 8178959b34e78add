package org.emilua.lua.library;

import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Calls;
import org.emilua.lua.code.Errors;
import org.emilua.lua.code.Native1;
import org.emilua.lua.code.Native2;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The functions of {@code table} that visit all keys or all elements. */
final class TableWalk {

    private TableWalk() {}

    /** {@code table.foreach}: calls a function with each key and its value until it returns something. */
    static final class Each extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue list, LuaValue visitor) {
            LuaTable table = TableLibrary.table(list, 1);
            LuaFunction function = Arguments.function(TableLibrary.orNil(visitor), 2);
            Varargs entry = after(table, LuaValue.NIL);
            while (entry.arg1() != LuaValue.NIL) {
                LuaValue key = entry.arg1();
                LuaValue result = Calls.first(Calls.code(function).call2(function, key, entry.arg(2)));
                if (result != LuaValue.NIL) {
                    return result;
                }
                entry = after(table, key);
            }
            return LuaValue.NONE;
        }

        private static Varargs after(LuaTable table, LuaValue key) {
            try {
                return table.next(key);
            } catch (LuaError e) {
                throw Errors.runtime(String.valueOf(e.getMessage()));
            }
        }
    }

    /** {@code table.foreachi}: calls a function with each index and its element until it returns something. */
    static final class EachElement extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue list, LuaValue visitor) {
            LuaTable table = TableLibrary.table(list, 1);
            LuaFunction function = Arguments.function(TableLibrary.orNil(visitor), 2);
            int length = TableLibrary.length(table);
            for (int i = 1; i <= length && i > 0; i++) {
                LuaValue result = Calls.first(Calls.code(function).call2(function, new LuaDouble(i), table.rawget(i)));
                if (result != LuaValue.NIL) {
                    return result;
                }
            }
            return LuaValue.NONE;
        }
    }

    /** {@code table.maxn}: the largest positive number that is a key, 0 without one. */
    static final class LargestKey extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue list) {
            LuaTable table = Arguments.table(list, 1);
            double largest = 0;
            if (table.isPlain()) {
                for (int place = table.nextPlace(-1); place >= 0; place = table.nextPlace(place)) {
                    largest = larger(largest, table.keyAt(place));
                }
            } else {
                for (Varargs e = table.next(LuaValue.NIL); e.arg1() != LuaValue.NIL; e = table.next(e.arg1())) {
                    largest = larger(largest, e.arg1());
                }
            }
            return new LuaDouble(largest);
        }

        private static double larger(double largest, LuaValue key) {
            return key instanceof LuaNumber number ? Math.max(largest, number.todouble()) : largest;
        }
    }
}
