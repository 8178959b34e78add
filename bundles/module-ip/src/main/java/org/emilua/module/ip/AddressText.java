package org.emilua.module.ip;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/** Addresses as text: dotted decimal for IPv4, RFC 5952's form for IPv6 with a scope after {@code %} (RFC 4007). */
final class AddressText {

    private static final int WORDS = 8;

    private AddressText() {}

    /** The bytes and the scope that a text stands for. */
    record Parsed(byte[] bytes, long scope) {}

    /** Reads an address, or returns null where the text is none. */
    static @Nullable Parsed parse(String text) {
        if (text.indexOf(':') < 0) {
            byte[] bytes = parseV4(text);
            return bytes == null ? null : new Parsed(bytes, 0);
        }
        int percent = text.indexOf('%');
        byte[] bytes = parseV6(percent < 0 ? text : text.substring(0, percent));
        long scope = percent < 0 ? 0 : scope(text.substring(percent + 1));
        return bytes == null || scope < 0 ? null : new Parsed(bytes, scope);
    }

    private static byte @Nullable [] parseV4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        byte[] bytes = new byte[4];
        for (int i = 0; i < 4; i++) {
            String part = parts[i];
            boolean wellFormed = !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!wellFormed || part.length() > 1 && part.charAt(0) == '0' || Integer.parseInt(part) > 255) {
                return null;
            }
            bytes[i] = (byte) Integer.parseInt(part);
        }
        return bytes;
    }

    private static byte @Nullable [] parseV6(String text) {
        if (!text.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0 && c < 128)) {
            return null;
        }
        int tail = text.lastIndexOf(':') + 1;
        if (text.indexOf('.') >= 0 && parseV4(text.substring(tail)) == null) {
            return null;
        }
        try {
            InetAddress address = Inet6Address.ofLiteral(text);
            return address instanceof Inet6Address v6 ? v6.getAddress() : mapped(address.getAddress());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The IPv4-mapped IPv6 address (RFC 4291, 2.5.5.2). */
    static byte[] mapped(byte[] v4) {
        byte[] bytes = new byte[16];
        bytes[10] = (byte) 0xFF;
        bytes[11] = (byte) 0xFF;
        System.arraycopy(v4, 0, bytes, 12, 4);
        return bytes;
    }

    private static long scope(String text) {
        try {
            if (!text.isEmpty() && text.chars().allMatch(Character::isDigit)) {
                long number = Long.parseLong(text);
                return number <= 0xFFFF_FFFFL ? number : -1;
            }
            NetworkInterface named = text.isEmpty() ? null : NetworkInterface.getByName(text);
            return named == null ? -1 : named.getIndex();
        } catch (SocketException | NumberFormatException e) {
            return -1;
        }
    }

    static String format(byte[] bytes, long scope, boolean linkLocal) {
        if (bytes.length == 4) {
            return v4(bytes, 0);
        }
        return scope == 0 ? v6(bytes) : v6(bytes) + "%" + scopeName(scope, linkLocal);
    }

    private static String scopeName(long scope, boolean linkLocal) {
        try {
            NetworkInterface named = linkLocal && scope <= Integer.MAX_VALUE ? NetworkInterface.getByIndex((int) scope) : null;
            return named != null ? named.getName() : Long.toString(scope);
        } catch (SocketException e) {
            return Long.toString(scope);
        }
    }

    private static String v4(byte[] bytes, int from) {
        return (bytes[from] & 0xFF) + "." + (bytes[from + 1] & 0xFF) + "." + (bytes[from + 2] & 0xFF) + "." + (bytes[from + 3] & 0xFF);
    }

    private static String v6(byte[] bytes) {
        int[] words = new int[WORDS];
        for (int i = 0; i < WORDS; i++) {
            words[i] = (bytes[2 * i] & 0xFF) << 8 | bytes[2 * i + 1] & 0xFF;
        }
        int[] run = longestZeros(words);
        boolean embedsV4 = run[0] == 0 && (run[1] == 6 || run[1] == 5 && words[5] == 0xFFFF);
        int end = embedsV4 ? 6 : WORDS;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < end; i++) {
            if (i == run[0]) {
                text.append(i + run[1] >= end && !embedsV4 ? "::" : ":");
                i += run[1] - 1;
            } else {
                text.append(i == 0 ? "" : ":").append(Integer.toHexString(words[i]));
            }
        }
        return embedsV4 ? text.append(':').append(v4(bytes, 12)).toString() : text.toString();
    }

    /** Where the first longest run of zero words begins, and how long it is; -1 where no two stand together. */
    private static int[] longestZeros(int[] words) {
        int[] best = {-1, 1};
        for (int i = 0; i < WORDS; i++) {
            int length = 0;
            while (i + length < WORDS && words[i + length] == 0) {
                length++;
            }
            if (length > best[1]) {
                best = new int[] {i, length};
            }
            i += length;
        }
        return best;
    }
}
