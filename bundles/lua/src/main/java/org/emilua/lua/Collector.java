package org.emilua.lua;

import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaValue;

/** What one VM said about the garbage collector's settings, which the JVM's collector does not have. */
public final class Collector {

    private static final long USUAL = 200;

    private boolean running = true;
    private long pause = USUAL;
    private long stepMultiplier = USUAL;

    /** Notes whether the collector is to run; returns 0, as Lua does. */
    public LuaValue running(boolean on) {
        running = on;
        return new LuaDouble(0);
    }

    /** Whether the collector is said to run. */
    public boolean isRunning() {
        return running;
    }

    /** Notes the pause between cycles in percent; returns the one before. */
    public LuaValue pause(long percent) {
        long before = pause;
        pause = percent;
        return new LuaDouble(before);
    }

    /** Notes the speed of steps in percent; returns the one before. */
    public LuaValue stepMultiplier(long percent) {
        long before = stepMultiplier;
        stepMultiplier = percent;
        return new LuaDouble(before);
    }
}
