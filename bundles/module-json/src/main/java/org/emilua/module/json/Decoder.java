package org.emilua.module.json;

import java.util.Arrays;
import org.emilua.api.error.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * Reads one text (RFC 8259) and makes the Lua value that it stands for. Nested arrays and objects take no stack: their
 * elements wait in one list until they end.
 */
final class Decoder {

    private static final int TRUE = 't' << 24 | 'r' << 16 | 'u' << 8 | 'e';
    private static final int ALSE = 'a' << 24 | 'l' << 16 | 's' << 8 | 'e';
    private static final int NULL = 'n' << 24 | 'u' << 16 | 'l' << 8 | 'l';
    private static final int END = -1;

    private final byte[] in;
    private final int start;
    private final int end;
    private final LuaTable arrayTag;
    private final ShapeCache shapes;
    private final StringReader strings;
    private final NumberReader numbers;
    private int at;

    /** Elements of what is open; names before their values. */
    private LuaValue[] elements = new LuaValue[32];

    private int count;

    /** For each array or object around the innermost one: where its elements begin, times two, plus one for an object. */
    private int[] outer = new int[8];

    /** The same of the innermost one. */
    private int frame;

    private int depth;

    Decoder(LuaString text, LuaTable arrayTag, KeyCache keys, ShapeCache shapes) {
        in = text.m_bytes;
        start = text.m_offset;
        at = start;
        end = start + text.m_length;
        this.arrayTag = arrayTag;
        this.shapes = shapes;
        strings = new StringReader(in, start, end, keys);
        numbers = new NumberReader(in, start, end);
    }

    LuaValue decode() {
        if (end - start >= 3 && in[start] == (byte) 0xEF && in[start + 1] == (byte) 0xBB && in[start + 2] == (byte) 0xBF) {
            throw wrong(LexerError.BYTE_ORDER_MARK);
        }
        LuaValue complete = begin();
        while (complete == null || depth > 0) {
            complete = complete == null ? begin() : next(complete);
        }
        if (token() != END) {
            throw wrong(LexerError.TRAILING_DATA);
        }
        return complete;
    }

    /** The first byte of the next token, where {@link #at} then is; {@link #END} for the text's end. */
    private int token() {
        byte[] text = in;
        int i = at;
        while (i < end) {
            byte c = text[i];
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                at = i;
                return c & 0xFF;
            }
            i++;
        }
        at = end;
        return END;
    }

    /** Reads a value, or only up to its first element's value: null. */
    private @Nullable LuaValue begin() {
        return switch (token()) {
            case '"' -> {
                LuaString string = strings.read(at + 1);
                at = strings.end();
                yield string;
            }
            case '{' -> beginObject();
            case '[' -> beginArray();
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                LuaValue number = numbers.read(at);
                at = numbers.end();
                yield number;
            }
            case 't' -> literal(TRUE, at, LuaValue.TRUE);
            case 'f' -> literal(ALSE, at + 1, LuaValue.FALSE);
            case 'n' -> literal(NULL, at, JsonNull.INSTANCE);
            default -> throw unexpected();
        };
    }

    private LuaValue literal(int letters, int from, LuaValue value) {
        if (end - from < 4 || letters != (in[from] << 24 | in[from + 1] << 16 | in[from + 2] << 8 | in[from + 3])) {
            throw wrong(LexerError.INVALID_LITERAL);
        }
        at = from + 4;
        return value;
    }

    private @Nullable LuaValue beginArray() {
        enter(0);
        if (token() != ']') {
            return null;
        }
        at++;
        leave();
        LuaTable array = new LuaTable();
        array.setmetatable(arrayTag);
        return array;
    }

    private @Nullable LuaValue beginObject() {
        enter(1);
        if (token() != '}') {
            name();
            return null;
        }
        at++;
        leave();
        return new LuaTable();
    }

    private void enter(int kind) {
        if (depth == Nesting.LIMIT) {
            throw Position.add(DomError.NESTING_TOO_DEEP.raised(), in, start, at);
        }
        if (depth == outer.length) {
            outer = Arrays.copyOf(outer, 2 * depth);
        }
        at++;
        outer[depth++] = frame;
        frame = count << 1 | kind;
    }

    private void leave() {
        frame = outer[--depth];
    }

    /** Takes the value of an element. The array or object if that was the last one, null in front of the next one's value. */
    private @Nullable LuaValue next(LuaValue value) {
        push(value);
        boolean inObject = (frame & 1) != 0;
        int token = token();
        if (token == ',') {
            at++;
            if (inObject) {
                token();
                name();
            }
            return null;
        }
        if (token != (inObject ? '}' : ']')) {
            throw unexpected();
        }
        at++;
        int from = frame >> 1;
        LuaTable whole = inObject ? shapes.table(elements, from, count) : array(from);
        count = from;
        leave();
        return whole;
    }

    private LuaTable array(int from) {
        LuaTable array = LuaTable.list(Arrays.copyOfRange(elements, from, count));
        array.setmetatable(arrayTag);
        return array;
    }

    private void push(LuaValue value) {
        if (count == elements.length) {
            elements = Arrays.copyOf(elements, 2 * count);
        }
        elements[count++] = value;
    }

    /** Reads a name, which must begin here, and the colon. */
    private void name() {
        if (at == end || in[at] != '"') {
            throw at == end ? unexpected() : wrong(isMisplaced(in[at]) ? LexerError.UNEXPECTED_TOKEN : LexerError.INVALID_KEY);
        }
        push(strings.readKey(at + 1));
        at = strings.end();
        if (token() != ':') {
            throw unexpected();
        }
        at++;
    }

    /** Whether no value begins with this byte. */
    private static boolean isMisplaced(byte c) {
        return c != '-' && c != '[' && c != '{' && !(c >= '0' && c <= '9') && c != 't' && c != 'f' && c != 'n';
    }

    private ErrorCode unexpected() {
        return wrong(at == end ? LexerError.UNEXPECTED_END : LexerError.UNEXPECTED_TOKEN);
    }

    private ErrorCode wrong(LexerError error) {
        return Position.add(error.raised(), in, start, at);
    }
}
