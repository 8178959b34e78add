package org.emilua.lua.library;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.emilua.lua.LuaLanguage;
import org.emilua.lua.LuaState;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Runs Lua code in a VM of its own that has the libraries, and shows what comes out as text. */
final class LuaResults {

    private final LuaState state = new LuaState();
    private final LuaTable globals = state.libraries();

    LuaResults() {
        state.enter();
        globals.rawset("_G", globals);
    }

    LuaState state() {
        return state;
    }

    LuaResults with(String name, LuaValue value) {
        globals.rawset(name, value);
        return this;
    }

    /** All results of a chunk, separated by spaces; or the error that it raises. */
    String run(String chunk) {
        try {
            return show(LuaLanguage.instance().load(chunk.getBytes(StandardCharsets.UTF_8), "=test", globals).invoke());
        } catch (LuaError e) {
            LuaValue error = e.getMessageObject();
            return "error " + (error == null ? e.getMessage() : error.tojstring());
        }
    }

    /** All values of a list of expressions, which are not in tail position. */
    String eval(String expressions) {
        return run("local results = table.pack(" + expressions + ") return unpack(results, 1, results.n)");
    }

    private static String show(Varargs results) {
        List<String> texts = new ArrayList<>();
        for (int i = 1; i <= results.narg(); i++) {
            texts.add(results.arg(i).tojstring());
        }
        return String.join(" ", texts);
    }
}
