package org.emilua.module.regex;

import org.emilua.api.bytes.BytePattern;
import org.emilua.api.bytes.MatchRange;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A regex as the module's functions use it. A match is told as pairs of start and end, of the whole first and then of each group;
 * positions count from 0. Runs on its VM's strand only.
 */
interface Expression {

    /** How many groups are captured. */
    int groups();

    /** The leftmost match in the bytes; null where there is none. */
    int @Nullable [] search(byte[] bytes, int offset, int length);

    /** The match that all the bytes are; null where they are none. */
    int @Nullable [] match(byte[] bytes, int offset, int length);

    /** Finds the matches in {@code length} bytes one after another, as a single call. */
    BytePattern within(int length);

    /** Argument {@code index}: a regex, or another module's pattern. Raises EINVAL for anything else. */
    static Expression of(Args args, int index) {
        return switch (args.arg(index)) {
            case RegexHandle regex -> args.handle(index, RegexHandle.class);
            case BytePattern pattern -> new Foreign((BytePattern) args.handle(index, Handle.class));
            default -> throw Args.invalid(index);
        };
    }

    /** A pattern that only finds. */
    record Foreign(BytePattern pattern) implements Expression {

        @Override
        public int groups() {
            return 0;
        }

        @Override
        public int @Nullable [] search(byte[] bytes, int offset, int length) {
            MatchRange found = new MatchRange();
            return pattern.find(bytes, offset, length, 0, found) ? new int[] {found.start(), found.end()} : null;
        }

        @Override
        public int @Nullable [] match(byte[] bytes, int offset, int length) {
            int[] found = search(bytes, offset, length);
            return found != null && found[0] == 0 && found[1] == length ? found : null;
        }

        @Override
        public BytePattern within(int length) {
            return pattern;
        }
    }
}
