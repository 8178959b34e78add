package org.emilua.runtime.monitor;

import java.util.List;
import org.emilua.api.engine.Engine;

/** The engine as JMX shows it. Safe to use from any thread. */
final class EngineView implements EngineMXBean {

    private static final long PATIENCE_MILLIS = 2_000;

    private final Engine engine;

    EngineView(Engine engine) {
        this.engine = engine;
    }

    @Override
    public List<VmView> getVms() {
        return engine.vms().stream()
                .map(vm -> new VmView(vm.id(), vm.script(), vm.state().name(), vm.fibers(), vm.uptimeMillis()))
                .toList();
    }

    @Override
    public int getVmCount() {
        return engine.vms().size();
    }

    @Override
    public long getFiberCount() {
        return engine.vms().stream().mapToLong(Engine.VmInfo::fibers).sum();
    }

    @Override
    public List<FiberView> fibers(String vm) {
        return engine.fibers(vm, PATIENCE_MILLIS).orElse(List.of()).stream()
                .map(fiber -> new FiberView(
                        fiber.id(), fiber.main(), fiber.state().name(), fiber.operation(), fiber.millis(), fiber.traceback()))
                .toList();
    }

    @Override
    public List<String> getModules() {
        return engine.modules().stream().map(module -> module.name() + " " + module.bundle() + " " + module.version()).toList();
    }

    @Override
    public boolean kill(String vm) {
        return engine.kill(vm);
    }
}
