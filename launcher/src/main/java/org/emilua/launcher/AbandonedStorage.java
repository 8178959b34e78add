package org.emilua.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder of a run that ended without removing it, as a killed process or a forced exit does. The framework holds a lock
 * in its folder as long as it lives, which also tells of processes that are not visible from here.
 */
final class AbandonedStorage {

    private static final String LOCK = "cache.lock";

    /** A framework that starts just now may not hold its lock yet. */
    private static final long MINIMUM_AGE_MILLIS = 60_000;

    private AbandonedStorage() {}

    /** Whether {@code folder} is of this user and nobody uses it. */
    static boolean isAbandoned(Path folder) {
        Path lock = folder.resolve(LOCK);
        try {
            if (!Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS) || !isOwn(folder) || isYoung(lock)) {
                return false;
            }
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                    FileLock held = channel.tryLock()) {
                return held != null;
            }
        } catch (IOException e) {
            return false; // whatever it is, it is not ours to remove
        }
    }

    /** Another user's folder might hold links that lead to files of this one. */
    private static boolean isOwn(Path folder) throws IOException {
        return Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName().equals(System.getProperty("user.name"));
    }

    private static boolean isYoung(Path lock) throws IOException {
        return System.currentTimeMillis() - Files.getLastModifiedTime(lock).toMillis() < MINIMUM_AGE_MILLIS;
    }
}
