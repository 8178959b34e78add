package org.emilua.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleIndexTest {

    @TempDir
    private Path folder;

    @Test
    void readsEveryKindOfLine() throws IOException {
        BundleIndex index = read(
                """
                property a.b c d
                jdk 1 never this
                jdk %s always that
                library lua.jar
                bundle +runtime.jar
                bundle scr.jar
                module ip transport.jar +ip.jar
                """
                        .formatted(System.getProperty("java.specification.version")));
        assertEquals(Map.of("a.b", "c d", "always", "that"), index.properties());
        assertEquals(List.of("lua.jar"), index.libraries());
        assertEquals(
                List.of(new BundleIndex.Entry("runtime.jar", true), new BundleIndex.Entry("scr.jar", false)), index.bundles());
        assertEquals(
                List.of(new BundleIndex.Entry("transport.jar", false), new BundleIndex.Entry("ip.jar", true)),
                index.bundlesOfModule("ip"));
    }

    @Test
    void anUnknownModuleNeedsNothing() throws IOException {
        assertEquals(List.of(), read("").bundlesOfModule("nothing"));
    }

    @Test
    void anUnknownLineIsAnError() {
        assertThrows(IOException.class, () -> read("frobnicate this"));
    }

    private BundleIndex read(String text) throws IOException {
        return BundleIndex.read(Files.writeString(folder.resolve("test.index"), text));
    }
}
