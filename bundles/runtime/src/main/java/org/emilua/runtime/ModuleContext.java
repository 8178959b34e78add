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

    private final ModuleSearch.Found found;
    private final @Nullable ModuleContext importer;
    private final LuaTable environment;
    private @Nullable Fiber mainFiber;
    private boolean loading = true;

    /** A module that is about to load. */
    ModuleContext(ModuleSearch.Found found, @Nullable ModuleContext importer, LuaTable environment) {
        this.found = found;
        this.importer = importer;
        this.environment = environment;
    }

    /** Where its file is. */
    ModuleSearch.Found found() {
        return found;
    }

    Path root() {
        return found.root();
    }

    List<String> path() {
        return found.place();
    }

    boolean isFolder() {
        return found.folder();
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
