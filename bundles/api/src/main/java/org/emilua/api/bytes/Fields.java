package org.emilua.api.bytes;

import java.util.Arrays;

/**
 * The parts into which a pattern divides bytes (reference: regex.split, regex.patsplit), as ranges; one object serves any
 * number of divisions without allocating. Not thread-safe.
 *
 * <p>An empty match that touches the match before it does not count, nor does an empty separator at either end of the bytes.
 */
public final class Fields {

    private final MatchRange match = new MatchRange();
    private int[] bounds = new int[16];
    private int count;

    /** How many parts there are. */
    public int count() {
        return count;
    }

    /** Where part {@code index} begins. Parts and positions count from 0. */
    public int start(int index) {
        return bounds[2 * index];
    }

    /** The position behind part {@code index}. */
    public int end(int index) {
        return bounds[2 * index + 1];
    }

    /** Takes the parts between the matches of {@code separator}: always one more than there are matches, empty ones included. */
    public void split(BytePattern separator, byte[] bytes, int offset, int length) {
        count = 0;
        int begin = 0;
        int from = 0;
        while (from <= length && separator.find(bytes, offset, length, from, match)) {
            int start = match.start();
            int end = match.end();
            if (end > start) {
                add(begin, start);
                begin = end;
                from = end;
            } else {
                if (start > begin && start < length) {
                    add(begin, start);
                    begin = start;
                }
                from = start + 1;
            }
        }
        add(begin, length);
    }

    /** Takes the matches of {@code field}. */
    public void match(BytePattern field, byte[] bytes, int offset, int length) {
        count = 0;
        int last = -1;
        int from = 0;
        while (from <= length && field.find(bytes, offset, length, from, match)) {
            int end = match.end();
            if (end > match.start() || end != last) {
                add(match.start(), end);
                last = end;
            }
            from = end > match.start() ? end : end + 1;
        }
    }

    private void add(int start, int end) {
        if (2 * count == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        bounds[2 * count] = start;
        bounds[2 * count + 1] = end;
        count++;
    }
}
