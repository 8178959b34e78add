package org.emilua.module.stream;

import org.emilua.api.LuaModule;
import org.emilua.api.Vm;
import org.emilua.api.bytes.ByteSpan;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.ModuleTable;
import org.luaj.vm2.LuaValue;
import org.osgi.service.component.annotations.Component;

/**
 * Builds what {@code require 'stream'} returns. The functions are stateless and work on any object with the method that
 * they need, be it a userdata or a table. Bad arguments raise EINVAL: 1 for an object without the method, 2 for the buffer,
 * 3 for a minimum that is negative or more than the buffer's size.
 */
@Component(property = LuaModule.NAME + "=stream")
public final class StreamModule implements LuaModule {

    @Override
    public LuaValue load(Vm vm) {
        return new ModuleTable()
                .function("read_all", StreamModule::readAll)
                .function("read_at_least", StreamModule::readAtLeast)
                .function("write_all", StreamModule::writeAll)
                .function("write_at_least", StreamModule::writeAtLeast)
                .value("scanner", ScannerTable.create());
    }

    private static LuaValue readAll(Args args) {
        StreamMethod method = StreamMethod.readSome(args);
        ByteSpan buffer = args.byteSpan(2);
        return LuaValue.valueOf(method.transfer(buffer, buffer.length()));
    }

    private static LuaValue readAtLeast(Args args) {
        StreamMethod method = StreamMethod.readSome(args);
        ByteSpan buffer = args.byteSpan(2);
        return LuaValue.valueOf(method.transfer(buffer, args.integer(3, 0, buffer.length())));
    }

    private static LuaValue writeAll(Args args) {
        StreamMethod method = StreamMethod.writeSome(args);
        ByteSpan buffer = method.readable(args, 2);
        return LuaValue.valueOf(method.transfer(buffer, buffer.length()));
    }

    private static LuaValue writeAtLeast(Args args) {
        StreamMethod method = StreamMethod.writeSome(args);
        ByteSpan buffer = args.byteSpan(2);
        return LuaValue.valueOf(method.transfer(buffer, args.integer(3, 0, buffer.length())));
    }
}
