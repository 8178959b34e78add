package org.emilua.lua.library;

import org.emilua.lua.LuaState;
import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Builtin;
import org.emilua.lua.code.Calls;
import org.emilua.lua.code.Concatenation;
import org.emilua.lua.code.Conversions;
import org.emilua.lua.code.Errors;
import org.emilua.lua.code.Metatables;
import org.emilua.lua.code.Native0;
import org.emilua.lua.code.Native1;
import org.emilua.lua.code.Native2;
import org.emilua.lua.code.Native3;
import org.emilua.lua.code.NativeN;
import org.emilua.lua.code.NextFunction;
import org.emilua.lua.code.Operations;
import org.emilua.lua.code.ScriptError;
import org.emilua.lua.syntax.ByteText;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The base library, without what loads code, prints or catches errors. */
public final class BaseLibrary {

    private static final FunctionSet FUNCTIONS = new FunctionSet(
            new Builtin("assert", new Assertion()),
            new Builtin("collectgarbage", new CollectGarbage()),
            new Builtin("error", new RaiseError()),
            new Builtin("gcinfo", new GcInfo()),
            new Builtin("getfenv", new FunctionEnvironments.Get()),
            new Builtin("getmetatable", new GetMetatable()),
            new Builtin("ipairs", new Traversal.Elements()),
            new Builtin("newproxy", new NewProxy()),
            NextFunction.NEXT,
            new Builtin("pairs", new Traversal.Pairs()),
            new Builtin("rawequal", new RawEqual()),
            new Builtin("rawget", new RawGet()),
            new Builtin("rawlen", new RawLength()),
            new Builtin("rawset", new RawSet()),
            new Builtin("select", new Select()),
            new Builtin("setfenv", new FunctionEnvironments.Set()),
            new Builtin("setmetatable", new SetMetatable()),
            new Builtin("tonumber", new ToNumber()),
            new Builtin("tostring", new ToStringFunction()),
            new Builtin("type", new TypeOf()),
            Unpack.FUNCTION);

    private BaseLibrary() {}

    /** Enters the library's functions and {@code _VERSION} in a table of globals. */
    public static void addTo(LuaTable globals) {
        FUNCTIONS.addTo(globals);
        globals.rawset("_VERSION", LuaValue.valueOf("Lua 5.1"));
    }

    // ---- errors

    private static final class RaiseError extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue value, LuaValue level) {
            int at = Integers.argument(level, 2, 1);
            if (at > 0 && (value instanceof LuaString || value instanceof LuaNumber)) {
                throw new ScriptError(Concatenation.concat(ByteText.string(Errors.position(at)), value));
            }
            throw new ScriptError(value == LuaValue.NONE ? LuaValue.NIL : value);
        }
    }

    // ---- metatables

    private static final class GetMetatable extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue value) {
            Arguments.any(value, 1);
            LuaValue metatable = value instanceof LuaString ? LuaState.current().stringMetatable() : value.getmetatable();
            if (metatable == null) {
                return LuaValue.NIL;
            }
            LuaValue shown = metatable.rawget(LuaValue.METATABLE);
            return shown == LuaValue.NIL ? metatable : shown;
        }
    }

    private static final class SetMetatable extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue value, LuaValue metatable) {
            LuaTable table = Arguments.table(value, 1);
            if (!(metatable instanceof LuaTable) && metatable != LuaValue.NIL) {
                throw Errors.argument(2, "nil or table expected");
            }
            LuaValue old = table.getmetatable();
            if (old != null && old.rawget(LuaValue.METATABLE) != LuaValue.NIL) {
                throw Errors.raise("cannot change a protected metatable");
            }
            table.setmetatable(metatable == LuaValue.NIL ? null : metatable);
            return table;
        }
    }

    // ---- access without metamethods

    private static final class RawEqual extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue a, LuaValue b) {
            return Operations.box(Operations.rawEqual(Arguments.any(a, 1), Arguments.any(b, 2)));
        }
    }

    private static final class RawGet extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue table, LuaValue key) {
            return Arguments.table(table, 1).rawget(Arguments.any(key, 2));
        }
    }

    private static final class RawSet extends Native3 {
        @Override
        public Varargs call3(LuaValue f, LuaValue value, LuaValue key, LuaValue field) {
            LuaTable table = Arguments.table(value, 1);
            Arguments.any(key, 2);
            Arguments.any(field, 3);
            if (key == LuaValue.NIL) {
                throw Errors.runtime("table index is nil");
            }
            if (key instanceof LuaNumber number && Double.isNaN(number.todouble())) {
                throw Errors.runtime("table index is NaN");
            }
            table.rawset(key, field);
            return table;
        }
    }

    private static final class RawLength extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue value) {
            return new LuaDouble(value instanceof LuaString string ? string.m_length : Arguments.table(value, 1).rawlen());
        }
    }

    // ---- values

    private static final class Select extends NativeN {
        @Override
        public Varargs callN(LuaValue f, Varargs args) {
            LuaValue which = Arguments.at(args, 1);
            if (which instanceof LuaString text && text.m_length > 0 && text.m_bytes[text.m_offset] == '#') {
                return new LuaDouble(args.narg() - 1);
            }
            int first = Integers.argument(which, 1);
            int count = args.narg();
            if (first < 0) {
                first += count;
            }
            if (first < 1) {
                throw Errors.argument(1, "index out of range");
            }
            return first >= count ? LuaValue.NONE : args.subargs(first + 1);
        }
    }

    private static final class ToStringFunction extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue value) {
            if (value instanceof LuaString) {
                return value;
            }
            if (value instanceof LuaNumber number) {
                return Conversions.toLuaString(number.todouble());
            }
            LuaValue handler = Metatables.metamethod(Arguments.any(value, 1), LuaValue.TOSTRING);
            return handler == LuaValue.NIL ? ToText.of(value) : Calls.first(Calls.code(handler).call1(handler, value));
        }
    }

    private static final class TypeOf extends Native1 {

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
            if (value instanceof LuaString) {
                return STRING;
            }
            if (value instanceof LuaTable) {
                return TABLE;
            }
            return value instanceof LuaDouble ? NUMBER : other(value);
        }

        private static LuaString other(LuaValue value) {
            return switch (Arguments.any(value, 1).type()) {
                case LuaValue.TNIL -> NIL;
                case LuaValue.TBOOLEAN -> BOOLEAN;
                case LuaValue.TNUMBER -> NUMBER;
                case LuaValue.TFUNCTION -> FUNCTION;
                case LuaValue.TTHREAD -> THREAD;
                default -> USERDATA;
            };
        }
    }

    // ---- memory

    private static final class GcInfo extends Native0 {
        @Override
        public Varargs call0(LuaValue f) {
            return new LuaDouble(Math.floor(Collector.kilobytes()));
        }
    }

    private static final class NewProxy extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue pattern) {
            if (!Operations.isTrue(pattern) || pattern == LuaValue.NONE) {
                return new Proxy(new Object(), null);
            }
            LuaTable metatable = pattern instanceof Proxy other ? other.metatable() : null;
            if (pattern == LuaValue.TRUE) {
                metatable = new LuaTable();
            }
            if (metatable == null) {
                throw Errors.argument(1, "boolean or proxy expected");
            }
            Proxy proxy = new Proxy(new Object(), metatable);
            LuaState.current().finalizers().watch(proxy, metatable);
            return proxy;
        }
    }
}
