package org.emilua.module.time;

import org.emilua.api.Vm;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.NativeBody;
import org.luaj.vm2.Varargs;

/**
 * {@code time.sleep}. A negative time has passed already; one that is no finite number or that the clock cannot express
 * raises EINVAL for argument 1. A class and no lambda, since every call in between is a frame of each sleeping fiber's stack.
 */
record SleepFunction(Vm vm) implements NativeBody {

    @Override
    public Varargs call(Args args) {
        return vm.await(new SleepOperation(Ticks.sum(System.nanoTime(), Math.max(0, Ticks.read(args, 1)), 1)));
    }
}
