package org.emilua.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.emilua.api.engine.ProgramConfig;

/** Where external packages are searched: the folders of {@code EMILUA_PATH}, then the distribution's library folder. */
final class PackageFolders {

    private PackageFolders() {}

    static List<String> of(ProgramConfig config) {
        List<String> folders = new ArrayList<>();
        for (String folder : config.environment().getOrDefault("EMILUA_PATH", "").split(java.io.File.pathSeparator, -1)) {
            if (!folder.isEmpty()) {
                folders.add(folder);
            }
        }
        String home = System.getProperty("emilua.home");
        if (home != null) {
            folders.add(Path.of(home, "lib", "lua").toString());
        }
        return folders;
    }
}
