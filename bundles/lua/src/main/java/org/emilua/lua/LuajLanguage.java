package org.emilua.lua;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.compiler.LuaC;

/** LuaJ's compiler and interpreter. */
final class LuajLanguage implements LuaLanguage {

    static final LuajLanguage INSTANCE = new LuajLanguage();

    private static final int ESCAPE = 0x1B;

    /** How much of a chunk's text stands for its name in messages. */
    private static final int LONGEST_SHOWN = 45;

    private LuajLanguage() {}

    @Override
    public LuaFunction load(byte[] source, String chunkName, LuaTable environment) {
        if (source.length > 0 && source[0] == ESCAPE) {
            throw new LuaError(LuaValue.valueOf("attempt to load a binary chunk: " + displayName(chunkName)));
        }
        int skipped = shebang(source);
        try {
            Prototype prototype =
                    LuaC.instance.compile(new ByteArrayInputStream(source, skipped, source.length - skipped), chunkName);
            nameSource(prototype, LuaString.valueOf(displayName(chunkName)));
            return new LuaClosure(prototype, environment);
        } catch (IOException e) {
            throw new LuaError(e);
        } catch (StackOverflowError e) {
            throw new LuaError(LuaValue.valueOf(displayName(chunkName) + ": chunk has too many syntax levels"));
        } catch (RuntimeException e) {
            boolean named = e instanceof LuaError && String.valueOf(e.getMessage()).startsWith(displayName(chunkName));
            throw named ? e : compilerFailure(chunkName, e);
        }
    }

    /** LuaJ's compiler answers some input with Java exceptions of all kinds, or with an error that does not name the chunk. */
    private static LuaError compilerFailure(String chunkName, RuntimeException e) {
        String problem = e instanceof LuaError ? String.valueOf(e.getMessage()) : e.toString();
        return new LuaError(LuaValue.valueOf(displayName(chunkName) + ": too large or too complex to compile (" + problem + ")"));
    }

    @Override
    public String describe(LuaFunction function) {
        if (!(function instanceof LuaClosure closure)) {
            return "in native function";
        }
        String source = closure.p.source.tojstring();
        return closure.p.linedefined == 0
                ? "in main chunk of " + source
                : "in function <" + source + ":" + closure.p.linedefined + ">";
    }

    /** LuaJ puts a chunk's raw name into messages; Lua's convention wants it shown as {@code luaO_chunkid} does. */
    private static void nameSource(Prototype prototype, LuaString shown) {
        prototype.source = shown;
        for (Prototype inner : prototype.p) {
            nameSource(inner, shown);
        }
    }

    private static String displayName(String chunkName) {
        if (chunkName.startsWith("@") || chunkName.startsWith("=")) {
            return chunkName.substring(1);
        }
        int end = chunkName.indexOf('\n');
        String line = end < 0 ? chunkName : chunkName.substring(0, end);
        boolean cut = end >= 0 || line.length() > LONGEST_SHOWN;
        String shown = line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) : line;
        return "[string \"" + shown + (cut ? "..." : "") + "\"]";
    }

    /** How long a first line for the system's loader is, without its end, so that line numbers stay right. */
    private static int shebang(byte[] source) {
        int end = 0;
        if (source.length > 0 && source[0] == '#') {
            while (end < source.length && source[end] != '\n') {
                end++;
            }
        }
        return end;
    }
}
