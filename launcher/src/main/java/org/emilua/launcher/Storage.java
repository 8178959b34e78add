package org.emilua.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * The folder where one process's framework keeps its state: of that process alone, so that concurrent runs do not meet and
 * the installation may be read-only.
 */
final class Storage {

    private static final String PREFIX = "emilua-run-";
    private static final int ATTEMPTS = 100;

    private final Path folder;

    private Storage(Path folder) {
        this.folder = folder;
    }

    /** Makes a folder that only this user can enter, and removes those that earlier runs had to leave behind. Its name needs no secret: a name that exists is not used. */
    static Storage create() throws LaunchException {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        removeAbandoned(parent);
        String name = PREFIX + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
        for (int attempt = 1; ; attempt++) {
            try {
                return new Storage(Files.createDirectory(parent.resolve(name + "-" + attempt), ownerOnly()));
            } catch (FileAlreadyExistsException e) {
                if (attempt == ATTEMPTS) {
                    throw new LaunchException("cannot create a folder in " + parent + ": all names are taken", e);
                }
            } catch (IOException e) {
                throw new LaunchException("cannot create a folder in " + parent + ": " + reason(e), e);
            }
        }
    }

    private static void removeAbandoned(Path parent) {
        String[] names = parent.toFile().list();
        for (String name : names == null ? new String[0] : names) {
            if (name.startsWith(PREFIX) && AbandonedStorage.isAbandoned(parent.resolve(name))) {
                delete(parent.resolve(name).toFile());
            }
        }
    }

    private static String reason(IOException problem) {
        return switch (problem) {
            case NoSuchFileException e -> "it does not exist";
            case AccessDeniedException e -> "permission denied";
            default -> String.valueOf(problem.getMessage());
        };
    }

    private static FileAttribute<?>[] ownerOnly() {
        if (File.separatorChar != '/') {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> permissions = EnumSet.of(
                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }

    Path folder() {
        return folder;
    }

    /** Removes the folder. What cannot be removed stays: nothing depends on it. */
    void delete() {
        delete(folder.toFile());
    }

    @SuppressWarnings("ResultOfMethodCallIgnored")
    private static void delete(File file) {
        File[] files = file.listFiles();
        if (files != null) {
            for (File child : files) {
                delete(child);
            }
        }
        file.delete();
    }
}
