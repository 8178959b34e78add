package org.emilua.runtime;

import java.util.HashMap;
import java.util.Map;
import org.emilua.api.error.CoreError;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.NativeFunction;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * What {@code require} returns for a module that a bundle provides: a table that looks everything up in the table of
 * whichever service answers to the name at that moment. Tables inside it are live likewise. Runs on its VM's strand only.
 */
final class LiveModule extends LuaTable {

    /** Finds the table that stands behind a live one now. */
    private interface Source {
        LuaTable current();
    }

    /** The module itself. */
    record Root(ModuleRegistry.Binding binding, EmiluaVm vm) implements Source {

        @Override
        public LuaTable current() {
            ModuleRegistry.Provider provider = binding.provider();
            LuaValue module = provider == null ? null : provider.moduleFor(vm);
            if (module instanceof LuaTable table) {
                return table;
            }
            throw ErrorCode.of(CoreError.MODULE_NOT_FOUND)
                    .withDetail("'" + binding.name() + "' is not provided any more");
        }
    }

    /** A table inside another. */
    private record Inner(Source outer, LuaValue key) implements Source {

        @Override
        public LuaTable current() {
            return outer.current().rawget(key) instanceof LuaTable table ? table : new LuaTable();
        }
    }

    private final Source source;

    private final Map<LuaValue, LuaValue> inner = new HashMap<>();

    LiveModule(Source source) {
        this.source = source;
        redirect(
                new NativeFunction("__index", args -> get(args.arg(2))),
                new NativeFunction("__newindex", args -> {
                    set(args.arg(2), args.arg(3));
                    return NONE;
                }));
    }

    private LuaValue live(LuaValue key, LuaValue value) {
        if (!(value instanceof LuaTable) || value instanceof LiveModule) {
            return value;
        }
        return inner.computeIfAbsent(key, name -> new LiveModule(new Inner(source, name)));
    }

    @Override
    public LuaValue rawget(LuaValue key) {
        return live(key, source.current().rawget(key));
    }

    @Override
    public LuaValue rawget(int key) {
        return rawget(valueOf(key));
    }

    @Override
    public LuaValue get(LuaValue key) {
        return live(key, source.current().get(key));
    }

    @Override
    public LuaValue get(int key) {
        return get(valueOf(key));
    }

    @Override
    public void set(LuaValue key, LuaValue value) {
        source.current().set(key, value);
    }

    @Override
    public void set(int key, LuaValue value) {
        source.current().set(key, value);
    }

    @Override
    public void rawset(LuaValue key, LuaValue value) {
        source.current().rawset(key, value);
    }

    @Override
    public void rawset(int key, LuaValue value) {
        source.current().rawset(key, value);
    }

    @Override
    public int length() {
        return source.current().length();
    }

    @Override
    public LuaValue len() {
        return source.current().len();
    }

    @Override
    public int rawlen() {
        return source.current().rawlen();
    }

    @Override
    public Varargs next(LuaValue key) {
        Varargs entry = source.current().next(key);
        return entry.arg1().isnil() ? entry : varargsOf(entry.arg1(), live(entry.arg1(), entry.arg(2)));
    }

    @Override
    public Varargs inext(LuaValue key) {
        return source.current().inext(key);
    }

    @Override
    @SuppressWarnings("NullAway") // null says that there is none, everywhere in LuaJ
    public LuaValue getmetatable() {
        return source.current().getmetatable();
    }
}
