package org.emilua.lua.library;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.emilua.lua.LuaState;
import org.emilua.lua.code.Calls;
import org.emilua.lua.code.FrameStack;
import org.emilua.lua.code.Protection;
import org.emilua.lua.code.StackOverflow;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * The {@code __gc} metamethods of one VM's proxies. When the JVM has collected a proxy, its metamethod is due; it is called
 * when the VM next asks for that or has made many more proxies. It gets a proxy that equals the collected one, and the
 * youngest proxy's comes first. A proxy that its own metamethod reaches is not collected before its VM ends. An error in a
 * metamethod is logged, as no call is there that could catch it. Runs on its VM's strand only.
 */
public final class Finalizers {

    private static final LuaString GC = LuaString.valueOf("__gc");
    private static final int PROXIES_PER_RUN = 1024;
    private static final int LONGEST_WAIT_MILLISECONDS = 50;
    private static final Comparator<Watch> YOUNGEST_FIRST = (a, b) -> Long.compare(b.number, a.number);

    private final ReferenceQueue<Proxy> collected = new ReferenceQueue<>();
    private final SequencedSet<Watch> watched = new LinkedHashSet<>();
    private long made;
    private boolean running;
    private boolean ended;

    /** The finalizers of a new VM. */
    public Finalizers() {}

    /** Whether no proxy is left whose metamethod was not called. */
    public boolean isEmpty() {
        return watched.isEmpty();
    }

    /** Calls the metamethods that are due. */
    public static void run(LuaState state) {
        state.finalizers().runDue();
    }

    /**
     * Calls the metamethods of all proxies, reachable or not, the youngest first: for a VM that ends. Proxies that are made from
     * then on have no metamethods called, as in Lua, so that none of them keeps the VM from ending.
     */
    public static void runAll(LuaState state) {
        state.finalizers().runEach();
    }

    /** Has a proxy's metamethod called when the proxy is gone. */
    void watch(Proxy proxy, LuaTable metatable) {
        if (ended) {
            return;
        }
        watched.add(new Watch(proxy, metatable, made++, collected));
        if (made % PROXIES_PER_RUN == 0) {
            runDue();
        }
    }

    /** Has a collection done, and waits until the metamethods that it makes due are known. */
    void awaitCollection(Runnable collection) {
        if (watched.isEmpty()) {
            collection.run();
            return;
        }
        ReferenceQueue<Object> signals = new ReferenceQueue<>();
        Reference<Object> signal = new PhantomReference<>(new Object(), signals);
        collection.run();
        try {
            signals.remove(LONGEST_WAIT_MILLISECONDS);
            Thread.sleep(1); // the JVM hands over all references of a collection one after the other
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Reference.reachabilityFence(signal);
        }
    }

    private void runDue() {
        if (running) {
            return;
        }
        running = true;
        try {
            for (List<Watch> due = due(); !due.isEmpty(); due = due()) {
                due.forEach(Watch::finish);
            }
        } finally {
            running = false;
        }
    }

    /** What was collected since the last time, the youngest first. */
    private List<Watch> due() {
        List<Watch> due = new ArrayList<>();
        Reference<? extends Proxy> reference = collected.poll();
        while (reference != null) {
            if (reference instanceof Watch watch && watched.remove(watch)) {
                due.add(watch);
            }
            reference = collected.poll();
        }
        due.sort(YOUNGEST_FIRST);
        return due;
    }

    private void runEach() {
        ended = true;
        List<Watch> remaining = List.copyOf(watched.reversed());
        watched.clear();
        remaining.forEach(Watch::finish);
    }

    /** Knows a proxy by what outlives it. */
    private static final class Watch extends PhantomReference<Proxy> {
        private final Object identity;
        private final LuaTable metatable;
        private final long number;

        Watch(Proxy proxy, LuaTable metatable, long number, ReferenceQueue<Proxy> queue) {
            super(proxy, queue);
            identity = proxy.m_instance;
            this.metatable = metatable;
            this.number = number;
        }

        private static void report(LuaError error) {
            System.getLogger("org.emilua.lua").log(System.Logger.Level.WARNING, () -> "error in a __gc metamethod: " + error.getMessage());
        }

        void finish() {
            LuaValue handler = metatable.rawget(GC);
            if (!(handler instanceof LuaFunction)) {
                return;
            }
            FrameStack frames = LuaState.current().frames();
            Protection protection = frames.protect(null); // the message handlers around do not get its errors
            try {
                Calls.all(Calls.code(handler).call1(handler, new Proxy(identity, metatable)));
            } catch (LuaError e) {
                report(e);
            } catch (StackOverflowError e) {
                report(StackOverflow.error(e));
            } finally {
                frames.leave(protection);
            }
        }
    }
}
