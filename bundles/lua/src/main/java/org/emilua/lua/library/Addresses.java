package org.emilua.lua.library;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers that stand for objects as addresses do in C: programs show them and use them as keys. An object gets its number
 * at the first request and keeps it; no other object of the process ever gets the same.
 */
public final class Addresses {

    private static final long FIRST = 0x7000_0000_0000L;
    private static final long DISTANCE = 16;
    private static final int DIGITS = 12;

    private static final ConcurrentMap<Object, Long> KNOWN = new ConcurrentHashMap<>();
    private static final ReferenceQueue<Object> COLLECTED = new ReferenceQueue<>();
    private static final AtomicLong NEXT = new AtomicLong(FIRST);

    private Addresses() {}

    /** An object's number. */
    public static long of(Object object) {
        forgetCollected();
        Long known = KNOWN.get(new Sought(object));
        if (known != null) {
            return known;
        }
        long fresh = NEXT.getAndAdd(DISTANCE);
        Long other = KNOWN.putIfAbsent(new Known(object), fresh);
        return other == null ? fresh : other;
    }

    /** An object's number as text: {@code 0x} and at least twelve hexadecimal digits. */
    public static String text(Object object) {
        String digits = Long.toHexString(of(object));
        return "0x" + "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
    }

    private static void forgetCollected() {
        Reference<?> collected = COLLECTED.poll();
        while (collected != null) {
            KNOWN.remove(collected);
            collected = COLLECTED.poll();
        }
    }

    /** An object that has a number; does not keep it alive. */
    private static final class Known extends WeakReference<Object> {
        private final int hash;

        Known(Object object) {
            super(object, COLLECTED);
            hash = System.identityHashCode(object);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            if (this == other) {
                return true;
            }
            Object object = get();
            return object != null && other instanceof Known known && known.refersTo(object);
        }
    }

    /** An object to look up. */
    private record Sought(Object object) {
        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Known known && known.refersTo(object);
        }
    }
}
