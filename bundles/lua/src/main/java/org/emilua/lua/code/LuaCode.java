package org.emilua.lua.code;

import org.emilua.lua.syntax.FunctionBody;

/** The code of a function written in Lua, in one of its forms. */
public abstract class LuaCode extends Code {

    /** The function as written. */
    public final FunctionBody body;

    protected LuaCode(FunctionBody body) {
        this.body = body;
    }
}
