package org.emilua.runtime;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaTable;

/**
 * One Lua file as a module of a VM: where it stands in its package and who imports it. A package is a folder whose root
 * module is the program's script or an external package's file. Runs on its VM's strand only.
 */
final class ModuleContext {

    private final Path root;
    private final List<String> path;
    private final boolean folder;
    private final @Nullable ModuleContext importer;
    private final LuaTable environment;
    private @Nullable Fiber mainFiber;
    private boolean loading = true;

    /**
     * A module that is about to load.
     *
     * @param root the package's folder
     * @param path the module's place in the package, empty for its root module
     * @param folder whether the module is a folder's {@code init.lua}, or the root, and so may have children
     */
    ModuleContext(Path root, List<String> path, boolean folder, @Nullable ModuleContext importer, LuaTable environment) {
        this.root = root;
        this.path = List.copyOf(path);
        this.folder = folder;
        this.importer = importer;
        this.environment = environment;
    }

    Path root() {
        return root;
    }

    List<String> path() {
        return path;
    }

    boolean isFolder() {
        return folder;
    }

    LuaTable environment() {
        return environment;
    }

    @Nullable ModuleContext importer() {
        return importer;
    }

    @Nullable Fiber mainFiber() {
        return mainFiber;
    }

    void mainFiber(Fiber fiber) {
        mainFiber = fiber;
    }

    boolean isLoading() {
        return loading;
    }

    void loaded() {
        loading = false;
    }
}
