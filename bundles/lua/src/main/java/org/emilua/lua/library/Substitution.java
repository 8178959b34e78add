package org.emilua.lua.library;

import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Calls;
import org.emilua.lua.code.Errors;
import org.emilua.lua.code.Native4;
import org.emilua.lua.code.Operations;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * {@code string.gsub(s, pattern, replacement, n)}. In a replacement string {@code %} before a digit stands for a capture;
 * before any other character it is dropped, and at the end it becomes a zero byte, as in LuaJIT.
 */
final class Substitution extends Native4 {

    private static final int ROOM = 32;

    @Override
    public Varargs call4(LuaValue f, LuaValue s, LuaValue pattern, LuaValue replacement, LuaValue n) {
        LuaString subject = Arguments.string(s, 1);
        LuaString wanted = Arguments.string(pattern, 2);
        long most = Arguments.integer(n, 4, Long.MAX_VALUE);
        return substitute(subject, wanted, replacement(replacement), most);
    }

    private static LuaValue replacement(LuaValue value) {
        if (value instanceof LuaString || value instanceof LuaTable || value instanceof LuaFunction) {
            return value;
        }
        if (value instanceof LuaNumber) {
            return Arguments.string(value, 3);
        }
        throw Errors.argument(3, "string/function/table expected");
    }

    private static Varargs substitute(LuaString subject, LuaString pattern, LuaValue replacement, long most) {
        boolean anchored = PatternFunctions.isAnchored(pattern);
        PatternMatch match = new PatternMatch(subject, pattern, anchored ? 1 : 0);
        TextBuilder result = null;
        int copied = 0;
        int from = 0;
        long count = 0;
        while (count < most && from <= subject.m_length && match.search(from, anchored)) {
            count++;
            if (result == null) {
                result = new TextBuilder((long) subject.m_length + ROOM);
            }
            result.append(subject.m_bytes, subject.m_offset + copied, match.start() - copied);
            copied = match.end();
            append(result, match, subject, replacement);
            from = match.end() > match.start() ? match.end() : match.end() + 1;
            if (anchored) {
                break;
            }
        }
        LuaDouble number = new LuaDouble(count);
        if (result == null) {
            return LuaValue.varargsOf(subject, number);
        }
        result.append(subject.m_bytes, subject.m_offset + copied, subject.m_length - copied);
        return LuaValue.varargsOf(result.toLuaString(), number);
    }

    private static void append(TextBuilder result, PatternMatch match, LuaString subject, LuaValue replacement) {
        if (replacement instanceof LuaString template) {
            appendTemplate(result, match, subject, template);
            return;
        }
        LuaValue value = replacement instanceof LuaTable
                ? Operations.index(replacement, PatternFunctions.capture(match, subject, 0))
                : called(replacement, PatternFunctions.captures(match, subject));
        if (value instanceof LuaString string) {
            result.append(string);
        } else if (value instanceof LuaNumber number) {
            result.append(ToText.plain(number));
        } else if (Operations.isTrue(value)) {
            throw Errors.raise("invalid replacement value (a " + value.typename() + ")");
        } else {
            result.append(subject.m_bytes, subject.m_offset + match.start(), match.end() - match.start());
        }
    }

    private static LuaValue called(LuaValue f, Varargs captures) {
        return Calls.first(captures instanceof LuaValue one
                ? Calls.code(f).call1(f, one)
                : Calls.code(f).callN(f, captures));
    }

    private static void appendTemplate(TextBuilder result, PatternMatch match, LuaString subject, LuaString template) {
        byte[] bytes = template.m_bytes;
        int end = template.m_offset + template.m_length;
        for (int at = template.m_offset; at < end; at++) {
            byte c = bytes[at];
            if (c != '%') {
                result.append(c);
                continue;
            }
            at++;
            c = at < end ? bytes[at] : 0;
            if (c >= '0' && c <= '9') {
                appendCapture(result, match, subject, c - '0');
            } else {
                result.append(c);
            }
        }
    }

    /** Appends the capture with a number from 1, the whole match for 0; for 1 also if the pattern has no captures. */
    private static void appendCapture(TextBuilder result, PatternMatch match, LuaString subject, int number) {
        int start = match.start();
        int end = match.end();
        if (number > Math.max(1, match.captures())) {
            throw Errors.raise("invalid capture index");
        }
        if (number > 0 && match.captures() > 0) {
            if (match.isPosition(number - 1)) {
                result.append(ToText.plain(new LuaDouble(match.start(number - 1) + 1)));
                return;
            }
            start = match.start(number - 1);
            end = match.end(number - 1);
        }
        result.append(subject.m_bytes, subject.m_offset + start, end - start);
    }
}
