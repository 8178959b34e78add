package org.emilua.module.json;

import java.nio.charset.StandardCharsets;
import org.emilua.api.error.ErrorCode;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Where in a value something could not be written, as the error's field {@code path}: what one would write behind a variable. */
final class ValuePath {

    private static final LuaString PATH = LuaValue.valueOf("path");
    private static final LuaString DETAIL = LuaValue.valueOf("detail");

    /** So many steps tell enough. */
    private static final int MOST_STEPS = 16;

    /** Keys in brackets are shown up to so many bytes. */
    private static final int LONGEST_KEY = 80;

    private static final byte[] MORE = "...".getBytes(StandardCharsets.ISO_8859_1);

    private ValuePath() {}

    /** Puts the way through {@code open} in front of the path that {@code error} has already. Other errors stay as they are. */
    static ErrorCode add(ErrorCode error, Traversal[] open, int depth) {
        if (error.category() != DomError.CATEGORY || depth == 0) {
            return error;
        }
        TextBuffer path = new TextBuffer(new SpareBuffer());
        for (int i = 0; i < Math.min(depth, MOST_STEPS); i++) {
            step(path, open[i]);
        }
        LuaValue inner = error.table().rawget(PATH);
        if (depth > MOST_STEPS) {
            path.append(MORE, 0, MORE.length);
        } else if (inner instanceof LuaString text) {
            path.append(text);
        }
        LuaString whole = path.take();
        return error.with(PATH, whole).with(DETAIL, LuaValue.valueOf("at value").concat(whole));
    }

    private static void step(TextBuffer path, Traversal way) {
        if (way.isArray()) {
            byte[] index = Integer.toString(way.index()).getBytes(StandardCharsets.ISO_8859_1);
            path.append('[');
            path.append(index, 0, index.length);
            path.append(']');
            return;
        }
        LuaString name = way.name();
        if (isIdentifier(name)) {
            path.append('.');
            path.append(name);
        } else {
            path.append('[');
            path.appendString(name.substring(0, Math.min(name.m_length, LONGEST_KEY)));
            path.append(']');
        }
    }

    private static boolean isIdentifier(LuaString name) {
        if (name.m_length == 0 || name.m_length > LONGEST_KEY || name.luaByte(0) <= '9') {
            return false;
        }
        for (int i = 0; i < name.m_length; i++) {
            int c = name.luaByte(i);
            if (!(c == '_' || c >= '0' && c <= '9' || (c | 0x20) >= 'a' && (c | 0x20) <= 'z')) {
                return false;
            }
        }
        return true;
    }
}
