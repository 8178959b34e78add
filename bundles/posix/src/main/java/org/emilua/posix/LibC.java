package org.emilua.posix;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;

/** The C library's functions as JNA calls them. */
interface LibC extends Library {

    /** The C library. */
    LibC INSTANCE = Native.load("c", LibC.class);

    /** See abort(3). */
    void abort();

    /** See _exit(2). */
    void _exit(int status);

    /** See isatty(3). */
    int isatty(int descriptor);

    /** See tcgetpgrp(3). */
    int tcgetpgrp(int descriptor) throws LastErrorException;

    /** See tcsetpgrp(3). */
    int tcsetpgrp(int descriptor, int group) throws LastErrorException;

    /** See getppid(2). */
    int getppid();

    /** See gethostname(2). */
    int gethostname(byte[] name, long length) throws LastErrorException;

    /** See getaddrinfo(3). */
    int getaddrinfo(@Nullable String node, @Nullable String service, Pointer hints, PointerByReference result);

    /** See getaddrinfo(3). */
    void freeaddrinfo(Pointer result);
}
