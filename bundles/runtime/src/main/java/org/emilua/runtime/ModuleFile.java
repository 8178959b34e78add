package org.emilua.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;

/** Reads the files of modules. */
final class ModuleFile {

    /** The file that makes a folder a module. */
    static final String FOLDER_MODULE = "init.lua";

    private ModuleFile() {}

    /** The whole file. Raises EIO where that is impossible. */
    static byte[] read(Path file) {
        requireRegular(file, file.toString());
        try {
            return Files.readAllBytes(file);
        } catch (IOException | OutOfMemoryError e) {
            throw unreadable(file, file.toString(), e);
        }
    }

    /** The whole file, which messages call {@code shownName}. Raises EFBIG for one of more than {@code most} bytes, else EIO. */
    static byte[] read(Path file, String shownName, int most) {
        requireRegular(file, shownName);
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(most + 1);
        } catch (IOException | OutOfMemoryError e) {
            throw unreadable(file, shownName, e);
        }
        if (content.length > most) {
            throw error(Errno.EFBIG, shownName + " has more than " + most + " bytes");
        }
        return content;
    }

    /** Why a file could not be read, in one phrase. */
    static String reason(Path file, Throwable problem) {
        if (Files.isDirectory(file)) {
            return Errno.EISDIR.message();
        }
        return switch (problem) {
            case NoSuchFileException missing ->
                    file.endsWith(FOLDER_MODULE) ? "the directory has no " + FOLDER_MODULE : Errno.ENOENT.message();
            case AccessDeniedException denied -> Errno.EACCES.message();
            case OutOfMemoryError tooLarge -> Errno.EFBIG.message();
            default -> problem.getMessage() != null ? problem.getMessage() : problem.toString();
        };
    }

    private static void requireRegular(Path file, String shownName) {
        if (!Files.isRegularFile(file)) {
            throw error(Errno.EIO, shownName + " is no regular file");
        }
    }

    private static ErrorCode unreadable(Path file, String shownName, Throwable problem) {
        return error(Errno.EIO, shownName + ": " + reason(file, problem));
    }

    private static ErrorCode error(Errno errno, String detail) {
        return ErrorCode.of(errno).withDetail(detail);
    }
}
