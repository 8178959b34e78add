package org.emilua.lua.code;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.FieldSite;
import org.luaj.vm2.LuaBoolean;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.MetaCache;

/**
 * Lua's access to fields, comparisons and length, with metamethods. The short methods are what a JIT inlines; what they
 * leave to others is rare.
 */
public final class Operations {

    private static final int LONGEST_CHAIN = 100;
    private static final LuaString LE = LuaValue.LE;

    private Operations() {}

    /** Whether a value counts as true. */
    public static boolean isTrue(LuaValue value) {
        return value != LuaValue.NIL && value != LuaValue.FALSE;
    }

    /** Whether what is a number if {@code other} is null counts as true. */
    public static boolean isNumberOrTrue(@Nullable LuaValue other) {
        return other != LuaValue.NIL && other != LuaValue.FALSE;
    }

    /** A boolean as a value. */
    public static LuaValue box(boolean value) {
        return value ? LuaValue.TRUE : LuaValue.FALSE;
    }

    /** A number as a value. */
    public static LuaValue box(double value) {
        return new LuaDouble(value);
    }

    /** A value that is a number if {@code other} is null. */
    public static LuaValue box(@Nullable LuaValue other, double number) {
        return other == null ? new LuaDouble(number) : other;
    }

    /** Null for a number, which {@link #numberOf} tells; any other value as it is. */
    public static @Nullable LuaValue otherThanNumber(LuaValue value) {
        return value instanceof LuaNumber ? null : value;
    }

    /** The number that a value is, 0 for others. */
    public static double numberOf(LuaValue value) {
        return value instanceof LuaDouble number ? number.v : value instanceof LuaNumber other ? other.todouble() : 0;
    }

    // ---- reading fields

    /** {@code object[key]}. */
    public static LuaValue index(LuaValue object, LuaValue key) {
        if (object instanceof LuaTable table) {
            LuaValue value = table.entry(key);
            return value != null ? value : missing(table, key);
        }
        return indexOther(object, key);
    }

    /** {@code object.key}. */
    public static LuaValue index(LuaValue object, LuaString key) {
        if (object instanceof LuaTable table) {
            LuaValue value = table.entry(key);
            return value != null ? value : missing(table, key);
        }
        return indexOther(object, key);
    }

    /** {@code object.key} at a place of compiled code. */
    public static LuaValue index(LuaValue object, LuaString key, FieldSite site) {
        if (object instanceof LuaTable table) {
            LuaValue value = site.get(table);
            return value != null ? value : found(table, key, site);
        }
        return indexOther(object, key);
    }

    private static LuaValue found(LuaTable table, LuaString key, FieldSite site) {
        LuaValue value = site.find(table);
        return value != null ? value : index(table, key);
    }

    /** {@code object.key = value} at a place of compiled code. */
    public static void setIndex(LuaValue object, LuaString key, LuaValue value, FieldSite site) {
        if (!(object instanceof LuaTable table) || !site.replace(table, value) && !site.findAndReplace(table, value)) {
            setIndex(object, key, value);
        }
    }

    /** {@code object[key]} with a number. */
    public static LuaValue index(LuaValue object, double key) {
        if (object instanceof LuaTable table) {
            LuaValue value = table.entry(key);
            return value != null ? value : table.meta() == null ? LuaValue.NIL : inherited(table, new LuaDouble(key));
        }
        return indexOther(object, new LuaDouble(key));
    }

    /** {@code object[key]} with an integer. */
    public static LuaValue index(LuaValue object, long key) {
        if (object instanceof LuaTable table) {
            int small = (int) key;
            LuaValue value = small == key ? table.entry(small) : table.entry((double) key);
            return value != null ? value : table.meta() == null ? LuaValue.NIL : inherited(table, new LuaDouble(key));
        }
        return indexOther(object, new LuaDouble(key));
    }

    /** {@code object[key]} with a key that is the number {@code number} if {@code key} is null. */
    public static LuaValue index(LuaValue object, @Nullable LuaValue key, double number) {
        return key == null ? index(object, number) : index(object, key);
    }

    private static LuaValue missing(LuaTable table, LuaString key) {
        MetaCache meta = table.meta();
        if (meta == null) {
            return LuaValue.NIL;
        }
        LuaValue handler = meta.index();
        if (handler instanceof LuaTable next) {
            LuaValue value = next.entry(key);
            return value != null ? value : missing(next, key, 1);
        }
        return handler == null ? LuaValue.NIL : inherited(table, key);
    }

    private static LuaValue missing(LuaTable table, LuaString key, int depth) {
        LuaTable at = table;
        for (int i = depth; i < LONGEST_CHAIN; i++) {
            MetaCache meta = at.meta();
            LuaValue handler = meta == null ? null : meta.index();
            if (!(handler instanceof LuaTable next)) {
                return handler == null ? LuaValue.NIL : inherited(at, key);
            }
            LuaValue value = next.entry(key);
            if (value != null) {
                return value;
            }
            at = next;
        }
        throw Errors.runtime("loop in gettable");
    }

    private static LuaValue missing(LuaTable table, LuaValue key) {
        return table.meta() == null ? LuaValue.NIL : inherited(table, key);
    }

    private static LuaValue indexOther(LuaValue object, LuaValue key) {
        return ForeignFields.isForeign(object) ? ForeignFields.get(object, key) : inherited(object, key);
    }

    /** What an object that has no value of its own for a key inherits. */
    private static LuaValue inherited(LuaValue start, LuaValue key) {
        LuaValue object = start;
        for (int i = 0; i < LONGEST_CHAIN; i++) {
            if (i > 0 && object instanceof LuaTable table) {
                LuaValue value = table.entry(key);
                if (value != null) {
                    return value;
                }
            } else if (i > 0 && ForeignFields.isForeign(object)) {
                return ForeignFields.get(object, key);
            }
            LuaValue handler = indexHandler(object);
            if (handler == null) {
                if (object instanceof LuaTable) {
                    return LuaValue.NIL;
                }
                throw i == 0 ? Errors.index(object) : Errors.indexInherited(object);
            }
            if (handler instanceof LuaFunction) {
                return Calls.first(Calls.metamethod(handler).call2(handler, object, key));
            }
            object = handler;
        }
        throw Errors.runtime("loop in gettable");
    }

    private static @Nullable LuaValue indexHandler(LuaValue object) {
        if (object instanceof LuaTable table) {
            MetaCache meta = table.meta();
            return meta == null ? null : meta.index();
        }
        return handlerOfOther(object, LuaValue.INDEX);
    }

    private static @Nullable LuaValue handlerOfOther(LuaValue object, LuaString event) {
        LuaTable metatable = Metatables.of(object);
        return metatable == null ? null : metatable.entry(event);
    }

    // ---- writing fields

    /** {@code object[key] = value}. */
    public static void setIndex(LuaValue object, LuaValue key, LuaValue value) {
        if (key instanceof LuaString string) {
            setIndex(object, string, value);
        } else if (key instanceof LuaNumber number) {
            setIndex(object, number.todouble(), value);
        } else if (object instanceof LuaTable table && table.meta() == null) {
            if (key == LuaValue.NIL) {
                throw Errors.runtime("table index is nil");
            }
            table.store(key, value);
        } else {
            assign(object, key, value);
        }
    }

    /** {@code object.key = value}. */
    public static void setIndex(LuaValue object, LuaString key, LuaValue value) {
        if (object instanceof LuaTable table) {
            if (table.replace(key, value)) {
                return;
            }
            if (table.meta() == null) {
                table.store(key, value);
                return;
            }
        }
        assign(object, key, value);
    }

    /** {@code object[key] = value} with a number. */
    public static void setIndex(LuaValue object, double key, LuaValue value) {
        if (object instanceof LuaTable table && table.meta() == null) {
            int small = (int) key;
            if (small == key) {
                table.store(small, value);
                return;
            }
            if (!Double.isNaN(key)) {
                table.store(key, value);
                return;
            }
        }
        assign(object, new LuaDouble(key), value);
    }

    /** {@code object[key] = value} with an integer. */
    public static void setIndex(LuaValue object, long key, LuaValue value) {
        int small = (int) key;
        if (small == key && object instanceof LuaTable table && table.meta() == null) {
            table.store(small, value);
        } else {
            setIndex(object, (double) key, value);
        }
    }

    /** {@code object[key] = value} with a key that is the number {@code number} if {@code key} is null. */
    public static void setIndex(LuaValue object, @Nullable LuaValue key, double number, LuaValue value) {
        if (key == null) {
            setIndex(object, number, value);
        } else {
            setIndex(object, key, value);
        }
    }

    private static @Nullable LuaValue newIndexHandler(LuaValue object) {
        if (object instanceof LuaTable table) {
            MetaCache meta = table.meta();
            return meta == null ? null : meta.newIndex();
        }
        return handlerOfOther(object, LuaValue.NEWINDEX);
    }

    private static void assign(LuaValue object, LuaValue key, LuaValue value) {
        LuaValue at = object;
        for (int i = 0; i < LONGEST_CHAIN; i++) {
            if (ForeignFields.isForeign(at)) {
                ForeignFields.set(at, key, value);
                return;
            }
            LuaValue handler = newIndexHandler(at);
            if (at instanceof LuaTable table && (handler == null || table.entry(key) != null)) {
                checkKey(key);
                table.store(key, value);
                return;
            } else if (handler == null) {
                throw i == 0 ? Errors.index(at) : Errors.indexInherited(at);
            } else if (handler instanceof LuaFunction) {
                Calls.all(Calls.metamethod(handler).call3(handler, at, key, value));
                return;
            }
            at = handler;
        }
        throw Errors.runtime("loop in settable");
    }

    /** Refuses nil and NaN, which are no keys. */
    public static void checkKey(LuaValue key) {
        if (key == LuaValue.NIL) {
            throw Errors.runtime("table index is nil");
        }
        if (key instanceof LuaNumber number && Double.isNaN(number.todouble())) {
            throw Errors.runtime("table index is NaN");
        }
    }

    // ---- comparison

    /** {@code a == b}. */
    public static boolean equal(LuaValue a, LuaValue b) {
        if (a == b) {
            return !(a instanceof LuaDouble number) || !Double.isNaN(number.v);
        }
        if (a instanceof LuaNumber x) {
            return b instanceof LuaNumber y && x.todouble() == y.todouble();
        }
        if (a instanceof LuaString x) {
            return b instanceof LuaString y && x.raweq(y);
        }
        if (a instanceof LuaBoolean || a == LuaValue.NIL) {
            return false;
        }
        return equalObjects(a, b);
    }

    /** {@code a == b} with a number on the right. */
    public static boolean equal(LuaValue a, double b) {
        return a instanceof LuaDouble x ? x.v == b : a instanceof LuaNumber number && number.todouble() == b;
    }

    /** {@code a == b} with a number on the right and what is {@code number} if {@code other} is null on the left. */
    public static boolean equal(@Nullable LuaValue other, double number, double b) {
        return other == null && number == b;
    }

    /** {@code a == b} with a string on the right. */
    public static boolean equal(LuaValue a, LuaString b) {
        return a == b || a instanceof LuaString x && x.raweq(b);
    }

    private static boolean equalObjects(LuaValue a, LuaValue b) {
        if (a instanceof LuaTable x && b instanceof LuaTable y) {
            if (x.meta() == null || y.meta() == null) {
                return false;
            }
        } else if (!(a instanceof LuaUserdata && b instanceof LuaUserdata)) {
            return false;
        } else if (a.raweq(b)) {
            return true;
        }
        LuaValue handler = Metatables.metamethod(a, LuaValue.EQ);
        if (handler == LuaValue.NIL || !rawEqual(handler, Metatables.metamethod(b, LuaValue.EQ))) {
            return false;
        }
        return isTrue(Calls.first(Calls.metamethod(handler).call2(handler, a, b)));
    }

    /** Equality without metamethods. */
    public static boolean rawEqual(LuaValue a, LuaValue b) {
        if (a instanceof LuaNumber x) {
            return b instanceof LuaNumber y && x.todouble() == y.todouble();
        }
        if (a instanceof LuaString x) {
            return b instanceof LuaString y && x.raweq(y);
        }
        return a == b || a instanceof LuaUserdata && a.raweq(b);
    }

    /** {@code a < b}. */
    public static boolean lessThan(LuaValue a, LuaValue b) {
        if (a instanceof LuaDouble x && b instanceof LuaDouble y) {
            return x.v < y.v;
        }
        return lessThanOther(a, b);
    }

    private static boolean lessThanOther(LuaValue a, LuaValue b) {
        if (a instanceof LuaNumber x && b instanceof LuaNumber y) {
            return x.todouble() < y.todouble();
        }
        if (a instanceof LuaString x && b instanceof LuaString y) {
            return compare(x, y) < 0;
        }
        LuaValue handler = comparison(a, b, LuaValue.LT);
        if (handler == null) {
            throw Errors.compare(a, b);
        }
        return isTrue(Calls.first(Calls.metamethod(handler).call2(handler, a, b)));
    }

    /** {@code a <= b}. */
    public static boolean lessOrEqual(LuaValue a, LuaValue b) {
        if (a instanceof LuaDouble x && b instanceof LuaDouble y) {
            return x.v <= y.v;
        }
        return lessOrEqualOther(a, b);
    }

    /** {@code a < b} with a number on the right. */
    public static boolean lessThan(LuaValue a, double b) {
        return a instanceof LuaDouble x ? x.v < b : lessThanOther(a, new LuaDouble(b));
    }

    /** {@code a < b} with a number on the left. */
    public static boolean lessThan(double a, LuaValue b) {
        return b instanceof LuaDouble y ? a < y.v : lessThanOther(new LuaDouble(a), b);
    }

    /** {@code a <= b} with a number on the right. */
    public static boolean lessOrEqual(LuaValue a, double b) {
        return a instanceof LuaDouble x ? x.v <= b : lessOrEqualOther(a, new LuaDouble(b));
    }

    /** {@code a <= b} with a number on the left. */
    public static boolean lessOrEqual(double a, LuaValue b) {
        return b instanceof LuaDouble y ? a <= y.v : lessOrEqualOther(new LuaDouble(a), b);
    }

    /** {@code a > b}. */
    public static boolean greaterThan(LuaValue a, LuaValue b) {
        return lessThan(b, a);
    }

    /** {@code a > b} with a number on the right. */
    public static boolean greaterThan(LuaValue a, double b) {
        return lessThan(b, a);
    }

    /** {@code a > b} with a number on the left. */
    public static boolean greaterThan(double a, LuaValue b) {
        return lessThan(b, a);
    }

    /** {@code a >= b}. */
    public static boolean greaterOrEqual(LuaValue a, LuaValue b) {
        return lessOrEqual(b, a);
    }

    /** {@code a >= b} with a number on the right. */
    public static boolean greaterOrEqual(LuaValue a, double b) {
        return lessOrEqual(b, a);
    }

    /** {@code a >= b} with a number on the left. */
    public static boolean greaterOrEqual(double a, LuaValue b) {
        return lessOrEqual(b, a);
    }

    private static boolean lessOrEqualOther(LuaValue a, LuaValue b) {
        if (a instanceof LuaNumber x && b instanceof LuaNumber y) {
            return x.todouble() <= y.todouble();
        }
        if (a instanceof LuaString x && b instanceof LuaString y) {
            return compare(x, y) <= 0;
        }
        LuaValue handler = comparison(a, b, LE);
        if (handler != null) {
            return isTrue(Calls.first(Calls.metamethod(handler).call2(handler, a, b)));
        }
        handler = comparison(b, a, LuaValue.LT);
        if (handler == null) {
            throw Errors.compare(a, b);
        }
        return !isTrue(Calls.first(Calls.metamethod(handler).call2(handler, b, a)));
    }

    private static @Nullable LuaValue comparison(LuaValue a, LuaValue b, LuaString event) {
        LuaValue handler = Metatables.metamethod(a, event);
        if (handler == LuaValue.NIL) {
            handler = Metatables.metamethod(b, event);
        }
        return handler == LuaValue.NIL ? null : handler;
    }

    /** Compares strings byte by byte, without sign, as the C locale does. */
    public static int compare(LuaString a, LuaString b) {
        return java.util.Arrays.compareUnsigned(
                a.m_bytes, a.m_offset, a.m_offset + a.m_length, b.m_bytes, b.m_offset, b.m_offset + b.m_length);
    }

    // ---- length

    /** {@code #value} of a table without metatable; negative for anything else. */
    public static double plainLength(LuaValue value) {
        return value instanceof LuaTable table && table.meta() == null ? table.rawlen() : -1;
    }

    /** {@code #value}. */
    public static LuaValue length(LuaValue value) {
        if (value instanceof LuaTable table && table.meta() == null) {
            return new LuaDouble(table.rawlen());
        }
        return lengthOther(value);
    }

    private static LuaValue lengthOther(LuaValue value) {
        if (value instanceof LuaString string) {
            return new LuaDouble(string.m_length);
        }
        LuaValue handler = Metatables.metamethod(value, LuaValue.LEN);
        if (handler != LuaValue.NIL) {
            return Calls.first(Calls.metamethod(handler).call1(handler, value));
        }
        if (value instanceof LuaTable table) {
            return new LuaDouble(table.rawlen());
        }
        throw Errors.length(value);
    }
}
