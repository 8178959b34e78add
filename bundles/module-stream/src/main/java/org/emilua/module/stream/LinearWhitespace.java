package org.emilua.module.stream;

import org.emilua.api.bytes.BytePattern;
import org.emilua.api.bytes.MatchRange;
import org.emilua.api.lua.Handle;
import org.emilua.api.lua.LuaType;

/**
 * The regex by which AWK separates fields unless told otherwise: one or more bytes of linear whitespace. A program that changes
 * nothing needs no regex engine for it. Belongs to its VM's strand.
 */
final class LinearWhitespace extends Handle implements BytePattern {

    private static final LuaType<LinearWhitespace> TYPE = LuaType.named("regex", LinearWhitespace.class);

    LinearWhitespace() {
        super(TYPE);
    }

    @Override
    public boolean find(byte[] bytes, int offset, int length, int from, MatchRange result) {
        int behind = offset + length;
        int start = ByteClass.LINEAR_WHITESPACE.first(bytes, offset + from, behind);
        if (start == behind) {
            result.notFound(true, length);
            return false;
        }
        int end = ByteClass.LINEAR_WHITESPACE.firstOther(bytes, start, behind);
        result.found(start - offset, end - offset, end == behind);
        return true;
    }
}
