package org.emilua.lua;

import java.util.Arrays;
import org.emilua.lua.code.Closure;
import org.emilua.lua.code.LuaCode;
import org.emilua.lua.code.Resumption;
import org.emilua.lua.code.StackOverflow;
import org.emilua.lua.compiler.Promoter;
import org.emilua.lua.interpreter.InterpretedCode;
import org.emilua.lua.interpreter.Promotion;
import org.emilua.lua.syntax.ByteText;
import org.emilua.lua.syntax.FunctionBody;
import org.emilua.lua.syntax.SyntaxError;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;

/** Lua 5.1 with LuaJIT's extensions: our own front end and back ends. */
final class EmiluaLanguage implements LuaLanguage {

    static final EmiluaLanguage INSTANCE = new EmiluaLanguage();

    private static final int ESCAPE = 0x1B;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** {@code interpreted}, {@code compiled} or {@code mixed}: what runs Lua code. */
    private static final String MODE = "emilua.lua.mode";

    private final ChunkCache chunks = new ChunkCache();

    private EmiluaLanguage() {
        StackOverflow.prepare();
        switch (System.getProperty(MODE, "mixed")) {
            case "interpreted" -> Promotion.use(Promotion.NONE);
            case "compiled" -> Promotion.use(Promoter.atOnce());
            default -> Promotion.use(Promoter.inBackground());
        }
    }

    @Override
    public LuaFunction load(byte[] source, LuaString chunkName, LuaTable environment) {
        String shown = ChunkNames.shown(ByteText.of(chunkName));
        int start = start(source);
        if (start < source.length && source[start] == ESCAPE) {
            throw new LuaError(ByteText.string(shown + ": binary chunks are not supported"));
        }
        try {
            return new Closure(InterpretedCode.of(chunks.parse(source, start, shown)), environment);
        } catch (SyntaxError e) {
            throw new LuaError(ByteText.string(e.text()));
        }
    }

    @Override
    public String describe(LuaFunction function) {
        if (!(function instanceof Closure closure) || !(closure.code instanceof LuaCode code)) {
            return "in native function";
        }
        FunctionBody body = code.body;
        String chunk = ByteText.decode(body.chunk);
        return body.line == 0 ? "in main chunk of " + chunk : "in function <" + chunk + ":" + body.line + ">";
    }

    @Override
    public @Nullable Resumption entered(LuaFunction body) {
        return body instanceof Closure closure && closure.code instanceof LuaCode code ? Promotion.entered(code.body) : null;
    }

    /** Behind UTF-8's mark at the beginning and a first line for the system's loader, whose end stays so that line numbers are right. */
    private static int start(byte[] source) {
        int start = beginsWithMark(source) ? MARK.length : 0;
        if (start < source.length && source[start] == '#') {
            while (start < source.length && source[start] != '\n') {
                start++;
            }
        }
        return start;
    }

    private static boolean beginsWithMark(byte[] source) {
        return source.length >= MARK.length && Arrays.equals(source, 0, MARK.length, MARK, 0, MARK.length);
    }
}
