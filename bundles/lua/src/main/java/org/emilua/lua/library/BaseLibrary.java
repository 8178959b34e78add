package org.emilua.lua.library;

import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Calls;
import org.emilua.lua.code.Concatenation;
import org.emilua.lua.code.Conversions;
import org.emilua.lua.code.Errors;
import org.emilua.lua.code.Metatables;
import org.emilua.lua.code.Native1;
import org.emilua.lua.code.Native2;
import org.emilua.lua.code.Native3;
import org.emilua.lua.code.NativeN;
import org.emilua.lua.code.NextFunction;
import org.emilua.lua.code.Operations;
import org.emilua.lua.code.ScriptError;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The functions that are global, as far as the language alone can provide them. */
public final class BaseLibrary {

    private static final LuaString METATABLE = LuaString.valueOf("__metatable");
    private static final LuaString PAIRS = LuaString.valueOf("__pairs");
    private static final LuaString IPAIRS = LuaString.valueOf("__ipairs");
    private static final LuaValue ZERO = new LuaDouble(0);

    private static final Library LIBRARY = new Library()
            .add("assert", new Assert())
            .add("collectgarbage", new Garbage.Collect())
            .add("error", new RaiseError())
            .add("gcinfo", new Garbage.Info())
            .add("getfenv", new FunctionEnvironments.Get())
            .add("getmetatable", new GetMetatable())
            .add("ipairs", new IPairs())
            .add("newproxy", new Proxies.New())
            .add("next", NextFunction.NEXT)
            .add("pairs", new Pairs())
            .add("rawequal", new RawEqual())
            .add("rawget", new RawGet())
            .add("rawlen", new RawLength())
            .add("rawset", new RawSet())
            .add("select", new Select())
            .add("setfenv", new FunctionEnvironments.Set())
            .add("setmetatable", new SetMetatable())
            .add("tonumber", new ToNumber())
            .add("tostring", new ToStringFunction())
            .add("type", new Type())
            .add("unpack", TableLibrary.UNPACK)
            .add("_VERSION", LuaString.valueOf("Lua 5.1"));

    private BaseLibrary() {}

    /** Adds the functions to a VM's globals. */
    public static void addTo(LuaTable globals) {
        LIBRARY.addTo(globals);
    }

    // ---- errors

    private static final class Assert extends NativeN {
        private static final LuaString FAILED = LuaString.valueOf("assertion failed!");

        @Override
        public Varargs call1(LuaValue f, LuaValue value) {
            return Operations.isTrue(value) && value != LuaValue.NONE ? value : callN(f, value);
        }

        @Override
        public Varargs callN(LuaValue f, Varargs args) {
            if (Operations.isTrue(Arguments.any(Arguments.at(args, 1), 1))) {
                return args;
            }
            throw new ScriptError(args.narg() > 1 ? args.arg(2) : FAILED);
        }
    }

    private static final class RaiseError extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue value, LuaValue level) {
            long at = Arguments.integer(level, 2, 1);
            if (value instanceof LuaString text && at > 0) {
                LuaString position = LuaString.valueOf(Errors.position((int) Math.min(at, Integer.MAX_VALUE)));
                throw new ScriptError(Concatenation.concat(position, text));
            }
            throw new ScriptError(value == LuaValue.NONE ? LuaValue.NIL : value);
        }
    }

    // ---- metatables

    private static final class GetMetatable extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue value) {
            LuaTable metatable = Metatables.of(Arguments.any(value, 1));
            if (metatable == null) {
                return LuaValue.NIL;
            }
            LuaValue shown = metatable.entry(METATABLE);
            return shown != null ? shown : metatable;
        }
    }

    private static final class SetMetatable extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue value, LuaValue metatable) {
            LuaTable table = Arguments.table(value, 1);
            if (metatable != LuaValue.NIL && !(metatable instanceof LuaTable)) {
                throw Errors.argument(2, "nil or table expected");
            }
            LuaTable old = Metatables.of(table);
            if (old != null && old.entry(METATABLE) != null) {
                throw Errors.raise("cannot change a protected metatable");
            }
            table.setmetatable(metatable);
            return table;
        }
    }

    // ---- raw access

    private static final class RawEqual extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue a, LuaValue b) {
            return Operations.box(Operations.rawEqual(Arguments.any(a, 1), Arguments.any(b, 2)));
        }
    }

    private static final class RawGet extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue table, LuaValue key) {
            LuaValue value = Arguments.table(table, 1).entry(Arguments.any(key, 2));
            return value == null ? LuaValue.NIL : value;
        }
    }

    private static final class RawSet extends Native3 {
        @Override
        public Varargs call3(LuaValue f, LuaValue table, LuaValue key, LuaValue value) {
            LuaTable stored = Arguments.table(table, 1);
            Arguments.any(key, 2);
            Arguments.any(value, 3);
            Operations.checkKey(key);
            stored.store(key, value);
            return table;
        }
    }

    private static final class RawLength extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue value) {
            if (value instanceof LuaTable table) {
                return new LuaDouble(table.rawlen());
            }
            if (value instanceof LuaString string) {
                return new LuaDouble(string.m_length);
            }
            throw Errors.argument(1, "table or string expected");
        }
    }

    // ---- iteration

    private static @Nullable Varargs byMetamethod(LuaValue value, LuaString event) {
        LuaValue handler = Metatables.metamethod(value, event);
        if (handler == LuaValue.NIL) {
            return null;
        }
        Varargs results = Calls.all(Calls.code(handler).call1(handler, value));
        return LuaValue.varargsOf(results.arg(1), results.arg(2), results.arg(3));
    }

    private static final class Pairs extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue value) {
            Varargs own = byMetamethod(value, PAIRS);
            return own != null ? own : LuaValue.varargsOf(NextFunction.NEXT, Arguments.table(value, 1), LuaValue.NIL);
        }
    }

    private static final class IPairs extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue value) {
            Varargs own = byMetamethod(value, IPAIRS);
            return own != null ? own : LuaValue.varargsOf(NextFunction.ELEMENTS, Arguments.table(value, 1), ZERO);
        }
    }

    // ---- values

    private static final class Select extends NativeN {
        @Override
        public Varargs callN(LuaValue f, Varargs args) {
            LuaValue selector = Arguments.at(args, 1);
            int count = args.narg() - 1;
            if (selector instanceof LuaString string && string.m_length > 0 && string.m_bytes[string.m_offset] == '#') {
                return new LuaDouble(count);
            }
            long first = Arguments.integer(selector, 1);
            if (first < 0) {
                first += count + 1;
            }
            if (first <= 0) {
                throw Errors.argument(1, "index out of range");
            }
            return first > count ? LuaValue.NONE : args.subargs((int) first + 1);
        }
    }

    private static final class ToNumber extends Native2 {
        private static final int DECIMAL = 10;

        @Override
        public Varargs call2(LuaValue f, LuaValue value, LuaValue base) {
            long radix = Arguments.integer(base, 2, DECIMAL);
            if (radix == DECIMAL) {
                return Conversions.toNumber(Arguments.any(value, 1));
            }
            LuaString digits = Arguments.string(value, 1);
            if (radix < Character.MIN_RADIX || radix > Character.MAX_RADIX) {
                throw Errors.argument(2, "base out of range");
            }
            return Numerals.parse(digits, (int) radix);
        }
    }

    private static final class ToStringFunction extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue value) {
            return ToText.result(Arguments.any(value, 1));
        }
    }

    private static final class Type extends Native1 {
        private static final LuaString NIL = LuaString.valueOf("nil");
        private static final LuaString BOOLEAN = LuaString.valueOf("boolean");
        private static final LuaString NUMBER = LuaString.valueOf("number");
        private static final LuaString STRING = LuaString.valueOf("string");
        private static final LuaString TABLE = LuaString.valueOf("table");
        private static final LuaString FUNCTION = LuaString.valueOf("function");
        private static final LuaString USERDATA = LuaString.valueOf("userdata");
        private static final LuaString THREAD = LuaString.valueOf("thread");

        @Override
        public Varargs call1(LuaValue f, LuaValue value) {
            return switch (value) {
                case LuaTable t -> TABLE;
                case LuaString s -> STRING;
                case LuaNumber n -> NUMBER;
                case LuaFunction g -> FUNCTION;
                case LuaUserdata u -> USERDATA;
                default -> byType(value);
            };
        }

        private static LuaString byType(LuaValue value) {
            return switch (Arguments.any(value, 1).type()) {
                case LuaValue.TNIL -> NIL;
                case LuaValue.TBOOLEAN -> BOOLEAN;
                case LuaValue.TTHREAD -> THREAD;
                case LuaValue.TFUNCTION -> FUNCTION;
                default -> USERDATA;
            };
        }
    }
}
