package org.emilua.lua;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.emilua.lua.code.Builtin;
import org.emilua.lua.code.Calls;
import org.emilua.lua.code.Native0;
import org.emilua.lua.code.NativeN;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Runs a Lua file with nothing but the language: to try and to measure it without the engine around it. */
public final class Standalone {

    private Standalone() {}

    /** Runs the file that is the first argument. */
    public static void main(String[] args) throws IOException {
        LuaState state = new LuaState();
        state.enter();
        LuaTable globals = state.libraries();
        globals.rawset("_G", globals);
        globals.rawset("print", new Builtin("print", new Print(System.out)));
        globals.rawset("pcall", new Builtin("pcall", new ProtectedCall()));
        LuaTable os = new LuaTable();
        os.rawset("clock", new Builtin("clock", new Clock()));
        globals.rawset("os", os);
        byte[] source = Files.readAllBytes(Path.of(args[0]));
        try {
            LuaLanguage.instance().load(source, "@" + args[0], globals).invoke();
        } catch (LuaError e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** Seconds since some time in the past. */
    private static final class Clock extends Native0 {
        @Override
        public Varargs call0(LuaValue f) {
            return LuaValue.valueOf(System.nanoTime() / 1e9);
        }
    }

    private static final class Print extends NativeN {
        private final PrintStream out;

        Print(PrintStream out) {
            this.out = out;
        }

        @Override
        public Varargs callN(LuaValue f, Varargs args) {
            for (int i = 1; i <= args.narg(); i++) {
                LuaValue value = args.arg(i);
                LuaValue converter = value.metatag(LuaValue.TOSTRING);
                LuaValue text = converter.isnil() ? value : converter.call(value);
                LuaString bytes = text instanceof LuaString string ? string : LuaValue.valueOf(text.tojstring());
                out.write(bytes.m_bytes, bytes.m_offset, bytes.m_length);
                out.write(i < args.narg() ? '\t' : '\n');
            }
            if (args.narg() == 0) {
                out.write('\n');
            }
            return LuaValue.NONE;
        }
    }

    private static final class ProtectedCall extends NativeN {
        @Override
        public Varargs callN(LuaValue f, Varargs args) {
            try {
                return LuaValue.varargsOf(LuaValue.TRUE, Calls.all(Calls.code(args.arg1()).callN(args.arg1(), args.subargs(2))));
            } catch (LuaError e) {
                LuaValue value = e.getMessageObject();
                return LuaValue.varargsOf(LuaValue.FALSE, value == null ? LuaValue.NIL : value);
            } catch (StackOverflowError e) {
                return LuaValue.varargsOf(LuaValue.FALSE, LuaValue.valueOf("stack overflow"));
            }
        }
    }
}
