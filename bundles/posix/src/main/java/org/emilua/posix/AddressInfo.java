package org.emilua.posix;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of what getaddrinfo(3) found.
 *
 * @param address the address
 * @param port the port, 0 to 65535
 * @param canonicalName the host's canonical name, where it was asked for and this is the first entry
 */
public record AddressInfo(InetAddress address, int port, @Nullable String canonicalName) {

    /** AF_UNSPEC: any family. */
    public static final int ANY_FAMILY = 0;

    /** AF_INET: IPv4. */
    public static final int V4 = 2;

    /** AF_INET6: IPv6. */
    public static final int V6 = 10;

    /** SOCK_STREAM. */
    public static final int STREAM = 1;

    /** SOCK_DGRAM. */
    public static final int DATAGRAM = 2;

    private static final int EAI_SYSTEM = -11;

    // struct addrinfo of 64-bit Linux: four ints, a socklen_t and padding, three pointers.
    private static final int HINTS_BYTES = 48;
    private static final int FAMILY = 4;
    private static final int SOCKET_TYPE = 8;
    private static final int ADDRESS = 24;
    private static final int CANONICAL_NAME = 32;
    private static final int NEXT = 40;

    /** getaddrinfo(3) failed. */
    public static final class ResolutionException extends Exception {

        private final int code;
        private final int errno;

        ResolutionException(int code, int errno) {
            super("getaddrinfo failed with " + code);
            this.code = code;
            this.errno = errno;
        }

        /** The EAI number, negative as in netdb.h. */
        public int code() {
            return code;
        }

        /** The error number where the failure was the system's, else 0. */
        public int errno() {
            return errno;
        }
    }

    /**
     * Resolves a host and a service. Blocks while the look-up lasts.
     *
     * @param host a name or a numeric address, or null for the unspecified or loopback address
     * @param service a name or a number, or null for port 0
     * @param flags AI flags of netdb.h
     */
    public static List<AddressInfo> resolve(
            @Nullable String host, @Nullable String service, int family, int socketType, int flags) throws ResolutionException {
        try (Memory hints = new Memory(HINTS_BYTES)) {
            hints.clear();
            hints.setInt(0, flags);
            hints.setInt(FAMILY, family);
            hints.setInt(SOCKET_TYPE, socketType);
            PointerByReference result = new PointerByReference();
            int failure = LibC.INSTANCE.getaddrinfo(host, service, hints, result);
            if (failure != 0) {
                throw new ResolutionException(failure, failure == EAI_SYSTEM ? Native.getLastError() : 0);
            }
            try {
                return entries(result.getValue());
            } finally {
                LibC.INSTANCE.freeaddrinfo(result.getValue());
            }
        }
    }

    private static List<AddressInfo> entries(@Nullable Pointer first) {
        List<AddressInfo> entries = new ArrayList<>();
        for (Pointer entry = first; entry != null; entry = entry.getPointer(NEXT)) {
            Pointer address = entry.getPointer(ADDRESS);
            if (address != null) {
                Pointer name = entry.getPointer(CANONICAL_NAME);
                entries.add(new AddressInfo(address(address), port(address), name == null ? null : name.getString(0)));
            }
        }
        return entries;
    }

    private static InetAddress address(Pointer socketAddress) {
        boolean v6 = socketAddress.getShort(0) == V6;
        byte[] bytes = v6 ? socketAddress.getByteArray(8, 16) : socketAddress.getByteArray(4, 4);
        try {
            return v6 ? Inet6Address.getByAddress(null, bytes, socketAddress.getInt(24)) : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four or sixteen bytes make an address", e);
        }
    }

    /** Ports stand in network byte order. */
    private static int port(Pointer socketAddress) {
        return (socketAddress.getByte(2) & 0xFF) << 8 | socketAddress.getByte(3) & 0xFF;
    }
}
