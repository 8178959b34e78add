package org.emilua.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.NativeFunction;
import org.emilua.lua.code.Builtin;
import org.luaj.vm2.LuaError;
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
        ChunkLoading loading = new ChunkLoading(environment);
        environment.rawset("load", new Builtin("load", loading));
        environment.rawset("loadstring", new Builtin("loadstring", loading));
        environment.rawset("loadfile", new NativeFunction("loadfile", args -> loadFile(args, environment)));
        environment.rawset("dofile", new NativeFunction("dofile", args -> doFile(args, environment)));
        return environment;
    }

    /** What all tables of globals have under a name. */
    LuaValue builtin(String name) {
        return builtins.rawget(name);
    }

    private Varargs loadFile(Args args, LuaTable environment) {
        String name = args.string(1);
        byte[] source;
        try {
            Path file = file(name);
            if (Files.exists(file) && !Files.isRegularFile(file)) { // reading a device or a pipe may never end
                return failure("cannot read " + name + ": no regular file");
            }
            source = Files.readAllBytes(file);
        } catch (IOException | OutOfMemoryError | java.nio.file.InvalidPathException e) {
            return failure("cannot open " + name);
        }
        return ChunkLoading.compile(source, LuaString.valueOf("@" + name), environment);
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

    private static Varargs failure(String message) {
        return LuaValue.varargsOf(LuaValue.NIL, LuaValue.valueOf(message));
    }
}
