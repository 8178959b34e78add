package org.emilua.lua.library;

import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Code;
import org.emilua.lua.code.Errors;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code table.insert}: appends a value, or inserts it at a position. */
final class Insert extends Code {

    @Override
    public Varargs call0(LuaValue f) {
        throw wrongCount(LuaValue.NONE);
    }

    @Override
    public Varargs call1(LuaValue f, LuaValue list) {
        throw wrongCount(list);
    }

    @Override
    public Varargs call2(LuaValue f, LuaValue list, LuaValue value) {
        LuaTable table = Arguments.table(list, 1);
        table.rawset(table.rawlen() + 1, value);
        return LuaValue.NONE;
    }

    @Override
    public Varargs call3(LuaValue f, LuaValue list, LuaValue position, LuaValue value) {
        insert(Arguments.table(list, 1), Integers.argument(position, 2), value);
        return LuaValue.NONE;
    }

    @Override
    public Varargs call4(LuaValue f, LuaValue list, LuaValue b, LuaValue c, LuaValue d) {
        throw wrongCount(list);
    }

    @Override
    public Varargs callN(LuaValue f, Varargs args) {
        return switch (args.narg()) {
            case 2 -> call2(f, args.arg1(), args.arg(2));
            case 3 -> call3(f, args.arg1(), args.arg(2), args.arg(3));
            default -> throw wrongCount(Arguments.at(args, 1));
        };
    }

    private static LuaError wrongCount(LuaValue list) {
        Arguments.table(list, 1);
        return Errors.raise("wrong number of arguments to 'insert'");
    }

    private static void insert(LuaTable table, int position, LuaValue value) {
        int length = table.rawlen();
        if (position >= 1 && position <= length && table.dense(length) != null) {
            table.rawset(length + 1, table.rawget(length));
            LuaValue[] list = table.dense(length);
            if (list != null) {
                System.arraycopy(list, position - 1, list, position, length - position);
                table.rawset(position, value);
                return;
            }
        }
        TableRange.move(table, position, length, table, position + 1L);
        table.rawset(position, value);
    }
}
