package org.emilua.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the distribution's files are: the launcher's jar is in its {@code lib} folder.
 *
 * @param home the distribution's folder
 */
record Installation(Path home) {

    static Installation locate() throws LaunchException {
        Path jar = Path.of(System.getProperty("java.class.path")).toAbsolutePath();
        Path lib = jar.getParent();
        Path home = lib == null ? null : lib.getParent();
        if (home == null) {
            throw new LaunchException("no distribution around " + jar, null);
        }
        return new Installation(home);
    }

    Path bundles() {
        return home.resolve("bundles");
    }

    /** What {@code system.arguments[1]} shows. */
    String enginePath() {
        return home.resolve("bin").resolve("emilua").toString();
    }

    BundleIndex index(String featureSet) throws LaunchException {
        Path file = home.resolve("lib").resolve(featureSet + ".index");
        try {
            return BundleIndex.read(file);
        } catch (IOException e) {
            throw new LaunchException("cannot read " + file, e);
        }
    }

    /** Names the first jar on the class path that is not there: the JVM says nothing of it until it misses a class. */
    void requireLibraries(BundleIndex index) throws LaunchException {
        for (String library : index.libraries()) {
            Path file = bundles().resolve(library);
            if (!Files.exists(file)) {
                throw new LaunchException("missing bundle " + file, null);
            }
        }
    }
}
