package org.emilua.module.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.emilua.api.error.ErrorCode;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** Texts read and written by the module, and read by Gson, whose opinion is independent. */
final class Texts {

    private final LuaTable arrayTag = new LuaTable();
    private final KeyCache keys = new KeyCache();
    private final ShapeCache shapes = new ShapeCache();
    private final SpareBuffer spare = new SpareBuffer();

    LuaValue decode(byte[] text) {
        return new Decoder(LuaString.valueUsing(text), arrayTag, keys, shapes).decode();
    }

    byte[] encode(LuaValue value) {
        EncoderState state = EncoderState.create(null, spare);
        new Encoder(state, arrayTag).encode(value);
        LuaString text = state.generate();
        byte[] bytes = new byte[text.m_length];
        text.copyInto(0, bytes, 0, bytes.length);
        return bytes;
    }

    /** The alias of an error and the position where it is. */
    static String describe(ErrorCode error) {
        int code = error.code();
        String name = error.category() == LexerError.CATEGORY ? LexerError.values()[code - 1].name() : DomError.values()[code - 1].name();
        return name.toLowerCase(Locale.ROOT) + " " + error.table().get("position");
    }

    /** What Gson finds in a text; throws what Gson throws if it refuses it. */
    LuaValue byGson(String text) throws IOException {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(2 * Nesting.LIMIT);
        LuaValue value = value(reader);
        if (reader.peek() != JsonToken.END_DOCUMENT) {
            throw new IOException("something follows the value");
        }
        return value;
    }

    private LuaValue value(JsonReader reader) throws IOException {
        return switch (reader.peek()) {
            case BEGIN_ARRAY -> {
                LuaTable array = new LuaTable();
                array.setmetatable(arrayTag);
                reader.beginArray();
                for (int i = 1; reader.hasNext(); i++) {
                    array.rawset(i, value(reader));
                }
                reader.endArray();
                yield array;
            }
            case BEGIN_OBJECT -> {
                LuaTable object = new LuaTable();
                reader.beginObject();
                while (reader.hasNext()) {
                    object.rawset(bytes(reader.nextName()), value(reader));
                }
                reader.endObject();
                yield object;
            }
            case STRING -> bytes(reader.nextString());
            case NUMBER -> LuaValue.valueOf(reader.nextDouble());
            case BOOLEAN -> LuaValue.valueOf(reader.nextBoolean());
            case NULL -> {
                reader.nextNull();
                yield JsonNull.INSTANCE;
            }
            default -> throw new IOException("no value");
        };
    }

    private static LuaString bytes(String text) {
        return LuaString.valueUsing(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether two values made of texts are the same, bit for bit. */
    static boolean same(LuaValue a, LuaValue b) {
        if (!(a instanceof LuaTable one) || !(b instanceof LuaTable other)) {
            return a.type() == LuaValue.TNUMBER && b.type() == LuaValue.TNUMBER
                    ? Double.doubleToRawLongBits(a.todouble()) == Double.doubleToRawLongBits(b.todouble())
                    : a.raweq(b);
        }
        if (one.keyCount() != other.keyCount() || one.getmetatable() != other.getmetatable()) {
            return false;
        }
        for (LuaValue key : one.keys()) {
            if (!same(one.rawget(key), other.rawget(key))) {
                return false;
            }
        }
        return true;
    }
}
