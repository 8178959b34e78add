package org.emilua.module.stream;

import org.emilua.api.bytes.ByteSpan;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;

/**
 * Bytes that were read from a stream and not consumed yet: first the current record with its terminator, if there is one, then what
 * follows it. A byte that was read stays where and as it is, so that spans of records keep their content for ever: where a buffer has
 * no room left, what is unread moves to a new one. Runs on its VM's strand only.
 */
final class RecordBuffer {

    /** The size of the first buffer where the program gives no hint. */
    static final int FIRST_SIZE = 4 << 10;

    /** Up to what size buffers grow to take more with each read. Only for longer records there are larger ones. */
    private static final int LARGEST_BY_DEFAULT = 128 << 10;

    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
    private static final byte[] NO_BYTES = {};

    /** From what size on something undecided is searched again only when there is {@code 1/8} more of it. */
    private static final int LONG_SEARCH = 64 << 10;

    private byte[] bytes = NO_BYTES;

    /** The part of {@link #bytes} that belongs to the buffer. */
    private int base;
    private int limit;

    /** What was read and not consumed, the current record included. */
    private int start;
    private int end;

    private boolean holdsRecord;
    private int recordStart;
    private int recordEnd;

    /** Where the bytes behind the current record and its terminator begin. */
    private int next;

    private final RecordSeparator.Search search = new RecordSeparator.Search();
    private int searchFrom;
    private int searchAgain;
    private boolean lastReadFilled;

    /** Less room than this is not worth a read. */
    private int leastRoom = 1;

    // ---- records

    boolean holdsRecord() {
        return holdsRecord;
    }

    byte[] bytes() {
        return bytes;
    }

    int recordStart() {
        return recordStart;
    }

    int recordEnd() {
        return recordEnd;
    }

    /** The current record. */
    ByteSpan record() {
        return ByteSpan.wrap(bytes, recordStart, recordEnd - recordStart);
    }

    /** What ended the current record; nothing for what the stream's end ended. */
    ByteSpan terminator() {
        return ByteSpan.wrap(bytes, search.start(), search.end() - search.start());
    }

    /** Whether a separator, not the stream's end, ended the current record. */
    boolean endsWithSeparator() {
        return search.end() > search.start();
    }

    /** Whether there are bytes that belong to no record yet. */
    boolean hasUnread() {
        return end > start;
    }

    /** Consumes the current record and its terminator, if there is one. */
    void dropRecord() {
        if (holdsRecord) {
            start = next;
            holdsRecord = false;
            searchAnew();
        }
    }

    /** Has the next search begin at the unread bytes' beginning, since there are other rules now. */
    void searchAnew() {
        searchFrom = start;
        searchAgain = start;
    }

    /**
     * Makes the bytes up to the next separator the current record. There must be none yet.
     *
     * @param most how many bytes the record may have
     * @param last whether the stream has ended: then a separator that could go on, does not
     * @return whether there is a separator
     * @throws ErrorCode EMSGSIZE where the record has or is going to have more bytes than it may
     */
    boolean findRecord(RecordSeparator separator, int most, boolean last) {
        if (end < searchAgain && !last) {
            return false;
        }
        if (separator.find(bytes, start, end, searchFrom, last, search)) {
            if (search.start() - start > most || search.end() - search.start() > separator.longest(most)) {
                throw tooLong(most);
            }
            setRecord(search.start(), search.end());
            return true;
        }
        searchFrom = search.resume();
        int undecided = end - searchFrom;
        searchAgain = undecided < LONG_SEARCH ? 0 : end + undecided / 8;
        if (searchFrom - start > most || end - start >= enough(separator, most)) {
            throw tooLong(most);
        }
        return false;
    }

    /** Makes all unread bytes the current record. */
    void takeRest(int most) {
        if (end - start > most) {
            throw tooLong(most);
        }
        search.none(end);
        setRecord(end, end);
    }

    private void setRecord(int behindRecord, int behindTerminator) {
        recordStart = start;
        recordEnd = behindRecord;
        next = behindTerminator;
        holdsRecord = true;
    }

    /** Takes members of {@code unwanted} off both ends of the current record. */
    void trim(ByteClass unwanted) {
        recordStart = unwanted.firstOther(bytes, recordStart, recordEnd);
        recordEnd = unwanted.endOfOthers(bytes, recordStart, recordEnd);
    }

    private static ErrorCode tooLong(int most) {
        return ErrorCode.of(Errno.EMSGSIZE)
                .withDetail("a record exceeds the max_record_size of " + most + " bytes");
    }

    /** How many bytes are needed to tell that a record is complete or too long, and thereby the largest buffer. */
    private static int enough(RecordSeparator separator, int mostRecordBytes) {
        return (int) Math.min((long) mostRecordBytes + separator.longest(mostRecordBytes) + 1, LARGEST_ARRAY);
    }

    // ---- reading

    /**
     * Room for the next bytes of the stream, at least one.
     *
     * @param hint how large the first buffer should be
     * @param separator the separator for which {@link #findRecord} needs more bytes
     */
    ByteSpan room(int hint, RecordSeparator separator, int mostRecordBytes) {
        if (limit - end < leastRoom) {
            moveTo((int) Math.min(Math.max(nextSize(hint), 2L * (end - start)), enough(separator, mostRecordBytes)));
        }
        return ByteSpan.wrap(bytes, end, limit - end);
    }

    private int nextSize(int hint) {
        int size = limit - base;
        if (size == 0) {
            return hint;
        }
        return Math.min(lastReadFilled ? 2 * Math.min(size, LARGEST_BY_DEFAULT) : size, Math.max(LARGEST_BY_DEFAULT, hint));
    }

    private void moveTo(int size) {
        int unread = end - start;
        if (size <= limit - end + unread) {
            return; // not a byte more than here
        }
        byte[] larger = ByteSpan.allocate(size, size).array();
        System.arraycopy(bytes, start, larger, 0, unread);
        searchFrom -= start;
        searchAgain -= start;
        bytes = larger;
        base = 0;
        limit = size;
        start = 0;
        end = unread;
        leastRoom = Math.max(1, size / 8);
    }

    /** Bytes were read into the beginning of {@link #room}. */
    void received(int count) {
        end += count;
        lastReadFilled = end == limit;
    }

    // ---- buffers from and for the program

    /** The whole buffer up to the last byte that was read; its capacity reaches to the buffer's end. */
    ByteSpan span() {
        return ByteSpan.wrap(bytes, base, limit - base).slice(0, end - base);
    }

    /** Where in {@link #span} begins what was not consumed, from 0. */
    int unreadOffset() {
        return start - base;
    }

    /** Replaces the buffer: what follows {@code offset} in {@code span} was read, what its capacity has behind that is free. */
    void replace(ByteSpan span, int offset) {
        bytes = span.array();
        base = span.offset();
        limit = span.offset() + span.capacity();
        start = span.offset() + offset;
        end = span.offset() + span.length();
        holdsRecord = false;
        lastReadFilled = false;
        leastRoom = 1;
        searchAnew();
    }
}
