package org.emilua.launcher;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {

    @Test
    void everyRunHasAFolderOfItsOwnAndLeavesNone() throws LaunchException, IOException {
        Storage one = Storage.create();
        Storage other = Storage.create();
        assertNotEquals(one.folder(), other.folder());
        Files.createDirectories(one.folder().resolve("a/b"));
        Files.writeString(one.folder().resolve("a/b/file"), "text");
        one.delete();
        other.delete();
        assertFalse(Files.exists(one.folder()));
        assertFalse(Files.exists(other.folder()));
    }

    @Test
    void anOldFolderThatNobodyLocksIsAbandoned(@TempDir Path folder) throws IOException {
        assertFalse(AbandonedStorage.isAbandoned(folder));
        Path lock = Files.createFile(folder.resolve("cache.lock"));
        assertFalse(AbandonedStorage.isAbandoned(folder));
        Files.setLastModifiedTime(lock, FileTime.fromMillis(0));
        assertTrue(AbandonedStorage.isAbandoned(folder));
    }

    @Test
    void deletingTwiceIsHarmless() throws LaunchException {
        Storage storage = Storage.create();
        assertTrue(Files.exists(storage.folder()));
        storage.delete();
        storage.delete();
    }
}
