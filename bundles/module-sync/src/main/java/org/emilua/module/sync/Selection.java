package org.emilua.module.sync;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.emilua.api.CarrierThread;
import org.emilua.api.Operation;
import org.emilua.api.Vm;
import org.emilua.api.Waitable;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.Handle;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * What a program selects from: waits that have not begun, in order, and the time limit.
 *
 * @param waits one for each element of the list
 * @param nanoseconds how long to wait for the first, null for ever
 */
record Selection(List<Operation<Varargs>> waits, @Nullable Long nanoseconds) {

    private static final LuaValue TIMEOUT = LuaValue.valueOf("timeout");
    private static final LuaValue INDEX = LuaValue.valueOf("index");
    private static final double PER_SECOND = 1e9;

    /** Nanoseconds that any time of {@link System#nanoTime()} can be followed by: some 146 years. */
    private static final double MOST = 0x1p62;

    /**
     * Reads argument 1, a list of different waitable objects with the optional field {@code timeout}. What is wrong raises
     * EINVAL with {@code arg} 1 and, as {@code index}, the key of the offending field.
     *
     * @param suspending whether the caller may suspend: then there may be a time limit, and there must be something to wait for
     */
    static Selection read(Args args, boolean suspending) {
        LuaTable table = args.table(1);
        Long limit = suspending ? limit(table.rawget(TIMEOUT)) : null;
        int length = checkedLength(table, suspending);
        if (suspending && length == 0 && limit == null) {
            throw Args.invalid(1);
        }
        List<Operation<Varargs>> waits = new ArrayList<>(length);
        Set<LuaValue> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 1; i <= length; i++) {
            LuaValue element = table.rawget(i);
            if (!(element instanceof Waitable waitable) || !seen.add(element)) {
                throw invalid(LuaValue.valueOf(i));
            }
            waits.add(newWait(waitable, i));
        }
        return new Selection(waits, limit);
    }

    /** The length of the list, which must have no holes. */
    private static int checkedLength(LuaTable table, boolean suspending) {
        int count = 0;
        LuaValue greatest = LuaValue.valueOf(0);
        for (Varargs entry = table.next(LuaValue.NIL); !entry.arg1().isnil(); entry = table.next(entry.arg1())) {
            LuaValue key = entry.arg1();
            if (isPosition(key)) {
                count++;
                greatest = key.todouble() > greatest.todouble() ? key : greatest;
            } else if (!suspending || !key.raweq(TIMEOUT)) {
                throw invalid(key);
            }
        }
        if (greatest.todouble() != count) {
            throw invalid(firstHole(table));
        }
        return count;
    }

    private static boolean isPosition(LuaValue key) {
        return key.type() == LuaValue.TNUMBER && key.todouble() >= 1 && key.todouble() == Math.rint(key.todouble());
    }

    private static LuaValue firstHole(LuaTable table) {
        int position = 1;
        while (!table.rawget(position).isnil()) {
            position++;
        }
        return LuaValue.valueOf(position);
    }

    private static @Nullable Long limit(LuaValue seconds) {
        if (seconds.isnil()) {
            return null;
        }
        double limit = seconds.type() == LuaValue.TNUMBER ? Math.rint(seconds.todouble() * PER_SECOND) : Double.NaN;
        if (!(limit < MOST)) {
            throw invalid(TIMEOUT);
        }
        return Math.max(0, (long) limit);
    }

    private static Operation<Varargs> newWait(Waitable waitable, int index) {
        try {
            if (waitable instanceof Handle handle) {
                handle.checkUsable();
            }
            return waitable.newWait();
        } catch (ErrorCode e) {
            throw e.with(INDEX, LuaValue.valueOf(index));
        }
    }

    private static ErrorCode invalid(LuaValue key) {
        return Args.invalid(1).with(INDEX, key);
    }

    /** The position and the results of the first wait that ends at once, nil where none does. Leaves no other trace. */
    Varargs attempt(Vm vm) {
        Operation.Waiter nobody = new Attempt(vm, CarrierThread.running());
        int index = 0;
        for (Operation<Varargs> wait : waits) {
            index++;
            wait.begin(nobody);
            if (wait.isSettled()) {
                return LuaValue.varargsOf(LuaValue.valueOf(index), wait.takeOutcome());
            }
            wait.requestCancel();
            wait.dropOutcome();
        }
        return LuaValue.NIL;
    }

    /** Waits for an operation for no longer than its beginning, during which the strand is one thread. */
    private record Attempt(Vm vm, Thread strand) implements Operation.Waiter {

        @Override
        public boolean onStrand() {
            return CarrierThread.running() == strand;
        }

        @Override
        public void execute(Runnable task) {
            vm.execute(task);
        }

        @Override
        public void wake(Operation<?> operation) {}
    }
}
