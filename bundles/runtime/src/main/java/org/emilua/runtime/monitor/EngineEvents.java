package org.emilua.runtime.monitor;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.emilua.lua.code.CallStack;

/**
 * What the engine tells JDK Flight Recorder. Stack traces show compiled Lua functions by name and line; interpreted ones do not
 * appear there, so that events name the place in Lua too. Any thread may call.
 */
public final class EngineEvents {

    private static volatile boolean recording;

    private EngineEvents() {}

    /** Whether there is a recorder: what the other methods are called for. */
    public static boolean areRecorded() {
        return recording;
    }

    /** Takes note of the recorder when there is one. Returns what takes that back. */
    static Runnable watch() {
        FlightRecorderListener listener = new FlightRecorderListener() {
            @Override
            public void recorderInitialized(FlightRecorder recorder) {
                recording = true;
            }
        };
        FlightRecorder.addListener(listener);
        return () -> {
            FlightRecorder.removeListener(listener);
            recording = false;
        };
    }

    /** A VM begins to run a program. */
    public static void vmStarted(String vm, String script) {
        VmStart event = new VmStart();
        event.vm = vm;
        event.script = script;
        event.commit();
    }

    /** A VM has ended. */
    public static void vmEnded(String vm, int exitCode) {
        VmEnd event = new VmEnd();
        event.vm = vm;
        event.exitCode = exitCode;
        event.commit();
    }

    /** A fiber was made; the caller is who made it. */
    public static void fiberStarted(String vm, String fiber, String function) {
        FiberStart event = new FiberStart();
        if (event.isEnabled()) {
            event.vm = vm;
            event.fiber = fiber;
            event.function = function;
            event.place = CallStack.place();
            event.commit();
        }
    }

    /** The running fiber is about to wait. */
    public static void fiberSuspended(String vm, String fiber, String operation) {
        FiberSuspend event = new FiberSuspend();
        if (event.isEnabled()) {
            event.vm = vm;
            event.fiber = fiber;
            event.operation = operation;
            event.place = CallStack.place();
            event.commit();
        }
    }

    /** The running fiber has waited for some nanoseconds. */
    public static void fiberResumed(String vm, String fiber, String operation, long nanoseconds) {
        FiberResume event = new FiberResume();
        if (event.isEnabled()) {
            event.vm = vm;
            event.fiber = fiber;
            event.operation = operation;
            event.waited = nanoseconds;
            event.commit();
        }
    }

    /** A fiber's function has returned or failed. */
    public static void fiberEnded(String vm, String fiber, boolean failed) {
        FiberEnd event = new FiberEnd();
        event.vm = vm;
        event.fiber = fiber;
        event.failed = failed;
        event.commit();
    }

    @Category("Emilua")
    @StackTrace(false)
    abstract static class VmEvent extends Event {
        @Label("VM")
        String vm = "";
    }

    @Name("org.emilua.VmStart")
    @Label("VM Start")
    @Description("A VM begins to run a program")
    static final class VmStart extends VmEvent {
        @Label("Script")
        String script = "";
    }

    @Name("org.emilua.VmEnd")
    @Label("VM End")
    @Description("A VM has ended")
    static final class VmEnd extends VmEvent {
        @Label("Exit Code")
        int exitCode;
    }

    abstract static class FiberEvent extends VmEvent {
        @Label("Fiber")
        String fiber = "";
    }

    @Name("org.emilua.FiberStart")
    @Label("Fiber Start")
    @Description("A fiber was made; the stack trace is of who made it")
    @StackTrace
    static final class FiberStart extends FiberEvent {
        @Label("Function")
        String function = "";

        @Label("Made At")
        String place = "";
    }

    @Name("org.emilua.FiberSuspend")
    @Label("Fiber Suspend")
    @Description("A fiber begins to wait")
    @StackTrace
    static final class FiberSuspend extends FiberEvent {
        @Label("Place")
        String place = "";

        @Label("Operation")
        String operation = "";
    }

    @Name("org.emilua.FiberResume")
    @Label("Fiber Resume")
    @Description("A fiber goes on after it has waited")
    static final class FiberResume extends FiberEvent {
        @Label("Operation")
        String operation = "";

        @Label("Waited")
        @Timespan
        long waited;
    }

    @Name("org.emilua.FiberEnd")
    @Label("Fiber End")
    @Description("A fiber's function has returned or failed")
    static final class FiberEnd extends FiberEvent {
        @Label("Failed")
        boolean failed;
    }
}
