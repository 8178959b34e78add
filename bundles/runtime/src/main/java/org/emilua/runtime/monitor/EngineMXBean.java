package org.emilua.runtime.monitor;

import java.util.List;

/**
 * What JMX shows of the engine, under {@code org.emilua:type=Engine}. Any thread may call.
 */
public interface EngineMXBean {

    /** The VMs that run, oldest first. */
    List<VmView> getVms();

    /** How many VMs run. */
    int getVmCount();

    /** How many fibers all VMs have that are not finished. */
    long getFiberCount();

    /** The fibers of a VM and what they do; empty where there is none with that id. */
    List<FiberView> fibers(String vm);

    /** The modules that programs can require: name, bundle and version. */
    List<String> getModules();

    /** Ends a VM. Returns whether there was one with that id. */
    boolean kill(String vm);

    /** A VM: its id, the script that it runs, its state (of its fibers the most active one's), its fibers that are not finished, and how long it runs in milliseconds. */
    record VmView(String id, String script, String state, long fibers, long uptimeMillis) {}

    /** A fiber: its id, whether it is the main fiber, its state, what it waits for and how long, and its calls. */
    record FiberView(String id, boolean main, String state, String operation, long waitingMillis, String traceback) {}
}
