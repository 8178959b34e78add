package org.emilua.module.regex;

import org.emilua.api.bytes.ByteSpan;
import org.emilua.api.lua.Args;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** What is searched: a string or a byte span; parts of it are of the same kind. */
record Subject(LuaValue value, byte[] bytes, int offset, int length) {

    static Subject of(Args args, int index) {
        ByteSpan span = args.byteSpanOrString(index);
        return new Subject(args.arg(index), span.array(), span.offset(), span.length());
    }

    /** The bytes from {@code start} up to {@code end}: a string, or a slice of the same memory. */
    LuaValue part(int start, int end) {
        if (value instanceof ByteSpan span) {
            return span.slice(start, end);
        }
        return ((LuaString) value).substring(start, end);
    }
}
