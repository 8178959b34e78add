package org.emilua.lua;

import org.emilua.lua.code.Resumption;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;

/** A front end and a back end of Lua: makes functions of source code. Stateless; any thread may call. */
public interface LuaLanguage {

    /**
     * Compiles a chunk.
     *
     * @param source the chunk's text, which must not change any more; UTF-8's byte order mark and a first line that begins with
     *     {@code #} are skipped
     * @param chunkName the chunk's name in Lua's convention: {@code @} and a file's name, or the text itself
     * @param environment the table of the chunk's globals
     * @return the chunk as a function
     * @throws org.luaj.vm2.LuaError for a syntax error, with file and line in the message, and for a binary chunk
     */
    LuaFunction load(byte[] source, LuaString chunkName, LuaTable environment);

    /** Compiles a chunk as {@link #load(byte[], LuaString, LuaTable)} does, under a name that is a Java text. */
    default LuaFunction load(byte[] source, String chunkName, LuaTable environment) {
        return load(source, LuaString.valueOf(chunkName), environment);
    }

    /** Where a function was defined, as a traceback says it: {@code in function <file:12>}. */
    String describe(LuaFunction function);

    /**
     * Says that a coroutine is entered whose body needs a stack. A function that is often the body of coroutines gets code that
     * does without.
     *
     * @return what makes runs of the function that need no stack while they are suspended; null if nothing does, or not yet
     */
    @Nullable Resumption entered(LuaFunction body);

    /** The language of this bundle. */
    static LuaLanguage instance() {
        return EmiluaLanguage.INSTANCE;
    }
}
