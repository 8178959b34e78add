package org.emilua.api.bytes;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A compiled pattern that finds its matches in bytes; what {@code regex.new} returns implements it, so that other modules can
 * search by it without knowing the engine behind it. Runs on its VM's strand only.
 */
@ProviderType
public interface BytePattern {

    /**
     * Finds the leftmost match in the {@code length} bytes at {@code bytes[offset]} that begins at {@code from} or later. All
     * positions count from {@code offset}. What stands before {@code from} is context: position 0 alone is the beginning for
     * {@code ^}, and {@code \b} sees the byte before {@code from}. Allocates nothing once the pattern is warm.
     *
     * @param from 0 to {@code length}
     * @param result where the match is told, and, found or not, what more bytes at the end could change
     * @return whether there is a match
     * @throws org.emilua.api.error.ErrorCode EINVAL with the field {@code reason} where the search would be too much work
     */
    boolean find(byte[] bytes, int offset, int length, int from, MatchRange result);
}
