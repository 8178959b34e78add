package org.emilua.api.lua;

import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;

/**
 * An object that Lua holds: a userdata with a hidden metatable, whose members its {@link LuaType} names. Equal to itself
 * only, unless the type says otherwise. Belongs to its VM's strand.
 */
public abstract class Handle extends LuaUserdata {

    private static final Object NOTHING = new Object();
    private static final Object AWAY = new Object();

    /** An object of {@code type}. */
    protected Handle(LuaType<?> type) {
        super(NOTHING, type);
    }

    /** The object's type. */
    public final LuaType<?> luaType() {
        return (LuaType<?>) m_metatable;
    }

    /** The object was sent to another VM: it has no metatable any more, and every use raises EBADF. Only the runtime calls this. */
    public final void leave() {
        m_instance = AWAY;
    }

    /** Undoes {@link #leave}. Only the runtime calls this. */
    public final void comeBack() {
        m_instance = NOTHING;
    }

    /** Whether the object was sent to another VM. */
    public final boolean isAway() {
        return m_instance == AWAY;
    }

    /** Raises EBADF where the object was sent to another VM. */
    public final void checkUsable() {
        if (isAway()) {
            throw ErrorCode.of(Errno.EBADF)
                    .withDetail("this " + luaType().typeName() + " was sent to another VM");
        }
    }

    @Override
    public @Nullable LuaValue getmetatable() {
        return isAway() ? null : m_metatable;
    }

    @Override
    public LuaValue get(LuaValue key) {
        checkUsable();
        return luaType().read(this, key);
    }

    @Override
    public void set(LuaValue key, LuaValue value) {
        checkUsable();
        luaType().write(this, key, value);
    }

    @Override
    public String tojstring() {
        return luaType().typeName() + (isAway() ? " (sent away): 0x" : ": 0x") + Integer.toHexString(System.identityHashCode(this));
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
