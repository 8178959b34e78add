package org.luaj.vm2;

import java.lang.ref.WeakReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * What a table with weak keys or values holds, in place of its array and hash part. An entry whose key or value was
 * collected is as good as absent; its place is reclaimed when the table grows. Strings, numbers and booleans are values
 * and never collected.
 */
@NullMarked
final class WeakSlots {

    private static final int SMALLEST = 8;

    private @Nullable Object[] keys = new Object[SMALLEST];
    private @Nullable Object[] values = new Object[SMALLEST];
    private int[] hashes = new int[SMALLEST];
    private int used;
    private boolean weakKeys;
    private boolean weakValues;

    WeakSlots(boolean weakKeys, boolean weakValues) {
        this.weakKeys = weakKeys;
        this.weakValues = weakValues;
    }

    boolean weakKeys() {
        return weakKeys;
    }

    boolean weakValues() {
        return weakValues;
    }

    /** Changes what is weak; the entries that are there follow. */
    void mode(boolean keysToo, boolean valuesToo) {
        if (weakKeys != keysToo || weakValues != valuesToo) {
            weakKeys = keysToo;
            weakValues = valuesToo;
            resize();
        }
    }

    @Nullable LuaValue get(LuaValue key) {
        int i = find(key);
        return i < 0 ? null : strong(values[i]);
    }

    void put(LuaValue key, LuaValue value) {
        int i = find(key);
        if (value == LuaValue.NIL) {
            if (i >= 0) {
                values[i] = null;
            }
            return;
        }
        if (i < 0) {
            if ((used + 1) * 4 > keys.length * 3) {
                resize();
            }
            i = free(LuaTable.hash(key));
            used++;
            hashes[i] = LuaTable.hash(key);
            keys[i] = hold(key, weakKeys);
        }
        values[i] = hold(value, weakValues);
    }

    void forEach(BiConsumer<LuaValue, LuaValue> visitor) {
        for (int i = 0; i < keys.length; i++) {
            LuaValue key = strong(keys[i]);
            LuaValue value = strong(values[i]);
            if (key != null && value != null) {
                visitor.accept(key, value);
            }
        }
    }

    Varargs next(LuaValue key) {
        int i = -1;
        if (!key.isnil()) {
            i = find(key);
            if (i < 0) {
                throw new LuaError("invalid key to 'next'");
            }
        }
        while (++i < keys.length) {
            LuaValue found = strong(keys[i]);
            LuaValue value = strong(values[i]);
            if (found != null && value != null) {
                return LuaValue.varargsOf(found, value);
            }
        }
        return LuaValue.NIL;
    }

    private static Object hold(LuaValue value, boolean weakly) {
        boolean collectable = !(value instanceof LuaString || value instanceof LuaNumber || value instanceof LuaBoolean);
        return weakly && collectable ? new WeakReference<>(value) : value;
    }

    private static @Nullable LuaValue strong(@Nullable Object held) {
        return held instanceof WeakReference<?> reference ? (LuaValue) reference.get() : (LuaValue) held;
    }

    private int find(LuaValue key) {
        int hash = LuaTable.hash(key);
        int i = hash & (keys.length - 1);
        while (keys[i] != null) {
            if (hashes[i] == hash) {
                LuaValue candidate = strong(keys[i]);
                if (candidate != null && (candidate == key || isValue(candidate) && candidate.raweq(key))) {
                    return i;
                }
            }
            i = (i + 1) & (keys.length - 1);
        }
        return -1;
    }

    private static boolean isValue(LuaValue value) {
        return value instanceof LuaString || value instanceof LuaNumber;
    }

    private int free(int hash) {
        int i = hash & (keys.length - 1);
        while (keys[i] != null) {
            i = (i + 1) & (keys.length - 1);
        }
        return i;
    }

    private void resize() {
        WeakSlots fresh = new WeakSlots(weakKeys, weakValues);
        int[] live = {0};
        forEach((key, value) -> live[0]++);
        int size = SMALLEST;
        while ((live[0] + 1) * 2 > size) {
            size *= 2;
        }
        fresh.keys = new Object[size];
        fresh.values = new Object[size];
        fresh.hashes = new int[size];
        forEach(fresh::put);
        keys = fresh.keys;
        values = fresh.values;
        hashes = fresh.hashes;
        used = fresh.used;
    }
}
