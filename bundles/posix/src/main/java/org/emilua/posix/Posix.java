package org.emilua.posix;

import com.sun.jna.LastErrorException;
import java.nio.charset.StandardCharsets;

/** Single calls of the C library. Any thread may call; none blocks for long. */
public final class Posix {

    private static final int HOST_NAME_BYTES = 256;

    private Posix() {}

    /** Ends the process as abort(3) does: by SIGABRT, at once. */
    public static void abort() {
        LibC.INSTANCE.abort();
    }

    /** Ends the process as _exit(2) does: at once, and without waiting for what threads do. */
    public static void exit(int status) {
        LibC.INSTANCE._exit(status);
    }

    /** Whether the descriptor is a terminal's, isatty(3). */
    public static boolean isTerminal(int descriptor) {
        return LibC.INSTANCE.isatty(descriptor) == 1;
    }

    /** The foreground process group of a terminal, tcgetpgrp(3). */
    public static int foregroundGroup(int descriptor) throws PosixException {
        try {
            return LibC.INSTANCE.tcgetpgrp(descriptor);
        } catch (LastErrorException e) {
            throw new PosixException("tcgetpgrp", e.getErrorCode());
        }
    }

    /** Makes a process group a terminal's foreground one, tcsetpgrp(3). */
    public static void foregroundGroup(int descriptor, int group) throws PosixException {
        try {
            LibC.INSTANCE.tcsetpgrp(descriptor, group);
        } catch (LastErrorException e) {
            throw new PosixException("tcsetpgrp", e.getErrorCode());
        }
    }

    /** The parent's process id, getppid(2). */
    public static int parentProcess() {
        return LibC.INSTANCE.getppid();
    }

    /** The machine's name, gethostname(2). */
    public static String hostName() throws PosixException {
        byte[] name = new byte[HOST_NAME_BYTES];
        try {
            LibC.INSTANCE.gethostname(name, name.length - 1);
        } catch (LastErrorException e) {
            throw new PosixException("gethostname", e.getErrorCode());
        }
        int length = 0;
        while (name[length] != 0) {
            length++;
        }
        return new String(name, 0, length, StandardCharsets.UTF_8);
    }
}
