package org.emilua.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.emilua.api.Operation;
import org.emilua.api.StackRoom;
import org.emilua.api.engine.ProgramException;
import org.emilua.api.error.CoreError;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Args;
import org.emilua.lua.LuaLanguage;
import org.emilua.lua.library.TableExtras;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code require}: finds modules, loads each once and runs it in a fiber of its own. Runs on its VM's strand only. */
final class ModuleLoader {

    /** What the start of a bundle, or of another VM, must find of the stack, in bytes. */
    static final int ROOM = 512 << 10;

    private static final String FOLDER_MODULE = ModuleFile.FOLDER_MODULE;

    private final EmiluaVm vm;
    /** Modules of Lua and LuaJIT that are left out on purpose. */
    private static final Set<String> ABSENT = Set.of("io", "os", "package", "debug", "ffi");

    private final ModuleRegistry registry;
    private final CategoryLoader categories;
    private final Map<Path, ModuleContext> files = new HashMap<>();
    private final Map<String, LuaValue> engineModules = new HashMap<>();
    private @Nullable Environments environments;

    ModuleLoader(EmiluaVm vm, EngineResources shared) {
        this.vm = vm;
        registry = shared.registry();
        categories = new CategoryLoader(vm, shared.categories());
    }

    // ---- the program itself

    /** Reads and compiles the program's script and makes it ready to run. */
    void start(String script) throws ProgramException {
        Path file = rootFile(script);
        byte[] source = read(script, file);
        Path place = real(file);
        Path folder = place.getParent();
        LuaTable environment = environments().create(vm.config().test() ? "test" : "main");
        ModuleContext root = new ModuleContext(
                new ModuleSearch.Found(place, folder != null ? folder : place, List.of(), true), null, environment);
        LuaFunction chunk;
        try {
            chunk = LuaLanguage.instance().load(source, "@" + displayName(script, file), environment);
        } catch (LuaError e) {
            throw new ProgramException("emilua: " + ProtectedCall.message(e), 1);
        }
        files.put(place, root);
        vm.startMain(root, chunk);
    }

    /** Where a script is, through symbolic links: a link to a program in some other folder runs it as it stands there. */
    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) { // it was read a moment ago: a pipe, or gone
            return file.toAbsolutePath().normalize();
        }
    }

    private Path rootFile(String script) throws ProgramException {
        try {
            Path named = vm.config().directory().resolve(script);
            return Files.isDirectory(named) ? named.resolve(FOLDER_MODULE) : named;
        } catch (java.nio.file.InvalidPathException e) {
            throw new ProgramException("emilua: cannot open '" + script + "': " + e.getReason(), 1);
        }
    }

    private static byte[] read(String script, Path file) throws ProgramException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException | OutOfMemoryError e) {
            throw new ProgramException("emilua: cannot open '" + script + "': " + ModuleFile.reason(file, e), 1);
        }
    }

    private static String displayName(String script, Path file) {
        return file.endsWith(FOLDER_MODULE) && !script.endsWith(FOLDER_MODULE)
                ? Path.of(script).resolve(FOLDER_MODULE).toString()
                : script;
    }

    private Environments environments() {
        Environments made = environments;
        if (made == null) {
            made = new Environments(vm);
            environments = made;
        }
        return made;
    }

    // ---- actors

    /** The file of the module that a program's module names as an actor: {@code .} is that module itself. */
    ModuleSearch.Found findActor(ModuleContext module, String text) {
        if (text.equals(".")) {
            return module.found();
        }
        ModuleName name = ModuleName.parse(text);
        ModuleSearch.Found found = name.kind() == ModuleName.Kind.EXTERNAL
                ? findPackage(name.component())
                : findFile(module.root(), name.resolve(module, text), text);
        if (found.isCategory()) {
            throw ModuleName.named(CoreError.MODULE_NOT_FOUND, text);
        }
        return found;
    }

    /** Compiles the module that this VM, which does nothing yet, is to run; what that returns lets it begin. */
    Runnable prepareActor(ModuleSearch.Found found, byte[] source) {
        LuaTable environment = environments().create("worker");
        ModuleContext root = new ModuleContext(found, null, environment);
        LuaFunction chunk = LuaLanguage.instance().load(source, "@" + found.file(), environment);
        files.put(found.file().toAbsolutePath().normalize(), root);
        return () -> vm.startMain(root, chunk);
    }

    // ---- require

    Varargs require(Args args) {
        StackRoom.check(ROOM);
        String text = args.string(1);
        Fiber fiber = vm.currentFiber();
        fiber.checkMaySuspend();
        ModuleContext importer = fiber.module;
        if (importer == null || importer.mainFiber() != fiber) {
            throw ErrorCode.of(CoreError.ONLY_MAIN_FIBER_MAY_IMPORT);
        }
        ModuleName name = ModuleName.parse(text);
        return name.kind() == ModuleName.Kind.EXTERNAL
                ? requireExternal(importer, name.component())
                : load(importer, findFile(importer.root(), name.resolve(importer, text), text), text);
    }

    private LuaValue requireExternal(ModuleContext importer, String name) {
        LuaValue found = engineModules.get(name);
        if (found == null) {
            found = engineModule(name);
            if (found != null) {
                engineModules.put(name, found);
            }
        }
        return found != null ? found : requirePackage(importer, name);
    }

    private @Nullable LuaValue engineModule(String name) {
        LuaValue core = name.equals(CoreModules.INBOX) ? vm.inbox() : CoreModules.create(name);
        if (core == null) {
            core = languageModule(name);
        }
        return core != null ? core : registry.require(name, vm);
    }

    /** What programs have as globals too: the language's libraries, which those of LuaJIT may require by name, and byte spans. */
    private @Nullable LuaValue languageModule(String name) {
        return switch (name) {
            case "string", "table", "math", "bit", "jit" -> vm.luaState().libraries().rawget(name);
            case "byte_span", "coroutine" -> environments().builtin(name);
            case "table.new" -> TableExtras.NEW;
            case "table.clear" -> TableExtras.CLEAR;
            default -> null;
        };
    }

    private LuaValue requirePackage(ModuleContext importer, String name) {
        return load(importer, findPackage(name), name);
    }

    private ModuleSearch.Found findPackage(String name) {
        ModuleSearch.Found found = ModuleSearch.inPackages(vm.config(), name);
        if (found != null) {
            return found;
        }
        String bundle = registry.bundleFor(name);
        String hint = bundle != null ? ", which bundle " + bundle + " provides"
                : ABSENT.contains(name) ? ", which Emilua does not have"
                : "";
        throw ErrorCode.of(CoreError.MODULE_NOT_FOUND)
                .withDetail("'" + name + "'" + hint);
    }

    private static ModuleSearch.Found findFile(Path root, List<String> place, String text) {
        ModuleSearch.Found found = ModuleSearch.inProject(root, place);
        if (found == null) {
            throw ModuleName.named(CoreError.MODULE_NOT_FOUND, text);
        }
        return found;
    }

    private LuaValue load(ModuleContext importer, ModuleSearch.Found found, String text) {
        return found.isCategory() ? categories.load(found.file()) : importFile(importer, found, text);
    }

    private LuaValue importFile(ModuleContext importer, ModuleSearch.Found found, String text) {
        Path key = found.file().toAbsolutePath().normalize();
        ModuleContext known = files.get(key);
        if (known != null) {
            if (known.isLoading()) {
                throw ModuleName.named(CoreError.CYCLIC_IMPORT, text);
            }
            return known.environment();
        }
        LuaTable environment = environments().create(vm.config().test() && found.root().equals(importer.root()) ? "test" : "");
        ModuleContext module = new ModuleContext(found, importer, environment);
        LuaFunction chunk = LuaLanguage.instance().load(ModuleFile.read(key), "@" + found.file(), environment);
        files.put(key, module);
        run(module, chunk, key);
        return environment;
    }

    private void run(ModuleContext module, LuaFunction chunk, Path key) {
        Fiber main = new Fiber(vm, chunk, LuaValue.NONE, module, null);
        module.mainFiber(main);
        LoadOperation load = new LoadOperation(main, key);
        main.ownedBy(load);
        vm.start(main);
        try {
            vm.await(load);
        } catch (LuaError | StackOverflowError e) { // the latter: no room to suspend so many calls
            vm.abandon(main);
            files.remove(key);
            throw e;
        }
        module.loaded();
    }

    /** The importer's wait for the end of a module's main fiber. */
    static final class LoadOperation extends Operation<Varargs> implements Fiber.Owner {

        private final Fiber main;
        private final Path file;

        LoadOperation(Fiber main, Path file) {
            this.main = main;
            this.file = file;
        }

        @Override
        protected void start() {
            if (main.isDone()) {
                fiberEnded(main);
            }
        }

        @Override
        public void fiberEnded(Fiber fiber) {
            LuaError failure = fiber.failure();
            if (failure != null) {
                fail(failure);
            } else {
                complete(LuaValue.NONE);
            }
        }

        /** Only the importer that cannot be suspended asks for this: a module's main fiber is not joinable. */
        @Override
        protected void cancel() {
            abort();
        }

        @Override
        public boolean isInterruptible() {
            return false;
        }

        @Override
        public boolean keepsVmAlive() {
            return false;
        }

        @Override
        public String describe() {
            return "load of module " + file;
        }
    }
}
