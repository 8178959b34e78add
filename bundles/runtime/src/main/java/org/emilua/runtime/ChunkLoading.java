package org.emilua.runtime;

import java.io.ByteArrayOutputStream;
import org.emilua.lua.LuaLanguage;
import org.emilua.lua.LuaState;
import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Calls;
import org.emilua.lua.code.Errors;
import org.emilua.lua.code.FrameStack;
import org.emilua.lua.code.Interrupts;
import org.emilua.lua.code.NativeN;
import org.emilua.lua.code.Protection;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code load} and {@code loadstring}, which are one function: a chunk of a string, or of the pieces that a function returns. */
final class ChunkLoading extends NativeN {

    private static final LuaString OF_FUNCTION = LuaString.valueOf("=(load)");
    private static final LuaString BOTH_MODES = LuaString.valueOf("bt");

    private final LuaTable environment;

    /** Loads chunks whose globals are in {@code environment} if neither the call nor {@code setfenv(0, table)} names another table. */
    ChunkLoading(LuaTable environment) {
        this.environment = environment;
    }

    @Override
    public Varargs callN(LuaValue f, Varargs args) {
        LuaValue chunk = Arguments.at(args, 1);
        boolean isText = chunk instanceof LuaString || chunk instanceof LuaNumber;
        LuaString whole = isText ? Arguments.string(chunk, 1) : OF_FUNCTION;
        LuaString name = Arguments.string(Arguments.at(args, 2), 2, whole);
        LuaString mode = Arguments.string(Arguments.at(args, 3), 3, BOTH_MODES);
        LuaTable globals = Arguments.at(args, 4) instanceof LuaTable table ? table : globals();
        LuaValue reader = isText ? LuaValue.NIL : Arguments.function(chunk, 1);
        try {
            byte[] source = isText ? bytes(whole) : readAll(reader);
            if (mode.indexOf((byte) 't', 0) < 0) {
                return failure(LuaString.valueOf("attempt to load chunk with wrong mode"));
            }
            return compile(source, name, globals);
        } catch (LuaError e) {
            return failure(ProtectedCall.value(e));
        }
    }

    private LuaTable globals() {
        LuaTable set = LuaState.current().frames().setGlobals();
        return set == null ? environment : set;
    }

    /** The chunk as a function; or nil and what is wrong with it. */
    static Varargs compile(byte[] source, LuaString name, LuaTable environment) {
        try {
            return LuaLanguage.instance().load(source, name, environment);
        } catch (LuaError e) {
            return failure(ProtectedCall.value(e));
        }
    }

    private static Varargs failure(LuaValue message) {
        return LuaValue.varargsOf(LuaValue.NIL, message);
    }

    /** All that a function returns until it returns nothing; its errors are caught, so no outer handler sees them. */
    private static byte[] readAll(LuaValue reader) {
        FrameStack frames = EmiluaVm.current().currentFiber().frames();
        Protection protection = frames.protect(null);
        try {
            return pieces(reader);
        } finally {
            frames.leave(protection);
        }
    }

    private static byte[] pieces(LuaValue reader) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        while (true) {
            Interrupts.check(); // a reader without an end must not keep its VM from being stopped
            LuaValue piece = Calls.first(Calls.code(reader).call0(reader));
            if (!(piece.isnil() || piece instanceof LuaString || piece instanceof LuaNumber)) {
                throw Errors.raise("reader function must return a string");
            }
            if (piece.isnil() || piece.strvalue().m_length == 0) {
                return text.toByteArray();
            }
            LuaString string = piece.strvalue();
            text.write(string.m_bytes, string.m_offset, string.m_length);
        }
    }

    private static byte[] bytes(LuaString string) {
        byte[] copy = new byte[string.m_length];
        string.copyInto(0, copy, 0, copy.length);
        return copy;
    }
}
