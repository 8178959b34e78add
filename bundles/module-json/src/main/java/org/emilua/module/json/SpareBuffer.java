package org.emilua.module.json;

import java.lang.ref.SoftReference;

/**
 * The memory that a VM's last text was written in, for the next one: a large array costs more to be made and to grow than to be
 * filled. The JVM may take it when it has little left. For one thread at a time.
 */
final class SpareBuffer {

    private static final int SMALLEST = 128;
    private static final int LARGEST = 1 << 21;

    private SoftReference<byte[]> kept = new SoftReference<>(null);
    private boolean isLent;

    /** An array to write into, with anything in it. It belongs to the caller. */
    byte[] take() {
        byte[] bytes = isLent ? null : kept.get();
        isLent = true;
        return bytes == null ? new byte[SMALLEST] : bytes;
    }

    /** Keeps an array that the caller does not need any more, if it is not too large for that. */
    void keep(byte[] bytes) {
        if (bytes.length <= LARGEST) {
            isLent = false;
            if (kept.get() != bytes) {
                kept = new SoftReference<>(bytes);
            }
        }
    }
}
