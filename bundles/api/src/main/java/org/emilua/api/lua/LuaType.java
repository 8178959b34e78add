package org.emilua.api.lua;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.emilua.api.error.CoreError;
import org.emilua.api.error.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * The type of a {@link Handle}: its methods, properties and metamethods. It is the objects' metatable itself, hidden from
 * Lua, where {@code getmetatable} gives the type's name instead. Immutable once built, hence shared by all VMs; a static
 * final field is the place for it.
 *
 * <p>Reading or writing a member that does not exist raises {@code bad_index}.
 *
 * @param <T> the Java class of the objects
 */
public final class LuaType<T extends Handle> extends LuaTable {

    private final String typeName;
    private final Class<T> objects;
    private final Map<LuaValue, LuaValue> methods = new HashMap<>();
    private final Map<LuaValue, Function<T, ? extends LuaValue>> getters = new HashMap<>();
    private final Map<LuaValue, BiConsumer<T, LuaValue>> setters = new HashMap<>();
    private @Nullable MethodBody<T> index;
    private @Nullable MethodBody<T> newIndex;

    private LuaType(String typeName, Class<T> objects) {
        this.typeName = typeName;
        this.objects = objects;
        rawset(METATABLE, LuaValue.valueOf(typeName));
        rawset(INDEX, new NativeFunction("__index", args -> read(args.handle(1, Handle.class), args.arg(2))));
        rawset(NEWINDEX, new NativeFunction("__newindex", args -> {
            write(args.handle(1, Handle.class), args.arg(2), args.arg(3));
            return NONE;
        }));
    }

    /** A type without members yet, that {@code getmetatable} calls {@code typeName}. */
    public static <T extends Handle> LuaType<T> named(String typeName, Class<T> objects) {
        return new LuaType<>(typeName, objects);
    }

    /** Adds a method. A self of another type raises EINVAL for argument 1. */
    public LuaType<T> method(String name, MethodBody<T> body) {
        methods.put(LuaValue.valueOf(name), methodFunction(name, body));
        return this;
    }

    /** Adds a member that is a function without self, as a constructor is. */
    public LuaType<T> function(String name, NativeBody body) {
        methods.put(LuaValue.valueOf(name), new NativeFunction(name, body));
        return this;
    }

    /** Adds a read-only property. */
    public LuaType<T> property(String name, Function<T, ? extends LuaValue> getter) {
        getters.put(LuaValue.valueOf(name), getter);
        return this;
    }

    /** Adds a property that can be assigned. */
    public LuaType<T> property(String name, Function<T, ? extends LuaValue> getter, BiConsumer<T, LuaValue> setter) {
        setters.put(LuaValue.valueOf(name), setter);
        return property(name, getter);
    }

    /** Adds a metamethod, named with its underscores. */
    public LuaType<T> metamethod(String name, NativeBody body) {
        rawset(name, new NativeFunction(name, body));
        return this;
    }

    /** What reading a member calls that is neither method nor property; without it, that raises {@code bad_index}. */
    public LuaType<T> index(MethodBody<T> fallback) {
        index = fallback;
        return this;
    }

    /** What assigning a member calls that is no property; without it, that raises {@code bad_index}. */
    public LuaType<T> newIndex(MethodBody<T> fallback) {
        newIndex = fallback;
        return this;
    }

    /** What {@code getmetatable} shows to Lua. */
    public String typeName() {
        return typeName;
    }

    LuaValue read(Handle object, LuaValue key) {
        LuaValue method = methods.get(key);
        if (method != null) {
            return method;
        }
        T self = self(object);
        Function<T, ? extends LuaValue> getter = getters.get(key);
        if (getter != null) {
            return guarded(() -> getter.apply(self));
        }
        MethodBody<T> fallback = index;
        if (fallback != null) {
            return guarded(() -> fallback.call(self, new Args(LuaValue.varargsOf(self, key))).arg1());
        }
        throw badIndex(key);
    }

    void write(Handle object, LuaValue key, LuaValue value) {
        T self = self(object);
        BiConsumer<T, LuaValue> setter = setters.get(key);
        MethodBody<T> fallback = newIndex;
        if (setter != null) {
            guarded(() -> {
                setter.accept(self, value);
                return NIL;
            });
        } else if (fallback != null) {
            guarded(() -> fallback.call(self, new Args(LuaValue.varargsOf(self, key, value))).arg1());
        } else {
            throw badIndex(key);
        }
    }

    private ErrorCode badIndex(LuaValue key) {
        return ErrorCode.of(CoreError.BAD_INDEX).with(LuaValue.valueOf("index"), key);
    }

    private LuaValue guarded(java.util.function.Supplier<? extends LuaValue> access) {
        try {
            return access.get();
        } catch (org.luaj.vm2.LuaError e) {
            throw e;
        } catch (RuntimeException e) {
            throw NativeFunction.unexpected(typeName, e);
        }
    }

    private T self(Handle object) {
        if (!objects.isInstance(object)) {
            throw Args.invalid(1);
        }
        return objects.cast(object);
    }

    private NativeFunction methodFunction(String name, MethodBody<T> body) {
        Class<T> type = objects;
        return new NativeFunction(name, args -> body.call(args.handle(1, type), args), body.getClass());
    }
}
