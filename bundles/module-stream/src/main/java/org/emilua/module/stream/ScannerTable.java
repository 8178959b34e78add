package org.emilua.module.stream;

import org.emilua.api.lua.Args;
import org.emilua.api.lua.ModuleTable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Builds {@code stream.scanner} (reference: stream.scanner). A scanner is a table of the program's, with the options of {@code new}
 * as its fields and {@code mt} as its metatable. Its methods work on any table that finds what they need, by whatever metatable.
 */
final class ScannerTable {

    private static final LuaString NEWLINE = LuaString.valueOf("\n");

    private ScannerTable() {}

    /** The table, for one VM. */
    static LuaTable create() {
        ModuleTable methods = new ModuleTable()
                .function("get_line", args -> state(args).getLine())
                .function("buffered_line", args -> state(args).bufferedLine())
                .function("remove_line", ScannerTable::removeLine)
                .function("buffer", args -> state(args).bufferAndOffset())
                .function("set_buffer", ScannerTable::setBuffer);
        LuaTable metatable = new ModuleTable().value("__index", methods);
        return new ModuleTable()
                .value("mt", metatable)
                .function("new", args -> scanner(args.isNil(1) ? new LuaTable() : args.table(1), metatable))
                .function("with_awk_defaults", args -> withAwkDefaults(args, metatable));
    }

    private static ScannerState state(Args args) {
        return ScannerState.of(args.table(1));
    }

    private static Varargs removeLine(Args args) {
        state(args).removeLine();
        return LuaValue.NONE;
    }

    private static Varargs setBuffer(Args args) {
        ScannerState state = state(args);
        state.setBuffer(args.byteSpan(2), args.isNil(3) ? 0 : args.integer(3, 1, args.byteSpan(2).length() + 1) - 1);
        return LuaValue.NONE;
    }

    private static LuaTable withAwkDefaults(Args args, LuaTable metatable) {
        StreamMethod method = StreamMethod.readSome(args);
        LuaTable options = new LuaTable(0, 8);
        options.rawset(ScannerRules.STREAM, method.stream());
        options.rawset(ScannerRules.RECORD_SEPARATOR, NEWLINE);
        options.rawset(ScannerRules.TRIM_RECORD, LuaValue.TRUE);
        options.rawset(ScannerRules.FIELD_SEPARATOR, new LinearWhitespace());
        return scanner(options, metatable);
    }

    private static LuaTable scanner(LuaTable options, LuaTable metatable) {
        ScannerRules.of(ScannerRules.Source.of(options)); // refuses at once what get_line would refuse
        ScannerRules.bufferSizeHint(options);
        setDefault(options, ScannerRules.RECORD_SEPARATOR, ScannerRules.CRLF);
        setDefault(options, ScannerRules.TRIM_RECORD, LuaValue.FALSE);
        setDefault(options, ScannerRules.MAX_RECORD_SIZE, ScannerRules.DEFAULT_MAX_RECORD_SIZE);
        options.rawset(ScannerState.RECORD_NUMBER, LuaValue.ZERO);
        options.rawset(ScannerState.RECORD_TERMINATOR, LuaValue.NIL);
        ScannerState.reset(options);
        options.setmetatable(metatable);
        return options;
    }

    private static void setDefault(LuaTable options, LuaString attribute, LuaValue value) {
        if (options.rawget(attribute).isnil()) {
            options.rawset(attribute, value);
        }
    }
}
