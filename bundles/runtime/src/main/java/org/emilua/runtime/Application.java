package org.emilua.runtime;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.emilua.api.engine.ProgramConfig;
import org.emilua.api.engine.VmLimits;
import org.jspecify.annotations.Nullable;

/** A program: its first VM and the actors that came of it. It ends when the last of them does. Safe to use from any thread. */
final class Application {

    private final ProgramConfig config;
    private final VmLimits mostForEach;
    private final Set<EmiluaVm> vms = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private volatile int code;
    private volatile boolean killed;
    private volatile @Nullable EmiluaVm master;

    /** A program whose VMs may use so much each. */
    Application(ProgramConfig config, VmLimits mostForEach) {
        this.config = config;
        this.mostForEach = mostForEach;
    }

    ProgramConfig config() {
        return config;
    }

    /** What no VM of the program may exceed. */
    VmLimits mostForEach() {
        return mostForEach;
    }

    void started(EmiluaVm vm) {
        vms.add(vm);
        if (vm.isFirst()) {
            master = vm;
        }
        if (killed) {
            vm.kill(code);
        }
    }

    /** A VM has ended; the first one's code is the program's. */
    void ended(EmiluaVm vm, int exitCode) {
        if (vm.isFirst() && !killed) {
            code = exitCode;
        }
        vms.remove(vm);
        if (vms.isEmpty()) {
            this.exitCode.complete(code);
        }
    }

    /** Whether a VM may change what the whole process has (reference: Other parameters to spawn_vm). */
    boolean isMaster(EmiluaVm vm) {
        return master == vm;
    }

    /** Hands that right over. */
    void master(EmiluaVm vm) {
        master = vm;
    }

    /** Completes with the exit code when the last VM has ended. */
    CompletableFuture<Integer> exitCode() {
        return exitCode;
    }

    /** Ends all VMs. */
    void kill(int exitCode) {
        code = exitCode;
        killed = true;
        vms.forEach(vm -> vm.kill(exitCode));
    }
}
