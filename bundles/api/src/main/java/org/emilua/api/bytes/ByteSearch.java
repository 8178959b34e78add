package org.emilua.api.bytes;

/** Searches in byte spans. Indices count from 0; -1 means not found. */
final class ByteSearch {

    private ByteSearch() {}

    /** The first place at or behind {@code from} where {@code wanted} stands. */
    static int find(ByteSpan span, ByteSpan wanted, int from) {
        for (int at = from; at <= span.length() - wanted.length(); at++) {
            if (standsAt(span, wanted, at)) {
                return at;
            }
        }
        return -1;
    }

    /** The last place where {@code wanted} stands that ends at or before {@code end}. */
    static int findLast(ByteSpan span, ByteSpan wanted, int end) {
        for (int at = end - wanted.length(); at >= 0; at--) {
            if (standsAt(span, wanted, at)) {
                return at;
            }
        }
        return -1;
    }

    /** The first member of {@code set} at or behind {@code from}. */
    static int firstOf(ByteSpan span, ByteSet set, int from) {
        for (int at = from; at < span.length(); at++) {
            if (set.contains(span.byteAt(at))) {
                return at;
            }
        }
        return -1;
    }

    /** The last member of {@code set} before {@code end}. */
    static int lastOf(ByteSpan span, ByteSet set, int end) {
        for (int at = end - 1; at >= 0; at--) {
            if (set.contains(span.byteAt(at))) {
                return at;
            }
        }
        return -1;
    }

    private static boolean standsAt(ByteSpan span, ByteSpan wanted, int at) {
        for (int i = 0; i < wanted.length(); i++) {
            if (span.byteAt(at + i) != wanted.byteAt(i)) {
                return false;
            }
        }
        return true;
    }
}
