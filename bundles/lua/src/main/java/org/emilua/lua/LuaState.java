package org.emilua.lua;

import java.util.function.Supplier;
import org.emilua.lua.code.FrameStack;
import org.emilua.lua.code.Interrupts;
import org.emilua.lua.library.CollectorSettings;
import org.emilua.lua.library.Finalizers;
import org.emilua.lua.library.RandomNumbers;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * What one VM has of the language for itself: its libraries and the metatable of its strings. Runs on its VM's strand
 * only.
 */
public final class LuaState {

    private static final ThreadLocal<LuaState> OF_THREAD = new ThreadLocal<>();
    private static volatile Supplier<@Nullable LuaState> locator = OF_THREAD::get;

    static {
        LuaString.s_metatable = new StringMetatable();
    }

    private volatile @Nullable Runnable hook;
    private FrameStack frames = new FrameStack();
    private final LuaTable stringMetatable = new LuaTable();
    private final LuaTable libraries;
    private final RandomNumbers randomNumbers = new RandomNumbers();
    private final CollectorSettings collectorSettings = new CollectorSettings();
    private final Finalizers finalizers = new Finalizers();

    /** A state with all libraries of the language. */
    public LuaState() {
        libraries = StandardLibraries.create();
        stringMetatable.rawset(LuaValue.INDEX, libraries.rawget("string"));
    }

    /** Says how the state of the VM that runs on a thread is found, instead of by a thread-local variable. */
    public static void locatedBy(Supplier<@Nullable LuaState> locator) {
        LuaState.locator = locator;
    }

    /** The state of the VM that runs on the calling thread; null where none does. */
    public static @Nullable LuaState currentOrNull() {
        return locator.get();
    }

    /** The state of the VM that runs on the calling thread. */
    public static LuaState current() {
        LuaState state = locator.get();
        if (state == null) {
            throw new IllegalStateException("no VM runs on this thread");
        }
        return state;
    }

    /** The numbers of {@code math.random}. */
    public RandomNumbers randomNumbers() {
        return randomNumbers;
    }

    /** What {@code collectgarbage} was told. */
    public CollectorSettings collectorSettings() {
        return collectorSettings;
    }

    /** The metamethods that wait for objects to be collected. */
    public Finalizers finalizers() {
        return finalizers;
    }

    /** The calls of interpreted functions that the running fiber or coroutine is in. */
    public FrameStack frames() {
        return frames;
    }

    /** Switches to the fiber or coroutine whose calls these are. */
    public void frames(FrameStack running) {
        frames = running;
    }

    /**
     * Has a VM run something at calls and turns of loops, of short ones not at each, until it is told otherwise: to watch its steps,
     * or to stop it by an exception, which no Lua code catches if it is an {@link Error}. Any thread.
     *
     * @param hook what to run on the VM's strand; null for nothing
     */
    public synchronized void hook(@Nullable Runnable hook) {
        if (this.hook == null && hook != null) {
            Interrupts.request();
        } else if (this.hook != null && hook == null) {
            Interrupts.withdraw();
        }
        this.hook = hook;
    }

    /** Runs the hook, if there is one. */
    public void runHook() {
        Runnable set = hook;
        if (set != null) {
            set.run();
        }
    }

    /** Makes this the calling thread's state, where no other locator is set. */
    public void enter() {
        OF_THREAD.set(this);
    }

    /** The metatable of the VM's strings. */
    public LuaTable stringMetatable() {
        return stringMetatable;
    }

    /** The base library's functions and the other libraries, by name. A program's environment begins as a copy. */
    public LuaTable libraries() {
        return libraries;
    }

    /** LuaJ has one string metatable for the process; this one stands for the current VM's. */
    private static final class StringMetatable extends LuaTable {

        private static LuaTable own() {
            LuaState state = locator.get();
            return state != null ? state.stringMetatable : NONE_YET;
        }

        private static final LuaTable NONE_YET = new LuaTable();

        @Override
        public LuaValue rawget(LuaValue key) {
            return own().rawget(key);
        }

        @Override
        public LuaValue metatag(LuaValue tag) {
            return own().rawget(tag);
        }

        @Override
        public LuaValue get(LuaValue key) {
            return own().get(key);
        }
    }
}
