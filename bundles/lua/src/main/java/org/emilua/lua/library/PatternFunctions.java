package org.emilua.lua.library;

import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Builtin;
import org.emilua.lua.code.Native0;
import org.emilua.lua.code.Native2;
import org.emilua.lua.code.Native3;
import org.emilua.lua.code.Native4;
import org.emilua.lua.code.Operations;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code string.find}, {@code match} and {@code gmatch}. */
final class PatternFunctions {

    private PatternFunctions() {}

    /** The index, from 0, where a search begins; negative ones count from the end. May lie behind the end. */
    private static long begin(LuaValue argument, LuaString subject) {
        long first = Arguments.integer(argument, 3, 1);
        return first > 0 ? first - 1 : first == 0 ? 0 : Math.max(0, first + subject.m_length);
    }

    /** Whether a pattern begins at a {@code ^}, which binds it to the place where the search begins. */
    static boolean isAnchored(LuaString pattern) {
        return pattern.m_length > 0 && pattern.m_bytes[pattern.m_offset] == '^';
    }

    private static boolean hasSpecials(LuaString pattern) {
        byte[] bytes = pattern.m_bytes;
        int end = pattern.m_offset + pattern.m_length;
        for (int i = pattern.m_offset; i < end; i++) {
            switch (bytes[i]) {
                case '^', '$', '*', '+', '?', '.', '(', '[', '%', '-' -> {
                    return true;
                }
                default -> { }
            }
        }
        return false;
    }

    /** A capture of a match as a value; the whole match for the first one of a pattern without captures. */
    static LuaValue capture(PatternMatch match, LuaString subject, int index) {
        if (index >= match.captures()) {
            return Substrings.of(subject, match.start(), match.end());
        }
        return match.isPosition(index)
                ? new LuaDouble(match.start(index) + 1)
                : Substrings.of(subject, match.start(index), match.end(index));
    }

    /** All captures of a match, the whole match if the pattern has none. */
    static Varargs captures(PatternMatch match, LuaString subject) {
        int count = Math.max(match.captures(), 1);
        LuaValue first = capture(match, subject, 0);
        if (count == 1) {
            return first;
        }
        LuaValue second = capture(match, subject, 1);
        if (count == 2) {
            return LuaValue.varargsOf(first, second);
        }
        LuaValue[] all = new LuaValue[count];
        all[0] = first;
        all[1] = second;
        for (int i = 2; i < count; i++) {
            all[i] = capture(match, subject, i);
        }
        return LuaValue.varargsOf(all);
    }

    /** {@code find(s, pattern, init, plain)}. */
    static final class Find extends Native4 {
        @Override
        public Varargs call4(LuaValue f, LuaValue s, LuaValue pattern, LuaValue init, LuaValue plain) {
            LuaString subject = Arguments.string(s, 1);
            LuaString wanted = Arguments.string(pattern, 2);
            long begin = begin(init, subject);
            if (begin > subject.m_length) {
                return LuaValue.NIL;
            }
            boolean isPlain = plain != LuaValue.NONE && Operations.isTrue(plain);
            return isPlain || !hasSpecials(wanted)
                    ? findBytes(subject, wanted, (int) begin)
                    : findPattern(subject, wanted, (int) begin);
        }

        private static Varargs findBytes(LuaString subject, LuaString wanted, int begin) {
            int start = subject.m_offset;
            int found = ByteSearch.find(
                    subject.m_bytes, start + begin, start + subject.m_length, wanted.m_bytes, wanted.m_offset, wanted.m_length);
            if (found < 0) {
                return LuaValue.NIL;
            }
            return LuaValue.varargsOf(new LuaDouble(found - start + 1), new LuaDouble(found - start + wanted.m_length));
        }

        private static Varargs findPattern(LuaString subject, LuaString wanted, int begin) {
            boolean anchored = isAnchored(wanted);
            PatternMatch match = new PatternMatch(subject, wanted, anchored ? 1 : 0);
            if (!match.search(begin, anchored)) {
                return LuaValue.NIL;
            }
            LuaValue first = new LuaDouble(match.start() + 1);
            LuaValue last = new LuaDouble(match.end());
            if (match.captures() == 0) {
                return LuaValue.varargsOf(first, last);
            }
            LuaValue[] results = new LuaValue[match.captures() + 2];
            results[0] = first;
            results[1] = last;
            for (int i = 2; i < results.length; i++) {
                results[i] = capture(match, subject, i - 2);
            }
            return LuaValue.varargsOf(results);
        }
    }

    /** {@code match(s, pattern, init)}. */
    static final class Match extends Native3 {
        @Override
        public Varargs call3(LuaValue f, LuaValue s, LuaValue pattern, LuaValue init) {
            LuaString subject = Arguments.string(s, 1);
            LuaString wanted = Arguments.string(pattern, 2);
            long begin = begin(init, subject);
            if (begin > subject.m_length) {
                return LuaValue.NIL;
            }
            boolean anchored = isAnchored(wanted);
            PatternMatch match = new PatternMatch(subject, wanted, anchored ? 1 : 0);
            return match.search((int) begin, anchored) ? captures(match, subject) : LuaValue.NIL;
        }
    }

    /** {@code gmatch(s, pattern)}. A {@code ^} has no special meaning here. */
    static final class MatchAll extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue s, LuaValue pattern) {
            return new Builtin("gmatch_aux", new NextMatch(Arguments.string(s, 1), Arguments.string(pattern, 2)));
        }
    }

    /** What {@code gmatch} returns: each call finds one match more. An empty match moves on by one byte. */
    private static final class NextMatch extends Native0 {
        private final LuaString subject;
        private final PatternMatch match;
        private int from;

        NextMatch(LuaString subject, LuaString pattern) {
            this.subject = subject;
            match = new PatternMatch(subject, pattern, 0);
        }

        @Override
        public Varargs call0(LuaValue f) {
            if (from > subject.m_length) {
                return LuaValue.NONE;
            }
            match.restart();
            if (!match.search(from, false)) {
                from = subject.m_length + 1;
                return LuaValue.NONE;
            }
            from = match.end() > match.start() ? match.end() : match.end() + 1;
            return captures(match, subject);
        }
    }
}
