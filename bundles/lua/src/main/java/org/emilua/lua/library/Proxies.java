package org.emilua.lua.library;

import org.emilua.lua.LuaState;
import org.emilua.lua.code.Errors;
import org.emilua.lua.code.Native1;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code newproxy}: userdata without content whose behaviour is all in the metatable. */
final class Proxies {

    private Proxies() {}

    private static final class Proxy extends LuaUserdata {
        Proxy(@Nullable LuaTable metatable) {
            super(new Object());
            m_metatable = metatable;
        }
    }

    static final class New extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue like) {
            LuaState state = LuaState.current();
            state.finalizers().run();
            if (like instanceof Proxy other && other.m_metatable instanceof LuaTable metatable) {
                return tracked(state, metatable);
            }
            if (like == LuaValue.TRUE) {
                return tracked(state, new LuaTable());
            }
            if (like == LuaValue.FALSE || like == LuaValue.NIL || like == LuaValue.NONE) {
                return new Proxy(null);
            }
            throw Errors.argument(1, "boolean or proxy expected");
        }

        private static Proxy tracked(LuaState state, LuaTable metatable) {
            Proxy proxy = new Proxy(metatable);
            state.finalizers().track(proxy, metatable, Proxy::new);
            return proxy;
        }
    }
}
