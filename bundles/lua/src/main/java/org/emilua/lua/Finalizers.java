package org.emilua.lua;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.LinkedHashSet;
import java.util.function.Function;
import org.emilua.lua.code.Calls;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;

/**
 * The {@code __gc} metamethods of a VM's proxies. The JVM does not bring collected objects back, so a metamethod gets another
 * proxy with the same metatable. Runs on its VM's strand only.
 */
public final class Finalizers {

    private static final long WAIT_MILLIS = 20;
    private static final LuaString GC = LuaString.valueOf("__gc");

    private final ReferenceQueue<LuaUserdata> collected = new ReferenceQueue<>();
    private final LinkedHashSet<Tracker> trackers = new LinkedHashSet<>();
    private boolean ended;

    private static final class Tracker extends PhantomReference<LuaUserdata> {
        final LuaTable metatable;
        final Function<LuaTable, LuaUserdata> copy;

        Tracker(LuaUserdata object, LuaTable metatable, Function<LuaTable, LuaUserdata> copy, ReferenceQueue<LuaUserdata> queue) {
            super(object, queue);
            this.metatable = metatable;
            this.copy = copy;
        }
    }

    /**
     * Has the {@code __gc} metamethod of an object run when the object is gone.
     *
     * @param copy makes what the metamethod gets instead of the object
     */
    public void track(LuaUserdata object, LuaTable metatable, Function<LuaTable, LuaUserdata> copy) {
        if (!ended) {
            trackers.add(new Tracker(object, metatable, copy, collected));
        }
    }

    /** Whether no object is left whose metamethod has not run. */
    public boolean isEmpty() {
        return trackers.isEmpty();
    }

    /** Runs the metamethods of what a collection that just ended found; the JVM tells a little later. */
    public void runAfterCollection() {
        try {
            while (!trackers.isEmpty()) {
                Reference<? extends LuaUserdata> gone = collected.remove(WAIT_MILLIS);
                if (gone == null) {
                    return;
                }
                finish(gone);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs the metamethods of what is known to be gone. */
    public void run() {
        for (Reference<? extends LuaUserdata> gone = collected.poll(); gone != null; gone = collected.poll()) {
            finish(gone);
        }
    }

    /** Runs all metamethods that are left, those of later objects first, because the VM ends. Later ones are not tracked. */
    public void runAll() {
        ended = true;
        for (Tracker tracker : trackers.reversed().toArray(new Tracker[0])) {
            finish(tracker);
        }
    }

    private void finish(Reference<? extends LuaUserdata> gone) {
        if (gone instanceof Tracker tracker && trackers.remove(tracker)) {
            LuaValue handler = tracker.metatable.entry(GC);
            if (handler != null) {
                Calls.drop(Calls.code(handler).call1(handler, tracker.copy.apply(tracker.metatable)));
            }
        }
    }
}
