package org.emilua.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.NativeFunction;
import org.emilua.lua.LuaLanguage;
import org.emilua.lua.code.Calls;
import org.emilua.lua.code.Errors;
import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Builtin;
import org.emilua.lua.code.NativeN;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Makes the global tables of modules. Runs on its VM's strand only. */
final class Environments {

    private final EmiluaVm vm;
    private final LuaTable builtins;

    Environments(EmiluaVm vm) {
        this.vm = vm;
        builtins = Builtins.create(vm);
    }

    /** A fresh table of globals for one module, which runs with {@code context} as its {@code _CONTEXT}. */
    LuaTable create(String context) {
        LuaTable environment = new LuaTable(0, 128);
        for (Varargs entry = builtins.next(LuaValue.NIL); !entry.arg1().isnil(); entry = builtins.next(entry.arg1())) {
            environment.rawset(entry.arg1(), entry.arg(2));
        }
        environment.rawset("_G", environment);
        environment.rawset("_CONTEXT", LuaValue.valueOf(context));
        environment.rawset("load", new Builtin("load", new Load(environment)));
        environment.rawset("loadstring", new Builtin("loadstring", new Load(environment)));
        environment.rawset("loadfile", new NativeFunction("loadfile", args -> loadFile(args, environment)));
        environment.rawset("dofile", new NativeFunction("dofile", args -> doFile(args, environment)));
        return environment;
    }

    /** {@code load} and {@code loadstring}, which do the same as LuaJIT has it. */
    private static final class Load extends NativeN {
        private final LuaTable environment;

        Load(LuaTable environment) {
            this.environment = environment;
        }

        @Override
        public Varargs callN(LuaValue f, Varargs args) {
            LuaValue chunk = Arguments.at(args, 1);
            LuaValue name = Arguments.at(args, 2);
            LuaValue globals = Arguments.at(args, 4);
            String given = Arguments.isAbsent(name) ? null : Arguments.string(name, 2).tojstring();
            String mode = Arguments.isAbsent(Arguments.at(args, 3)) ? "bt" : Arguments.string(args.arg(3), 3).tojstring();
            boolean isText = chunk instanceof LuaString || chunk instanceof LuaNumber;
            if (!isText) {
                Arguments.function(chunk, 1);
            }
            LuaTable seen = Arguments.isAbsent(globals) ? environment : Arguments.table(globals, 4);
            if (mode.indexOf('t') < 0) {
                return failure("attempt to load chunk with wrong mode");
            }
            LuaString source = isText ? Arguments.string(chunk, 1) : readAll((LuaFunction) chunk);
            return compile(bytes(source), given != null ? given : isText ? source.tojstring() : "=(load)", seen);
        }
    }

    private static LuaString readAll(LuaFunction reader) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        while (true) {
            LuaValue piece = Calls.first(Calls.code(reader).call0(reader));
            if (piece.isnil() || piece.isstring() && piece.strvalue().m_length == 0) {
                return LuaString.valueUsing(text.toByteArray());
            }
            if (!piece.isstring()) {
                throw Errors.raise("reader function must return a string");
            }
            LuaString string = piece.strvalue();
            text.write(string.m_bytes, string.m_offset, string.m_length);
        }
    }

    private Varargs loadFile(Args args, LuaTable environment) {
        String name = args.string(1);
        byte[] source;
        try {
            source = Files.readAllBytes(file(name));
        } catch (IOException | java.nio.file.InvalidPathException e) {
            return failure("cannot open " + name);
        }
        return compile(source, "@" + name, environment);
    }

    private Varargs doFile(Args args, LuaTable environment) {
        Varargs loaded = loadFile(args, environment);
        if (loaded.arg1().isnil()) {
            throw new LuaError(loaded.arg(2));
        }
        return loaded.arg1().invoke();
    }

    private Path file(String name) {
        return vm.config().directory().resolve(name);
    }

    private static Varargs compile(byte[] source, String name, LuaTable environment) {
        try {
            return LuaLanguage.instance().load(source, name, environment);
        } catch (LuaError e) {
            return LuaValue.varargsOf(LuaValue.NIL, ProtectedCall.value(e));
        }
    }

    private static Varargs failure(String message) {
        return LuaValue.varargsOf(LuaValue.NIL, LuaValue.valueOf(message));
    }

    private static byte[] bytes(LuaString string) {
        byte[] copy = new byte[string.m_length];
        string.copyInto(0, copy, 0, copy.length);
        return copy;
    }
}
