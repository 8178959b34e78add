package org.emilua.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.emilua.api.LuaModule;
import org.emilua.api.Vm;
import org.emilua.api.engine.Engine;
import org.emilua.api.engine.ProgramConfig;
import org.emilua.api.engine.ProgramException;
import org.emilua.api.engine.VmLimits;
import org.emilua.lua.LuaState;
import org.emilua.runtime.monitor.Monitor;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Allocations;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The engine: starts VMs and knows them. Safe to use from any thread. */
@Component(service = Engine.class, configurationPid = ConfiguredLimits.PID)
public final class EngineComponent implements Engine, EngineResources {

    private static final int MAX_BLOCKING_THREADS = 64;
    private static final long SHUTDOWN_MILLIS = 2_000;

    private final ModuleRegistry registry;
    private final UserCategories categories;
    private final ActorProviders actorProviders;
    private final LimitWatch limitWatch = new LimitWatch();
    private volatile ConfiguredLimits configuredLimits;
    /** All VMs by their numbers, which rise. */
    private final ConcurrentNavigableMap<Integer, EmiluaVm> vms = new ConcurrentSkipListMap<>();
    private final Continuations continuations;
    private final AtomicInteger threadNumbers = new AtomicInteger();
    private final Monitor monitor = new Monitor(this);
    private @Nullable ThreadPoolExecutor blockingExecutor;

    /** Called by Declarative Services. Fails where the JVM lacks what fibers need. */
    @Activate
    public EngineComponent(BundleContext context, Map<String, Object> properties) {
        configuredLimits = new ConfiguredLimits(properties);
        registry = new ModuleRegistry(context);
        categories = new UserCategories(new CategoryReaders(context, registry));
        actorProviders = new ActorProviders(context, registry);
        continuations = Continuations.load();
        LuaState.locatedBy(EngineComponent::currentLuaState);
    }

    /** Called by Declarative Services when the configuration changes; what runs already keeps its limits. */
    @Modified
    void configure(Map<String, Object> properties) {
        configuredLimits = new ConfiguredLimits(properties);
    }

    private static @Nullable LuaState currentLuaState() {
        return Vm.currentOrNull() instanceof EmiluaVm vm ? vm.luaState() : null;
    }

    @Deactivate
    void stop() {
        monitor.close();
        shutdown(SHUTDOWN_MILLIS);
        Allocations.countWith(null);
        ThreadPoolExecutor pool = blockingExecutor;
        if (pool != null) {
            pool.shutdownNow();
        }
    }

    /** Called by Declarative Services for every module service, whose object is not made yet. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, unbind = "removeModule")
    void addModule(ServiceReference<LuaModule> service) {
        registry.add(service);
    }

    void removeModule(ServiceReference<LuaModule> service) {
        registry.remove(service);
    }

    @Override
    public Program start(ProgramConfig config) throws ProgramException {
        monitor.open(config.ownsProcess() ? config.errors() : null);
        VmLimits limits = configuredLimits.completing(config.limits());
        ActorQuota quota = limits.actors() == VmLimits.UNLIMITED ? null : new ActorQuota(limits.actors(), null);
        Application application = new Application(config, limits);
        EmiluaVm vm = new EmiluaVm(application, true, config.script(), this, newContext(), limits, null, quota);
        CompletableFuture<@Nullable ProgramException> started = new CompletableFuture<>();
        started(vm);
        application.started(vm);
        vm.begin(() -> started.complete(begin(vm, config.script())));
        ProgramException failure = started.join();
        if (failure != null) {
            throw failure; // a VM without fibers ends by itself, and its loop with it
        }
        CompletableFuture<Integer> exitCode = application.exitCode();
        return new RunningProgram(
                vm.id(), application, config.ownsProcess() ? exitCode.whenComplete((code, e) -> monitor.leaveSignals()) : exitCode);
    }

    private static @Nullable ProgramException begin(EmiluaVm vm, String script) {
        try {
            vm.modules().start(script);
            return null;
        } catch (ProgramException e) {
            return e;
        } catch (RuntimeException | Error e) {
            return new ProgramException("emilua: cannot start '" + script + "': " + e, 1);
        }
    }

    @Override
    public List<VmInfo> vms() {
        List<VmInfo> infos = new ArrayList<>();
        for (EmiluaVm vm : vms.values()) {
            infos.add(new VmInfo(vm.id(), vm.script(), vm.state(), vm.fiberCount(), vm.uptimeMillis()));
        }
        return infos;
    }

    @Override
    public Optional<List<FiberInfo>> fibers(String id, long millis) {
        for (EmiluaVm vm : vms.values()) {
            if (vm.id().equals(id)) {
                return within(millis, vm.inspect());
            }
        }
        return Optional.empty();
    }

    private static <T> Optional<T> within(long millis, CompletableFuture<T> answer) {
        try {
            return Optional.of(answer.get(millis, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean kill(String id) {
        for (EmiluaVm vm : vms.values()) {
            if (vm.id().equals(id)) {
                vm.kill(RunningProgram.KILLED);
                return true;
            }
        }
        return false;
    }

    @Override
    public List<ModuleInfo> modules() {
        return registry.list();
    }

    @Override
    public boolean shutdown(long millis) {
        CompletableFuture<?>[] ends = vms.values().stream().map(EmiluaVm::exitCode).toArray(CompletableFuture[]::new);
        for (EmiluaVm vm : vms.values()) {
            vm.kill(RunningProgram.KILLED);
        }
        try {
            CompletableFuture.allOf(ends).get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }

    // ---- what VMs share

    @Override
    public Continuations continuations() {
        return continuations;
    }

    @Override
    public ModuleRegistry registry() {
        return registry;
    }

    @Override
    public UserCategories categories() {
        return categories;
    }

    @Override
    public ActorProviders actorProviders() {
        return actorProviders;
    }

    @Override
    public LimitWatch limitWatch() {
        return limitWatch;
    }

    @Override
    public synchronized Executor blockingExecutor() {
        ThreadPoolExecutor pool = blockingExecutor;
        if (pool == null) {
            pool = new ThreadPoolExecutor(
                    MAX_BLOCKING_THREADS, MAX_BLOCKING_THREADS, 10, TimeUnit.SECONDS,
                    new java.util.concurrent.LinkedBlockingQueue<>(),
                    task -> {
                        Thread thread = new Thread(task, "emilua-blocking-" + threadNumbers.incrementAndGet());
                        thread.setDaemon(true);
                        return thread;
                    });
            pool.allowCoreThreadTimeOut(true);
            blockingExecutor = pool;
        }
        return pool;
    }

    @Override
    public ExecutionContext newContext() {
        return ExecutionContext.start("emilua-" + threadNumbers.incrementAndGet());
    }

    @Override
    public void started(EmiluaVm vm) {
        vms.put(vm.number(), vm);
        vm.context().entered();
    }

    @Override
    public void ended(EmiluaVm vm) {
        vms.remove(vm.number());
        registry.forget(vm);
        vm.context().left();
    }

    private record RunningProgram(String id, Application application, CompletableFuture<Integer> exitCode) implements Program {

        /** As a shell counts a process that SIGKILL ended. */
        private static final int KILLED = 137;

        @Override
        public void kill() {
            application.kill(KILLED);
        }
    }
}
