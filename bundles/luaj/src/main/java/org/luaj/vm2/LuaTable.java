package org.luaj.vm2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * A Lua table: an array part for the keys 1 to n and a hash part with open addressing for the others. Nil is stored as
 * null, and a key whose value is nil keeps its place until the next insertion of a new key, so that a traversal may clear
 * fields. The parts get new sizes when Lua 5.1 gives them new ones, so that {@code #} finds the same border.
 *
 * <p>Stores are ordered so that a failure in the middle of one, an exhausted stack or heap included, leaves a table
 * that works. Not for use by several threads at once.
 */
@NullMarked
public class LuaTable extends LuaValue {

    private static final LuaValue[] NO_ARRAY = {};

    /** An empty hash part: one free slot, which is never filled. */
    private static final @Nullable LuaValue[] NO_SLOTS = new LuaValue[2];

    private static final int UNKNOWN = -1;
    private static final int SMALLEST_HASH = 4;
    private static final int LARGEST = 1 << 26;

    /** Into how many powers of two the keys of arrays fall. */
    private static final int RANGES = 27;

    /** What a table, a value with its place in an array, and half a field use of the heap, roughly; see {@link Allocations}. */
    private static final long OWN_BYTES = 64;

    private static final long ELEMENT_BYTES = 24;
    private static final long HALF_SLOT_BYTES = 8;

    /** The values of the keys 1 to {@code array.length}; null for nil. */
    private @Nullable LuaValue[] array = NO_ARRAY;

    /** Keys at even places, each followed by its value; null for a free slot, a null value for nil. */
    private @Nullable LuaValue[] slots = NO_SLOTS;

    /** Slots with a key, the ones with a nil value included. */
    private int used;

    /** With how many keys the hash part counts as full: 0 or a power of two, as Lua 5.1 sizes it. There are more slots. */
    private int nodes;

    /** How many values from 1 on are not nil if none follows a nil in the array part, {@code UNKNOWN} otherwise. */
    private int count;

    /** Whether the hash part may have numbers. Without a hash part it tells that this is a list which was not made yet. */
    private boolean numbersInHash;

    /** A bit for each string that may be a key: one of 64, by the string's hash. */
    private long names;

    private @Nullable MetaCache meta;

    /** What other tables know of this one as their metatable; null until it is one. */
    private @Nullable MetaCache asMeta;

    private @Nullable WeakSlots weak;

    /** An empty table. */
    public LuaTable() {
        if (Allocations.counted) {
            Allocations.count(this, OWN_BYTES);
        }
    }

    /** An empty table with room for {@code arrays} values with the keys 1, 2, ... and {@code hashes} others. */
    public LuaTable(int arrays, int hashes) {
        this();
        presize(arrays, hashes);
    }

    /** A table of values: {@code named} are keys, each followed by its value; {@code unnamed} and {@code last} get 1, 2, .... */
    public LuaTable(LuaValue @Nullable [] named, LuaValue @Nullable [] unnamed, @Nullable Varargs last) {
        this();
        LuaValue[] listed = unnamed != null ? unnamed : NOVALS;
        Varargs rest = last != null ? last : NONE;
        LuaValue[] list = Arrays.copyOf(listed, listed.length + rest.narg());
        for (int i = listed.length; i < list.length; i++) {
            list[i] = rest.arg(i - listed.length + 1);
        }
        fill(list);
        LuaValue[] names = named != null ? named : NOVALS;
        presize(0, names.length / 2);
        for (int i = 0; i < names.length; i += 2) {
            rawset(names[i], names[i + 1]);
        }
    }

    /** A list of values. */
    public LuaTable(Varargs values) {
        this(values, 1);
    }

    /** A list of the values from {@code first} on, with {@code n} as their number, as Lua 5.1's {@code arg} is made. */
    public LuaTable(Varargs values, int first) {
        this();
        int n = Math.max(0, values.narg() - first + 1);
        LuaValue[] list = new LuaValue[n];
        for (int i = 0; i < n; i++) {
            list[i] = values.arg(first + i);
        }
        fill(list);
        rawset(valueOf("n"), valueOf(n));
    }

    /**
     * A list.
     *
     * @param values the values of 1, 2, ...; becomes the table's own
     */
    public static LuaTable list(LuaValue[] values) {
        LuaTable table = new LuaTable();
        table.fill(values);
        return table;
    }

    /** Has {@link #deferredValues} make this empty table's values, of 1 to {@code size}, when there is need for one of them. */
    final void defer(int size) {
        if (size > 0) {
            count = size;
            numbersInHash = true;
        }
    }

    /** The values of 1, 2, ...; they become the table's own. Asked for only where {@link #defer} announced them. */
    LuaValue[] deferredValues() {
        return NOVALS;
    }

    /** Makes the values that were deferred, and tells whether there were any. */
    private boolean settle() {
        if (!isDeferred()) {
            return false;
        }
        fill(deferredValues());
        numbersInHash = false;
        return true;
    }

    private boolean isDeferred() {
        return numbersInHash && slots == NO_SLOTS && array == NO_ARRAY;
    }

    /** Stores the values of 1, 2, ...; they become the table's array, and integers behind them go into the hash part. */
    public final void adopt(LuaValue[] values) {
        settle();
        @Nullable LuaValue[] before = array;
        if (numbersInHash) {
            for (int i = 0; i < values.length; i++) {
                int slot = slotOfNumber(i + 1);
                if (slot >= 0) {
                    slots[slot + 1] = null;
                }
            }
        }
        fill(values);
        for (int i = values.length; i < before.length; i++) {
            LuaValue value = before[i];
            if (value != null) {
                store(i + 1, value);
            }
        }
    }

    private void fill(LuaValue[] values) {
        int dense = 0;
        boolean holes = false;
        for (int i = 0; i < values.length; i++) {
            if (values[i] == NIL || values[i] == NONE) {
                values[i] = null;
            } else if (dense++ != i) {
                holes = true;
            }
        }
        grows(values.length - array.length, 0);
        array = values;
        count = holes ? UNKNOWN : dense;
    }

    /** Tells who counts that the parts get longer. */
    private void grows(int elements, int halfSlots) {
        if (Allocations.counted) {
            long bytes = elements * ELEMENT_BYTES + halfSlots * HALF_SLOT_BYTES;
            Allocations.announce(bytes);
            Allocations.count(this, bytes);
        }
    }

    // ---- type

    @Override
    public int type() {
        return TTABLE;
    }

    @Override
    public String typename() {
        return "table";
    }

    @Override
    public boolean istable() {
        return true;
    }

    @Override
    public LuaTable checktable() {
        return this;
    }

    @Override
    public LuaTable opttable(LuaTable otherwise) {
        return this;
    }

    // ---- metatable

    @Override
    @SuppressWarnings("NullAway") // null says that there is none, everywhere in LuaJ
    public LuaValue getmetatable() {
        MetaCache known = meta;
        return known == null ? null : known.table;
    }

    @Override
    public LuaValue setmetatable(@Nullable LuaValue metatable) {
        meta = metatable instanceof LuaTable table ? table.asMetatable() : null;
        if (asMeta != null) {
            asMeta.changed(null);
        }
        adoptMode();
        return this;
    }

    /** What is known of this table's metatable; null without one. */
    public final @Nullable MetaCache meta() {
        return meta;
    }

    /** Has every access that finds nothing in this table's own storage go to these metamethods; no metatable shows. */
    protected final void redirect(LuaValue index, LuaValue newIndex) {
        meta = new MetaCache(index, newIndex);
    }

    private MetaCache asMetatable() {
        MetaCache own = asMeta;
        if (own == null) {
            own = new MetaCache(this);
            asMeta = own;
        }
        return own;
    }

    /** Whether the methods of this class reach all of the table's content: neither redirected nor weak. */
    public final boolean isPlain() {
        MetaCache known = meta;
        return weak == null && (known == null || known.table != null);
    }

    /** A metatable may become one of weak tables when tables have it already; they notice with their next new key. */
    private void adoptMode() {
        MetaCache known = meta;
        if (known != null && known.isWeak() && weak == null) {
            WeakSlots moved = new WeakSlots(known.weakKeys(), known.weakValues());
            for (Varargs e = storedNext(NIL); !e.arg1().isnil(); e = storedNext(e.arg1())) {
                moved.put(e.arg1(), e.arg(2));
            }
            weak = moved;
            clearStrong();
            names = -1;
            changed(null);
        } else if (weak != null && (known == null || !known.isWeak())) {
            WeakSlots old = weak;
            weak = null;
            names = 0;
            old.forEach(this::rawset);
        } else if (weak != null && known != null) {
            weak.mode(known.weakKeys(), known.weakValues());
        }
    }

    /** Removes all keys and keeps the room. */
    public final void clear() {
        settle();
        Arrays.fill(array, null);
        count = 0;
        if (used > 0) {
            Arrays.fill(slots, null);
            used = 0;
        }
        numbersInHash = false;
        if (weak != null) {
            weak = new WeakSlots(weak.weakKeys(), weak.weakValues());
        } else {
            names = 0;
        }
        changed(null);
    }

    private void clearStrong() {
        array = NO_ARRAY;
        count = 0;
        slots = NO_SLOTS;
        used = 0;
        nodes = 0;
        numbersInHash = false;
    }

    /** A string got another value; null for {@code old} where it had none. */
    private void changed(@Nullable LuaValue old) {
        MetaCache own = asMeta;
        if (own != null) {
            own.changed(old);
        }
    }

    /** Has what others find here by way of metatables count as changed whenever it does. */
    final void beShared() {
        asMetatable().share();
    }

    private static long nameBit(int hash) {
        return 1L << (hash ^ hash >>> 6);
    }

    // ---- room

    /** Makes room for {@code size} values with the keys 1, 2, .... */
    public void presize(int size) {
        settle();
        if (size > array.length && size <= LARGEST && !numbersInHash && weak == null) {
            grows(size - array.length, 0);
            array = Arrays.copyOf(array, size);
        }
    }

    /** Makes room for {@code arrays} values with the keys 1, 2, ... and {@code hashes} others. */
    public void presize(int arrays, int hashes) {
        presize(arrays);
        if (hashes > 0 && used == 0) {
            int wanted = powerFrom(Math.min(hashes, LARGEST));
            grows(0, slotsLength(wanted) - slots.length);
            slots = newSlots(wanted);
            nodes = wanted;
        }
    }

    /** The smallest power of two that is not below {@code keys}; 0 for none. */
    private static int powerFrom(int keys) {
        return keys <= 1 ? keys : Integer.highestOneBit(keys - 1) << 1;
    }

    /** Slots for as many keys, a power of two, with enough free ones that searches end soon. */
    private static @Nullable LuaValue[] newSlots(int keys) {
        return keys == 0 ? NO_SLOTS : new LuaValue[slotsLength(keys)];
    }

    private static int slotsLength(int keys) {
        return 4 * Math.max(keys, SMALLEST_HASH / 2);
    }

    // ---- reading what is stored; null for nil

    /** The value of a string, null for nil; no metamethods. */
    public final @Nullable LuaValue entry(LuaString key) {
        @Nullable LuaValue[] s = slots;
        int mask = s.length - 2;
        int i = (key.hashCode() << 1) & mask;
        while (true) {
            LuaValue k = s[i];
            if (k == key) {
                return s[i + 1];
            }
            if (k == null) {
                return weak == null ? null : weak.get(key);
            }
            if (k instanceof LuaString other && sameText(other, key)) {
                return s[i + 1];
            }
            i = (i + 2) & mask;
        }
    }

    /** Whether a string is surely no key of this table; its bit is the one that {@link #bitOf} tells. */
    final boolean lacks(long bit) {
        return (names & bit) == 0;
    }

    static long bitOf(LuaString key) {
        return nameBit(key.hashCode());
    }

    /** The value of a string if the string is the key at a slot; null if not, or for nil. */
    final @Nullable LuaValue entryAt(int slot, LuaString key) {
        @Nullable LuaValue[] s = slots;
        return slot < s.length && s[slot] == key ? s[slot + 1] : null;
    }

    /** Replaces the value of a string if the string is the key at a slot and has one. */
    final boolean replaceAt(int slot, LuaString key, LuaValue value) {
        @Nullable LuaValue[] s = slots;
        if (slot >= s.length || s[slot] != key) {
            return false;
        }
        LuaValue old = s[slot + 1];
        if (old == null) {
            return false;
        }
        s[slot + 1] = value == NIL ? null : value;
        if (asMeta != null) {
            asMeta.changed(old);
        }
        return true;
    }

    /** The slot of a string, whose object becomes the key; -1 if it is no key. */
    final int takeSlot(LuaString key) {
        int slot = slotOfString(key);
        if (slot >= 0) {
            slots[slot] = key;
        }
        return slot;
    }

    private static boolean sameText(LuaString a, LuaString b) {
        return a.m_length == b.m_length && a.hashCode() == b.hashCode() && a.raweq(b);
    }

    /** The value of an integer, null for nil; no metamethods. */
    public final @Nullable LuaValue entry(int key) {
        @Nullable LuaValue[] a = array;
        int i = key - 1;
        if (i >= 0 && i < a.length) {
            return a[i];
        }
        return numbersInHash || weak != null ? entryOfNumber(key) : null;
    }

    /** The value of a number, null for nil; no metamethods. */
    public final @Nullable LuaValue entry(double key) {
        int i = (int) key;
        if (i == key) {
            return entry(i);
        }
        return numbersInHash || weak != null ? entryOfNumber(key) : null;
    }

    private @Nullable LuaValue entryOfNumber(double key) {
        if (weak != null) {
            return weak.get(new LuaDouble(key));
        }
        if (settle()) {
            return entry(key);
        }
        int i = slotOfNumber(key);
        return i < 0 ? null : slots[i + 1];
    }

    /** The value of any key, null for nil; no metamethods. */
    public final @Nullable LuaValue entry(LuaValue key) {
        if (key instanceof LuaString string) {
            return entry(string);
        }
        if (key instanceof LuaDouble number) {
            return entry(number.v);
        }
        if (key instanceof LuaNumber number) {
            return entry(number.todouble());
        }
        if (weak != null) {
            return weak.get(key);
        }
        int i = slotOfObject(key);
        return i < 0 ? null : slots[i + 1];
    }

    private int slotOfNumber(double key) {
        @Nullable LuaValue[] s = slots;
        int mask = s.length - 2;
        int i = (hash(key) << 1) & mask;
        while (true) {
            LuaValue k = s[i];
            if (k == null) {
                return -1;
            }
            if (k instanceof LuaDouble number && number.v == key) {
                return i;
            }
            i = (i + 2) & mask;
        }
    }

    private int slotOfObject(LuaValue key) {
        @Nullable LuaValue[] s = slots;
        int mask = s.length - 2;
        int i = (System.identityHashCode(key) << 1) & mask;
        while (true) {
            LuaValue k = s[i];
            if (k == key) {
                return i;
            }
            if (k == null) {
                return -1;
            }
            i = (i + 2) & mask;
        }
    }

    private int slotOfString(LuaString key) {
        @Nullable LuaValue[] s = slots;
        int mask = s.length - 2;
        int i = (key.hashCode() << 1) & mask;
        while (true) {
            LuaValue k = s[i];
            if (k == key) {
                return i;
            }
            if (k == null) {
                return -1;
            }
            if (k instanceof LuaString other && sameText(other, key)) {
                return i;
            }
            i = (i + 2) & mask;
        }
    }

    private int slotOf(LuaValue key) {
        if (key instanceof LuaString string) {
            return slotOfString(string);
        }
        return key instanceof LuaNumber number ? slotOfNumber(number.todouble()) : slotOfObject(key);
    }

    static int hash(double number) {
        long bits = Double.doubleToRawLongBits(number);
        int folded = (int) (bits ^ (bits >>> 32)) * 0x9E3779B9;
        return folded ^ (folded >>> 15);
    }

    static int hash(LuaValue key) {
        if (key instanceof LuaString) {
            return key.hashCode();
        }
        return key instanceof LuaNumber number ? hash(number.todouble()) : System.identityHashCode(key);
    }

    // ---- storing; no metamethods

    /**
     * Replaces the value of a string that has one.
     *
     * @return whether it had one; if not, nothing changed
     */
    public final boolean replace(LuaString key, LuaValue value) {
        @Nullable LuaValue[] s = slots;
        int mask = s.length - 2;
        int i = (key.hashCode() << 1) & mask;
        while (true) {
            LuaValue k = s[i];
            if (k == key || k instanceof LuaString other && sameText(other, key)) {
                LuaValue old = s[i + 1];
                if (old == null) {
                    return false;
                }
                s[i + 1] = value == NIL ? null : value;
                changed(old);
                return true;
            }
            if (k == null) {
                return false;
            }
            i = (i + 2) & mask;
        }
    }

    /** Stores the value of a string. */
    public final void store(LuaString key, LuaValue value) {
        if (weak != null) {
            changed(null);
            storeWeak(key, value);
            return;
        }
        int i = slotOfString(key);
        if (i >= 0) {
            changed(slots[i + 1]);
            slots[i + 1] = value == NIL ? null : value;
        } else if (value != NIL) {
            changed(null);
            insert(key, value, key.hashCode());
        } else {
            lackRoom(0);
        }
    }

    /** Stores the value of an integer. */
    public final void store(int key, LuaValue value) {
        @Nullable LuaValue[] a = array;
        int i = key - 1;
        if (i >= 0 && i < a.length) {
            if (value == NIL) {
                forget(i);
            } else {
                a[i] = value;
                if (i >= count) {
                    count = i == count ? key : UNKNOWN;
                }
            }
        } else {
            storeOutside(key, value);
        }
    }

    private void forget(int i) {
        if (i == count - 1) {
            count = i;
        } else if (i < count) {
            count = UNKNOWN;
        }
        array[i] = null;
    }

    private void storeOutside(double key, LuaValue value) {
        if (weak != null) {
            storeWeak(new LuaDouble(key), value);
            return;
        }
        if (settle()) {
            store(key, value);
            return;
        }
        int slot = numbersInHash ? slotOfNumber(key) : -1;
        if (slot >= 0) {
            slots[slot + 1] = value == NIL ? null : value;
        } else if (value != NIL) {
            if (used == nodes && !isWeakNow()) {
                rehash(indexOf(key));
                int i = (int) key;
                if (i == key && i > 0 && i <= array.length) {
                    store(i, value);
                    return;
                }
            }
            insert(new LuaDouble(key == 0 ? 0.0 : key), value, hash(key == 0 ? 0.0 : key));
        } else {
            lackRoom(indexOf(key));
        }
    }

    /** Stores the value of a number. NaN is no key. */
    public final void store(double key, LuaValue value) {
        int i = (int) key;
        if (i == key) {
            store(i, value);
        } else if (Double.isNaN(key)) {
            throw new LuaError("table index is NaN");
        } else {
            storeOutside(key, value);
        }
    }

    /** Stores the value of any key but nil and NaN. */
    public final void store(LuaValue key, LuaValue value) {
        if (key instanceof LuaString string) {
            store(string, value);
        } else if (key instanceof LuaDouble number) {
            store(number.v, value);
        } else if (key instanceof LuaNumber number) {
            store(number.todouble(), value);
        } else if (key == NIL || key == NONE) {
            throw new LuaError("table index is nil");
        } else {
            storeObject(key, value);
        }
    }

    private void storeObject(LuaValue key, LuaValue value) {
        if (weak != null) {
            storeWeak(key, value);
            return;
        }
        int i = slotOfObject(key);
        if (i >= 0) {
            slots[i + 1] = value == NIL ? null : value;
        } else if (value != NIL) {
            insert(key, value, System.identityHashCode(key));
        } else {
            lackRoom(0);
        }
    }

    /** A nil for a key that is not there changes nothing, but where there is no room for the key, Lua 5.1 sizes the parts anew first. */
    private void lackRoom(int index) {
        if (used == nodes && !isWeakNow()) {
            rehash(index);
        }
    }

    private void storeWeak(LuaValue key, LuaValue value) {
        WeakSlots store = weak;
        if (store != null) {
            store.put(key, value);
            adoptMode();
        }
    }

    private boolean isWeakNow() {
        MetaCache known = meta;
        return known != null && known.isWeak();
    }

    /** Stores the value of a new key that belongs to the hash part. */
    private void insert(LuaValue key, LuaValue value, int hash) {
        if (isWeakNow()) {
            adoptMode();
            storeWeak(key, value);
            return;
        }
        if (used == nodes) {
            rehash(0);
        }
        if (key instanceof LuaNumber) {
            numbersInHash = true;
        } else if (key instanceof LuaString) {
            names |= nameBit(hash);
        }
        place(slots, key, value, hash);
        used++;
    }

    private static void place(@Nullable LuaValue[] s, LuaValue key, LuaValue value, int hash) {
        int mask = s.length - 2;
        int i = (hash << 1) & mask;
        while (s[i] != null) {
            i = (i + 2) & mask;
        }
        s[i + 1] = value;
        s[i] = key;
    }

    /**
     * Makes room for at least one more key: drops the keys without a value, and sizes both parts anew, as Lua 5.1 does.
     *
     * @param index the key to come if it is a positive integer, 0 if it is another
     */
    private void rehash(int index) {
        settle();
        if (used == 0 && index == array.length + 1 && count == array.length && index <= LARGEST) {
            int size = powerFrom(index);
            grows(size - array.length, 0);
            array = Arrays.copyOf(array, size);
            return;
        }
        if (index == 0 && array.length == 0 && !numbersInHash) {
            rehashNames();
            return;
        }
        int[] inRange = new int[RANGES]; // how many keys lie in (2^(i-1), 2^i]
        int keys = 1 + countArray(inRange) + countHash(inRange);
        countKey(inRange, index);
        int arraySize = bestArraySize(inRange);
        int inArray = 0;
        for (int i = 0; arraySize >> i > 0; i++) {
            inArray += inRange[i];
        }
        resize(arraySize, powerFrom(keys - inArray));
    }

    /** Makes room for one more key where there are no numbers. */
    private void rehashNames() {
        int live = 0;
        for (int i = 1; i < slots.length; i += 2) {
            if (slots[i] != null) {
                live++;
            }
        }
        int wanted = powerFrom(live + 1);
        if (live == used && slots.length == slotsLength(wanted)) {
            nodes = wanted;
        } else {
            resize(0, wanted);
        }
    }

    private void resize(int arraySize, int hashSize) {
        @Nullable LuaValue[] before = array;
        @Nullable LuaValue[] old = slots;
        grows(arraySize - before.length, hashSize == 0 ? 0 : slotsLength(hashSize) - old.length);
        @Nullable LuaValue[] grown = arraySize == before.length ? before : Arrays.copyOf(before, arraySize);
        @Nullable LuaValue[] fresh = newSlots(hashSize);
        int kept = 0;
        boolean numbers = false;
        for (int i = arraySize; i < before.length; i++) {
            LuaValue value = before[i];
            if (value != null) {
                numbers = true;
                place(fresh, new LuaDouble(i + 1), value, hash(i + 1));
                kept++;
            }
        }
        for (int i = 0; i < old.length; i += 2) {
            LuaValue key = old[i];
            LuaValue value = old[i + 1];
            if (key == null || value == null) {
                continue;
            }
            int index = key instanceof LuaDouble number ? indexOf(number.v) : 0;
            if (index > 0 && index <= arraySize) {
                grown[index - 1] = value;
            } else {
                numbers |= key instanceof LuaNumber;
                place(fresh, key, value, hash(key));
                kept++;
            }
        }
        boolean moved = grown != before;
        array = grown;
        slots = fresh;
        used = kept;
        nodes = hashSize;
        numbersInHash = numbers;
        if (moved) {
            recount();
        }
    }

    private void recount() {
        int n = 0;
        while (n < array.length && array[n] != null) {
            n++;
        }
        count = n;
        for (int i = n + 1; i < array.length; i++) {
            if (array[i] != null) {
                count = UNKNOWN;
                return;
            }
        }
    }

    private static int indexOf(double key) {
        int i = (int) key;
        return i == key ? i : 0;
    }

    private int countArray(int[] inRange) {
        int values = 0;
        for (int i = 0; i < array.length; i++) {
            if (array[i] != null) {
                values++;
                countKey(inRange, i + 1);
            }
        }
        return values;
    }

    private int countHash(int[] inRange) {
        int values = 0;
        for (int i = 0; i < slots.length; i += 2) {
            if (slots[i + 1] != null) {
                values++;
                if (slots[i] instanceof LuaDouble number) {
                    countKey(inRange, indexOf(number.v));
                }
            }
        }
        return values;
    }

    /** The largest power of two of which more than half the keys 1 to n would have a value, as Lua sizes its arrays. */
    private static int bestArraySize(int[] inRange) {
        int best = 0;
        int below = 0;
        for (int power = 0; power < RANGES; power++) {
            below += inRange[power];
            if (inRange[power] > 0 && below > (1 << power) / 2) {
                best = 1 << power;
            }
        }
        return best;
    }

    private static void countKey(int[] inRange, int key) {
        if (key > 0 && key <= LARGEST) {
            inRange[32 - Integer.numberOfLeadingZeros(key - 1)]++;
        }
    }

    // ---- LuaJ's access

    @Override
    public LuaValue rawget(int key) {
        LuaValue value = entry(key);
        return value == null ? NIL : value;
    }

    @Override
    public LuaValue rawget(LuaValue key) {
        LuaValue value = entry(key);
        return value == null ? NIL : value;
    }

    @Override
    public void rawset(int key, LuaValue value) {
        store(key, value == NONE ? NIL : value);
    }

    @Override
    public void rawset(LuaValue key, LuaValue value) {
        store(key, value == NONE ? NIL : value);
    }

    @Override
    public LuaValue get(int key) {
        LuaValue value = entry(key);
        return value != null ? value : meta == null ? NIL : gettable(this, valueOf(key));
    }

    @Override
    public LuaValue get(LuaValue key) {
        LuaValue value = entry(key);
        return value != null ? value : meta == null ? NIL : gettable(this, key);
    }

    @Override
    public void set(int key, LuaValue value) {
        if (meta == null) {
            rawset(key, value);
        } else {
            set(valueOf(key), value);
        }
    }

    @Override
    public void set(LuaValue key, LuaValue value) {
        if (meta == null || !settable(this, key, value)) {
            rawset(key, value);
        }
    }

    // ---- length

    @Override
    public int length() {
        return rawlen();
    }

    @Override
    public LuaValue len() {
        LuaValue metamethod = metatag(LEN);
        return metamethod.isnil() ? valueOf(rawlen()) : metamethod.call(this);
    }

    /** A border: a number n with a value for n and none for n+1, or 0. No metamethods. */
    @Override
    public int rawlen() {
        @Nullable LuaValue[] a = array;
        int n = a.length;
        if (n > 0 && a[n - 1] == null) {
            return count != UNKNOWN ? count : borderInArray(n);
        }
        return numbersInHash || weak != null ? borderInHash(n) : n;
    }

    private int borderInArray(int size) {
        int low = 0;
        int high = size;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (array[middle - 1] == null) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    private int borderInHash(int size) {
        if (isDeferred()) {
            return count;
        }
        int low = size;
        int high = size + 1;
        while (entry(high) != null) {
            low = high;
            if (high > Integer.MAX_VALUE / 2) {
                return low;
            }
            high *= 2;
        }
        while (high - low > 1) {
            int middle = low + (high - low) / 2;
            if (entry(middle) == null) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    // ---- traversal

    /** The place of the first entry after {@code place} that has a value, -1 at the end. A traversal begins with -1. */
    public final int nextPlace(int place) {
        settle();
        @Nullable LuaValue[] a = array;
        int i = place + 1;
        for (; i < a.length; i++) {
            if (a[i] != null) {
                return i;
            }
        }
        @Nullable LuaValue[] s = slots;
        for (int j = (i - a.length) * 2; j < s.length; j += 2) {
            if (s[j + 1] != null) {
                return a.length + (j >> 1);
            }
        }
        return -1;
    }

    /** The key at a place. */
    public final LuaValue keyAt(int place) {
        if (place < array.length) {
            return new LuaDouble(place + 1);
        }
        int slot = (place - array.length) * 2;
        LuaValue key = slot < slots.length ? slots[slot] : null;
        return key == null ? NIL : key;
    }

    /** The key at a place, null where it is the number that follows the place's own. */
    public final @Nullable LuaValue namedKeyAt(int place) {
        return place < array.length ? null : keyAt(place);
    }

    /** The value at a place. */
    public final LuaValue valueAt(int place) {
        if (place < array.length) {
            LuaValue value = array[place];
            return value == null ? NIL : value;
        }
        int slot = (place - array.length) * 2 + 1;
        LuaValue value = slot < slots.length ? slots[slot] : null;
        return value == null ? NIL : value;
    }

    @Override
    public Varargs next(LuaValue key) {
        return weak != null ? weak.next(key) : storedNext(key);
    }

    private Varargs storedNext(LuaValue key) {
        int place = nextPlace(placeOf(key));
        return place < 0 ? NIL : varargsOf(keyAt(place), valueAt(place));
    }

    /** The place of a key, -1 for nil. A key that was never there is an error. */
    public final int placeOf(LuaValue key) {
        if (key == NIL || key == NONE) {
            return -1;
        }
        settle();
        if (key instanceof LuaNumber number) {
            int i = indexOf(number.todouble());
            if (i > 0 && i <= array.length) {
                return i - 1;
            }
        }
        int slot = slotOf(key);
        if (slot < 0) {
            throw new LuaError("invalid key to 'next'");
        }
        return array.length + (slot >> 1);
    }

    @Override
    public Varargs inext(LuaValue key) {
        int i = key.checkint() + 1;
        LuaValue value = rawget(i);
        return value.isnil() ? NONE : varargsOf(valueOf(i), value);
    }

    // ---- lists

    /** Inserts a value before {@code position}; 0 appends. */
    public void insert(int position, LuaValue value) {
        int n = length();
        int at = position == 0 ? n + 1 : position;
        if (at >= 1 && at <= n && n == count && n < array.length) {
            System.arraycopy(array, at - 1, array, at, n - at + 1);
            array[at - 1] = value;
            count = value == NIL ? UNKNOWN : n + 1;
            if (value == NIL) {
                array[at - 1] = null;
            }
            return;
        }
        for (int i = n; i >= at; i--) {
            rawset(i + 1, rawget(i));
        }
        rawset(at, value);
    }

    /** Removes the value at {@code position}, 0 for the last, and closes the gap; nil if there is none. */
    public LuaValue remove(int position) {
        settle();
        int n = length();
        int at = position == 0 ? n : position;
        if (at < 1 || at > n) {
            return NIL;
        }
        LuaValue removed = rawget(at);
        if (n == count) {
            System.arraycopy(array, at, array, at - 1, n - at);
            array[n - 1] = null;
            count = n - 1;
            return removed;
        }
        for (int i = at; i < n; i++) {
            rawset(i, rawget(i + 1));
        }
        rawset(n, NIL);
        return removed;
    }

    /**
     * The values of the keys 1 to {@code n} in the table's own array, for what works on all of them; null if they are not
     * all there and not nil. Whoever writes to it keeps it so.
     */
    public final LuaValue @Nullable [] dense(int n) {
        settle();
        return count >= n && n <= array.length ? (LuaValue[]) array : null;
    }

    /** All values with the keys 1 to n. */
    public Varargs unpack() {
        return unpack(1);
    }

    /** The values from the key {@code first} on. */
    public Varargs unpack(int first) {
        return unpack(first, length());
    }

    /** The values of the keys {@code first} to {@code last}. */
    public Varargs unpack(int first, int last) {
        if (last < first) {
            return NONE;
        }
        LuaValue[] values = new LuaValue[last - first + 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = get(first + i);
        }
        return varargsOf(values);
    }

    /** How many keys have a value. */
    public int keyCount() {
        return keys().length;
    }

    /** The keys that have a value. */
    public LuaValue[] keys() {
        List<LuaValue> keys = new ArrayList<>();
        for (Varargs e = next(NIL); !e.arg1().isnil(); e = next(e.arg1())) {
            keys.add(e.arg1());
        }
        return keys.toArray(new LuaValue[0]);
    }

    // ---- equality

    @Override
    public LuaValue eq(LuaValue other) {
        return valueOf(eq_b(other));
    }

    @Override
    public boolean eq_b(LuaValue other) {
        if (this == other) {
            return true;
        }
        LuaValue own = getmetatable();
        LuaValue its = other.istable() ? other.getmetatable() : null;
        return own != null && its != null && eqmtcall(this, own, other, its);
    }
}
