package org.emilua.module.stream;

import org.emilua.api.bytes.BytePattern;
import org.emilua.api.bytes.MatchRange;
import org.luaj.vm2.LuaString;

/** What ends a record. Runs on its VM's strand only. */
sealed interface RecordSeparator {

    /**
     * Looks for the first separator in bytes of a stream.
     *
     * @param start where the record begins
     * @param end behind the last byte that is known
     * @param from where to begin, what {@link Search#resume()} said of the same record before, or {@code start}
     * @param last whether the stream ends at {@code end}
     * @return whether there is one which no bytes behind {@code end} would change; {@code search} tells more
     */
    boolean find(byte[] bytes, int start, int end, int from, boolean last, Search search);

    /** How many bytes a separator may have where a record may have {@code mostRecordBytes}. */
    int longest(int mostRecordBytes);

    /** What a search found. All are indices into the array of the bytes. */
    final class Search {
        private int start;
        private int end;
        private int resume;

        /** Where the separator begins. */
        int start() {
            return start;
        }

        /** Behind the separator's last byte. */
        int end() {
            return end;
        }

        /** Where no separator was found: the first place where one may begin once there are more bytes. */
        int resume() {
            return resume;
        }

        /** An empty separator at a place. */
        void none(int at) {
            start = at;
            end = at;
        }

        private boolean found(int separatorStart, int separatorEnd) {
            start = separatorStart;
            end = separatorEnd;
            return true;
        }

        private boolean notFound(int resumeFrom) {
            resume = resumeFrom;
            return false;
        }
    }

    /** A string of one byte or more. */
    record Literal(LuaString text, LiteralSearch literal) implements RecordSeparator {

        Literal(LuaString text) {
            this(text, new LiteralSearch(text));
        }

        @Override
        public boolean find(byte[] bytes, int start, int end, int from, boolean last, Search search) {
            int at = literal.indexIn(bytes, from, end);
            return at >= 0
                    ? search.found(at, at + literal.length())
                    : search.notFound(Math.max(from, end - literal.length() + 1));
        }

        @Override
        public int longest(int mostRecordBytes) {
            return literal.length();
        }
    }

    /** A regex. Its empty matches separate nothing. */
    record Pattern(BytePattern pattern, MatchRange match) implements RecordSeparator {

        /** How long a separator may be at least, so that a small limit for records does not make it undecidable where they end. */
        private static final int LONG_SEPARATOR = 4 << 10;

        Pattern(BytePattern pattern) {
            this(pattern, new MatchRange());
        }

        @Override
        public boolean find(byte[] bytes, int start, int end, int from, boolean last, Search search) {
            int length = end - start;
            int at = from - start;
            while (at <= length) {
                boolean found = pattern.find(bytes, start, length, at, match);
                if (match.mayChange() && !last) {
                    return search.notFound(start + (found ? at : match.resume()));
                }
                if (!found) {
                    return search.notFound(last ? end : start + match.resume());
                }
                if (match.end() > match.start()) {
                    return search.found(start + match.start(), start + match.end());
                }
                at = match.start() + 1;
            }
            return search.notFound(end);
        }

        @Override
        public int longest(int mostRecordBytes) {
            return Math.max(mostRecordBytes, LONG_SEPARATOR);
        }
    }
}
