package org.emilua.api.lua;

import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;

/**
 * An object that Lua holds: a userdata with a hidden metatable, whose members its {@link LuaType} names. Equal to itself
 * only, unless the type says otherwise. Belongs to its VM's strand.
 */
public abstract class Handle extends LuaUserdata {

    private static final Object NOTHING = new Object();

    /** An object of {@code type}. */
    protected Handle(LuaType<?> type) {
        super(NOTHING, type);
    }

    /** The object's type. */
    public final LuaType<?> luaType() {
        return (LuaType<?>) m_metatable;
    }

    @Override
    public LuaValue get(LuaValue key) {
        return luaType().read(this, key);
    }

    @Override
    public void set(LuaValue key, LuaValue value) {
        luaType().write(this, key, value);
    }

    @Override
    public String tojstring() {
        return luaType().typeName() + ": 0x" + Integer.toHexString(System.identityHashCode(this));
    }

    @Override
    public final boolean raweq(LuaUserdata other) {
        return this == other;
    }

    @Override
    public final boolean raweq(LuaValue other) {
        return this == other;
    }

    @Override
    public final boolean equals(Object other) {
        return this == other;
    }

    @Override
    public final int hashCode() {
        return System.identityHashCode(this);
    }
}
