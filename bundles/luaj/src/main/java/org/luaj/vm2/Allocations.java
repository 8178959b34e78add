package org.luaj.vm2;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Lets somebody estimate what values use of the heap. Whoever makes a large or lasting part of a value says so, if somebody counts.
 * Safe to use from any thread.
 */
@NullMarked
public final class Allocations {

    /** Counts for the VM that runs on the calling thread. It may throw an {@link Error} so that the allocation is not made. */
    public interface Counter {

        /**
         * An object is there, or grows.
         *
         * @param object what keeps the memory as long as it is reachable
         * @param bytes by how many bytes it is or becomes larger, roughly
         */
        void allocated(Object object, long bytes);

        /** So many bytes are about to be allocated at once. */
        void announced(long bytes);
    }

    /** Fewer bytes need not be announced. */
    private static final int LARGE = 1 << 20;

    private static final int ARRAY_HEADER = 16;

    /** Whether somebody counts. Not volatile: code that runs already may go on for a while as before. */
    public static boolean counted;

    private static volatile @Nullable Counter counter;

    private Allocations() {}

    /** Has all allocations counted from now on; null ends that. */
    public static void countWith(@Nullable Counter listener) {
        counter = listener;
        counted = listener != null;
    }

    /** An object is there, or grows. Only where {@link #counted}. */
    public static void count(Object object, long bytes) {
        Counter listener = counter;
        if (listener != null && bytes > 0) {
            listener.allocated(object, bytes);
        }
    }

    /** Tells that so many bytes are about to be allocated at once. */
    public static void announce(long bytes) {
        if (counted && bytes >= LARGE) {
            Counter listener = counter;
            if (listener != null) {
                listener.announced(bytes);
            }
        }
    }

    /** A new array of bytes, counted if somebody counts. */
    public static byte[] bytes(int length) {
        if (!counted) {
            return new byte[length];
        }
        announce(length);
        byte[] made = new byte[length];
        count(made, length + ARRAY_HEADER);
        return made;
    }
}
