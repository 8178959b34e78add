package org.emilua.runtime;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.luaj.vm2.LuaValue;

/** The error categories that a VM's programs required from files, each read once. Runs on its VM's strand only. */
final class CategoryLoader {

    private final EmiluaVm vm;
    private final UserCategories categories;
    private final Map<Path, LuaValue> loaded = new HashMap<>();

    CategoryLoader(EmiluaVm vm, UserCategories categories) {
        this.vm = vm;
        this.categories = categories;
    }

    /** What {@code require} returns for {@code file}. Suspends the fiber while a file is read. */
    LuaValue load(Path file) {
        Path key = file.toAbsolutePath().normalize();
        LuaValue known = loaded.get(key);
        if (known == null) {
            known = vm.blocking(() -> categories.load(key, file.toString())).module();
            loaded.put(key, known);
        }
        return known;
    }
}
