package org.emilua.posix;

/** A call failed with an error number. */
public final class PosixException extends Exception {

    private final int errno;

    PosixException(String call, int errno) {
        super(call + " failed with error number " + errno);
        this.errno = errno;
    }

    /** The number, as errno(3) has it. */
    public int errno() {
        return errno;
    }
}
