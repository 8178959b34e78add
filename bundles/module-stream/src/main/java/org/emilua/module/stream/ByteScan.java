package org.emilua.module.stream;

/** Searches in byte arrays, eight bytes at a time. */
final class ByteScan {

    private ByteScan() {}

    /** Where {@code wanted} stands first in {@code bytes[from]} to {@code bytes[to - 1]}; -1 for nowhere. */
    static int indexOf(byte[] bytes, byte wanted, int from, int to) {
        long pattern = ByteWord.all(wanted);
        int words = to - from >> ByteWord.SHIFT;
        int at = from;
        for (int i = 0; i < words; i++) {
            long difference = ByteWord.at(bytes, at) ^ pattern;
            long zeros = difference - ByteWord.ONES & ~difference & ByteWord.HIGH_BITS; // its lowest bit is that of the first zero byte
            if (zeros != 0) {
                return at + (Long.numberOfTrailingZeros(zeros) >>> ByteWord.SHIFT);
            }
            at += Long.BYTES;
        }
        for (; at < to; at++) {
            if (bytes[at] == wanted) {
                return at;
            }
        }
        return -1;
    }
}
