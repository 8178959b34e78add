package org.emilua.module.json;

import org.emilua.api.LuaModule;
import org.emilua.api.Vm;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.ModuleTable;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.osgi.service.component.annotations.Component;

/** Builds what {@code require 'json'} returns. */
@Component(property = LuaModule.NAME + "=json")
public final class JsonModule implements LuaModule {

    private static final LuaString STATE = LuaValue.valueOf("state");
    private static final LuaString INDENT = LuaValue.valueOf("indent");

    @Override
    public LuaValue load(Vm vm) {
        LuaTable arrayTag = new ModuleTable().value("__name", LuaValue.valueOf("json.array"));
        KeyCache keys = new KeyCache();
        ShapeCache shapes = new ShapeCache();
        SpareBuffer spare = new SpareBuffer();
        return new ModuleTable()
                .value("null", JsonNull.INSTANCE)
                .value("lexer_ecat", LexerError.CATEGORY)
                .value("dom_ecat", DomError.CATEGORY)
                .value("writer", new ModuleTable().function("new", args -> new WriterHandle(new Generator(spare))))
                .function("decode", args -> new Decoder(args.bytes(1), arrayTag, keys, shapes).decode())
                .function("encode", args -> encode(args, arrayTag, spare))
                .function("is_array", args -> LuaValue.valueOf(args.required(1).getmetatable() == arrayTag))
                .function("into_array", args -> (args.count() == 0 ? new LuaTable() : args.table(1)).setmetatable(arrayTag));
    }

    private static Varargs encode(Args args, LuaTable arrayTag, SpareBuffer spare) {
        if (args.isNil(1)) {
            throw Args.invalid(1);
        }
        LuaTable options = args.tableOrNull(2);
        LuaValue shared = options == null ? LuaValue.NIL : options.rawget(STATE);
        if (!shared.isnil()) {
            EncoderState state = EncoderState.resume(shared instanceof LuaTable table ? table : invalidOptions(), 2);
            new Encoder(state, arrayTag).encode(args.arg(1));
            return LuaValue.NONE;
        }
        EncoderState state = EncoderState.create(options == null ? null : indent(options), spare);
        new Encoder(state, arrayTag).encode(args.arg(1));
        return state.generate();
    }

    private static LuaTable invalidOptions() {
        throw Args.invalid(2);
    }

    /** The option {@code indent}, which must be white space. */
    private static @Nullable LuaString indent(LuaTable options) {
        LuaValue indent = options.rawget(INDENT);
        if (indent.isnil()) {
            return null;
        }
        if (indent instanceof LuaString text && isSpace(text)) {
            return text;
        }
        throw Args.invalid(2);
    }

    private static boolean isSpace(LuaString text) {
        for (int i = 0; i < text.m_length; i++) {
            if (!Generator.isSpace(text.m_bytes[text.m_offset + i])) {
                return false;
            }
        }
        return true;
    }
}
