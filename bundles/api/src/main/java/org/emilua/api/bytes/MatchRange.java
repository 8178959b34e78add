package org.emilua.api.bytes;

/** What {@link BytePattern#find} tells of a search, to be used for many of them. Not thread-safe. */
public final class MatchRange {

    private int start;
    private int end;
    private boolean mayChange;
    private int resume;

    /** Where the match begins, from 0. Without a match it has no meaning. */
    public int start() {
        return start;
    }

    /** The position behind the match's last byte. Without a match it has no meaning. */
    public int end() {
        return end;
    }

    /**
     * Whether the result, found or not, could be another one if more bytes stood behind the last: the match reaches the end, or
     * could have gone on there, or has begun there. Where this is false, more bytes cannot change the match. It may be true without need.
     */
    public boolean mayChange() {
        return mayChange;
    }

    /**
     * Without a match: the {@code from} at which to go on once there are more bytes, since no match can begin before it. So a search
     * in bytes that arrive bit by bit need not begin anew each time.
     */
    public int resume() {
        return resume;
    }

    /** Tells a match. */
    public void found(int matchStart, int matchEnd, boolean couldChange) {
        start = matchStart;
        end = matchEnd;
        mayChange = couldChange;
        resume = matchStart;
    }

    /** Tells that there is no match, and where one could begin once there are more bytes. */
    public void notFound(boolean couldChange, int resumeFrom) {
        start = -1;
        end = -1;
        mayChange = couldChange;
        resume = resumeFrom;
    }
}
