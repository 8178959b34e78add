package org.emilua.module.system;

import org.emilua.api.lua.Args;
import org.emilua.api.lua.Handle;
import org.emilua.api.lua.LuaType;
import org.emilua.api.lua.NativeBody;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * {@code system.in_}, {@code out} or {@code err}. Its functions ignore their first argument, which stands there for the
 * likeness with other streams only; therefore each object has a type of its own, whose functions know it. Belongs to its
 * VM's strand.
 */
final class StandardStreamHandle extends Handle {

    /** A stream whose type is called {@code typeName}. */
    StandardStreamHandle(String typeName, StandardStream stream) {
        super(LuaType.named(typeName, StandardStreamHandle.class)
                .function(stream.transferName(), new Member(stream, "transfer"))
                .function("isatty", new Member(stream, "isatty"))
                .function("tcgetpgrp", new Member(stream, "tcgetpgrp"))
                .function("tcsetpgrp", new Member(stream, "tcsetpgrp")));
    }

    /** One class for all functions costs less to start than one for each. */
    private record Member(StandardStream stream, String name) implements NativeBody {

        @Override
        public Varargs call(Args args) {
            return switch (name) {
                case "transfer" -> LuaValue.valueOf(stream.transfer(args.byteSpan(2)));
                case "isatty" -> LuaValue.valueOf(stream.isTerminal());
                case "tcgetpgrp" -> LuaValue.valueOf(stream.foregroundGroup());
                case "tcsetpgrp" -> setForegroundGroup(args.integer(2));
                default -> throw new IllegalStateException(name);
            };
        }

        private Varargs setForegroundGroup(int group) {
            stream.foregroundGroup(group);
            return LuaValue.NONE;
        }
    }
}
