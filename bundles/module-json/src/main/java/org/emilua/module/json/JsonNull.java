package org.emilua.module.json;

import org.emilua.api.lua.Handle;
import org.emilua.api.lua.LuaType;
import org.luaj.vm2.LuaValue;

/** JSON's null (reference: json, null). Has no state, hence one for all VMs. */
final class JsonNull extends Handle {

    private static final LuaType<JsonNull> TYPE = LuaType.named("json.null", JsonNull.class)
            .metamethod("__tostring", args -> LuaValue.valueOf("null"));

    static final JsonNull INSTANCE = new JsonNull();

    private JsonNull() {
        super(TYPE);
    }

    @Override
    public String tojstring() {
        return "null";
    }
}
