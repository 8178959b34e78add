package org.emilua.lua.library;

import java.util.Arrays;
import org.emilua.lua.code.Calls;
import org.emilua.lua.code.Errors;
import org.emilua.lua.code.Operations;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * {@code table.sort}: a quicksort that takes the median of three for its pivot and ends up with the same order of equal
 * elements as Lua's own. Lists of numbers and of strings without comparator, for which no order but one is right, are sorted
 * by Java's library. An order function that contradicts itself makes an error or a wrong order, never more.
 */
final class TableSort {

    private TableSort() {}

    /** Sorts by {@code <}. */
    static void sort(LuaTable table) {
        int length = table.rawlen();
        if (!sortPlain(table, length)) {
            new Sorter(table, null).sort(1, length);
        }
    }

    /** Sorts by a function that says whether its first argument belongs before its second. */
    static void sort(LuaTable table, LuaFunction comparator) {
        new Sorter(table, comparator).sort(1, table.rawlen());
    }

    // ---- numbers, strings

    private static boolean sortPlain(LuaTable table, int length) {
        LuaValue[] values = table.dense(length);
        if (values == null || length < 2) {
            return false;
        }
        return values[0] instanceof LuaDouble ? sortNumbers(values, length) : sortStrings(values, length);
    }

    private static boolean sortNumbers(LuaValue[] values, int length) {
        double[] numbers = new double[length];
        for (int i = 0; i < length; i++) {
            if (!(values[i] instanceof LuaDouble number) || Double.isNaN(number.v)) {
                return false;
            }
            numbers[i] = number.v;
        }
        Arrays.sort(numbers);
        for (int i = 0; i < length; i++) {
            values[i] = new LuaDouble(numbers[i]);
        }
        return true;
    }

    private static boolean sortStrings(LuaValue[] values, int length) {
        for (int i = 0; i < length; i++) {
            if (!(values[i] instanceof LuaString)) {
                return false;
            }
        }
        LuaValue[] sorted = Arrays.copyOf(values, length);
        TextSort.sort(sorted);
        System.arraycopy(sorted, 0, values, 0, length);
        return true;
    }

    // ---- any values

    /** One sort. Reads and writes the table itself, because an order function may look at it or wait in between. */
    private static final class Sorter {
        private final LuaTable table;
        private final @Nullable LuaFunction comparator;

        Sorter(LuaTable table, @Nullable LuaFunction comparator) {
            this.table = table;
            this.comparator = comparator;
        }

        private LuaValue get(int index) {
            return table.rawget(index);
        }

        private void set(int index, LuaValue value) {
            table.store(index, value);
        }

        private boolean isLess(LuaValue a, LuaValue b) {
            LuaFunction function = comparator;
            return function == null
                    ? Operations.lessThan(a, b)
                    : Operations.isTrue(Calls.first(Calls.code(function).call2(function, a, b)));
        }

        /** Sorts the elements from {@code first} to {@code last}; recursion goes into the smaller part only. */
        void sort(int first, int last) {
            int low = first;
            int high = last;
            while (low < high) {
                order(low, high);
                if (high - low == 1) {
                    return;
                }
                int middle = low + (high - low) / 2;
                placeMedian(low, middle, high);
                if (high - low == 2) {
                    return;
                }
                int at = partition(low, middle, high);
                if (at - low < high - at) {
                    sort(low, at - 1);
                    low = at + 1;
                } else {
                    sort(at + 1, high);
                    high = at - 1;
                }
            }
        }

        private void order(int low, int high) {
            LuaValue a = get(low);
            LuaValue b = get(high);
            if (isLess(b, a)) {
                set(low, b);
                set(high, a);
            }
        }

        private void placeMedian(int low, int middle, int high) {
            LuaValue pivot = get(middle);
            LuaValue a = get(low);
            if (isLess(pivot, a)) {
                set(middle, a);
                set(low, pivot);
                return;
            }
            LuaValue b = get(high);
            if (isLess(b, pivot)) {
                set(middle, b);
                set(high, pivot);
            }
        }

        /** Moves what is less than the middle element before it, and returns where that is then. */
        private int partition(int low, int middle, int high) {
            LuaValue pivot = get(middle);
            set(middle, get(high - 1));
            set(high - 1, pivot);
            int i = low;
            int j = high - 1;
            while (true) {
                LuaValue left = get(++i);
                while (isLess(left, pivot)) {
                    if (i >= high) {
                        throw invalid();
                    }
                    left = get(++i);
                }
                LuaValue right = get(--j);
                while (isLess(pivot, right)) {
                    if (j <= low) {
                        throw invalid();
                    }
                    right = get(--j);
                }
                if (j < i) {
                    break;
                }
                set(i, right);
                set(j, left);
            }
            LuaValue swapped = get(high - 1);
            set(high - 1, get(i));
            set(i, swapped);
            return i;
        }

        private static RuntimeException invalid() {
            return Errors.raise("invalid order function for sorting");
        }
    }
}
