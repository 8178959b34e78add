package org.emilua.lua.library;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaUserdata;

/** What {@code newproxy} makes: an object with nothing but a metatable. */
final class Proxy extends LuaUserdata {

    /**
     * A proxy.
     *
     * @param identity what the proxy is known by: proxies with the same one are equal
     */
    @SuppressWarnings("NullAway") // null says that there is none, everywhere in LuaJ
    Proxy(Object identity, @Nullable LuaTable metatable) {
        super(identity, metatable);
    }

    @Nullable LuaTable metatable() {
        return (LuaTable) m_metatable;
    }

    @Override
    public String tojstring() {
        return "userdata: " + Addresses.text(m_instance);
    }
}
