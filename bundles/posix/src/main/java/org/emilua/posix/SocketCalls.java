package org.emilua.posix;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.nio.ByteBuffer;

/** Calls on open sockets. Any thread may call; on a non-blocking socket none blocks. */
public final class SocketCalls {

    /** POLLIN: reading would not block. */
    public static final int READABLE = 0x1;

    /** POLLPRI: urgent data is there. */
    public static final int URGENT = 0x2;

    /** POLLOUT: writing would not block. */
    public static final int WRITABLE = 0x4;

    /** POLLERR, POLLHUP and POLLNVAL: reported whatever was asked for. */
    public static final int FAILED = 0x38;

    /** MSG_OOB. */
    public static final int OUT_OF_BAND = 0x1;

    /** MSG_PEEK. */
    public static final int PEEK = 0x2;

    /** MSG_DONTROUTE. */
    public static final int DO_NOT_ROUTE = 0x4;

    /** MSG_EOR. */
    public static final int END_OF_RECORD = 0x80;

    private static final int MSG_NOSIGNAL = 0x4000;
    private static final long FIONREAD = 0x541B;

    // struct pollfd: an int and two shorts.
    private static final int POLLED_BYTES = 8;
    private static final int EVENTS = 4;
    private static final int RESULT = 6;

    private SocketCalls() {}

    /** Which of {@code events} are there now, {@link #FAILED} included; poll(2) without waiting. */
    public static int poll(int descriptor, int events) throws PosixException {
        try (Memory polled = new Memory(POLLED_BYTES)) {
            polled.setInt(0, descriptor);
            polled.setShort(EVENTS, (short) events);
            polled.setShort(RESULT, (short) 0);
            LibC.INSTANCE.poll(polled, 1, 0);
            return polled.getShort(RESULT);
        } catch (LastErrorException e) {
            throw new PosixException("poll", e.getErrorCode());
        }
    }

    /** Receives up to {@code length} bytes to the beginning of a direct buffer; recv(2). */
    public static int receive(int descriptor, ByteBuffer buffer, int length, int flags) throws PosixException {
        try {
            return (int) LibC.INSTANCE.recv(descriptor, buffer, length, flags);
        } catch (LastErrorException e) {
            throw new PosixException("recv", e.getErrorCode());
        }
    }

    /** Sends up to {@code length} bytes from the beginning of a direct buffer; send(2). */
    public static int send(int descriptor, ByteBuffer buffer, int length, int flags) throws PosixException {
        try {
            return (int) LibC.INSTANCE.send(descriptor, buffer, length, flags | MSG_NOSIGNAL);
        } catch (LastErrorException e) {
            throw new PosixException("send", e.getErrorCode());
        }
    }

    /** How many bytes can be read without blocking: FIONREAD. */
    public static int bytesReadable(int descriptor) throws PosixException {
        try (Memory count = new Memory(Integer.BYTES)) {
            count.setInt(0, 0);
            LibC.INSTANCE.ioctl(descriptor, FIONREAD, count);
            return count.getInt(0);
        } catch (LastErrorException e) {
            throw new PosixException("ioctl", e.getErrorCode());
        }
    }

    /** Whether the next byte to read is the one behind the urgent data; sockatmark(3). */
    public static boolean isAtMark(int descriptor) throws PosixException {
        try {
            return LibC.INSTANCE.sockatmark(descriptor) == 1;
        } catch (LastErrorException e) {
            throw new PosixException("sockatmark", e.getErrorCode());
        }
    }
}
