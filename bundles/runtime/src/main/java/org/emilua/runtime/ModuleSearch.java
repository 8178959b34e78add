package org.emilua.runtime;

import static org.emilua.runtime.ModuleFile.FOLDER_MODULE;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.emilua.api.engine.ProgramConfig;
import org.jspecify.annotations.Nullable;

/** Finds the files of modules. */
final class ModuleSearch {

    private static final String SUFFIX = ".lua";

    private ModuleSearch() {}

    /**
     * A module's file.
     *
     * @param root the folder of the package
     * @param place the module's place in the package, empty for its root module
     * @param folder whether it may have children
     */
    record Found(Path file, Path root, List<String> place, boolean folder) {

        boolean isCategory() {
            return file.toString().endsWith(CategoryReaders.SUFFIX);
        }
    }

    /** The file of a module in a project, or null. */
    static @Nullable Found inProject(Path root, List<String> place) {
        try {
            return lookUp(root, place);
        } catch (InvalidPathException e) { // no name that a file here could have
            return null;
        }
    }

    private static @Nullable Found lookUp(Path root, List<String> place) {
        Path base = root;
        for (String component : place) {
            base = base.resolve(component);
        }
        String name = String.valueOf(base.getFileName());
        return find(base, name, new Found(base.resolveSibling(name + SUFFIX), root, place, false),
                new Found(base.resolve(FOLDER_MODULE), root, place, true));
    }

    /** The file of an external package, or null. */
    static @Nullable Found inPackages(ProgramConfig config, String name) {
        for (String entry : PackageFolders.of(config)) {
            Found found = inPackageFolder(config.directory(), entry, name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Found inPackageFolder(Path directory, String entry, String name) {
        try {
            Path folder = directory.resolve(entry);
            Path inner = folder.resolve(name);
            return find(inner, name, new Found(folder.resolve(name + SUFFIX), folder, List.of(), true),
                    new Found(inner.resolve(FOLDER_MODULE), inner, List.of(), true));
        } catch (InvalidPathException e) { // neither folders nor files can have such a name
            return null;
        }
    }

    private static @Nullable Found find(Path base, String name, Found asFile, Found asFolder) {
        if (Files.exists(asFile.file)) {
            return asFile;
        }
        if (Files.exists(asFolder.file)) {
            return asFolder;
        }
        Path category = base.resolveSibling(name + CategoryReaders.SUFFIX);
        return Files.exists(category) ? new Found(category, asFile.root, asFile.place, false) : null;
    }
}
