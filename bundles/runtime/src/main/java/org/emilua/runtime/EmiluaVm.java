package org.emilua.runtime;

import java.lang.ref.ReferenceQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.emilua.api.ActorAddress;
import org.emilua.api.CarrierThread;
import org.emilua.api.Operation;
import org.emilua.api.Resource;
import org.emilua.api.TimerTask;
import org.emilua.api.Vm;
import org.emilua.api.engine.Engine;
import org.emilua.api.engine.Engine.FiberInfo;
import org.emilua.api.engine.ProgramConfig;
import org.emilua.api.engine.ProgramConfig.ByteSink;
import org.emilua.api.engine.VmLimits;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.emilua.lua.LuaLanguage;
import org.emilua.lua.LuaState;
import org.emilua.lua.code.Builtin;
import org.emilua.lua.code.Native0;
import org.emilua.lua.code.StackOverflow;
import org.emilua.lua.code.Traceback;
import org.emilua.lua.library.Finalizers;
import org.emilua.runtime.monitor.EngineEvents;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A Lua VM: a queue of fibers that are ready, which its strand runs by turns. Lives while a fiber is ready or waits for
 * something that can still happen. Unless said otherwise, methods belong to the strand.
 */
final class EmiluaVm implements Vm {

    /** How many fibers run before other VMs and IO get their turn. */
    private static final int FIBERS_PER_TURN = 256;

    /** What a suspended fiber uses of the heap, roughly. */
    private static final long FIBER_BYTES = 1_000;

    private static final AtomicInteger IDS = new AtomicInteger();

    /** Classes with initializers that need not run before a program does. */
    private static final List<String> FIRST_USED = List.of(
            "Actors",
            "Address",
            "Cargo$State",
            "ChannelHandle",
            "ConditionVariable",
            "ErrorNames",
            "FiberHandle",
            "InboxHandle",
            "ModuleName$Kind",
            "Mutex");

    static {
        StackOverflow.initialize(EmiluaVm.class, "org.emilua.runtime.", FIRST_USED);
    }

    private final int number = IDS.incrementAndGet();
    private final long startedAt = System.nanoTime();
    private final ProgramConfig config;
    private final EngineResources shared;
    private final ExecutionContext context;
    private final Strand strand;
    private @Nullable StrandTimers timers;
    private final LuaState luaState = new LuaState();
    private final Output output;
    private final Reports reports;
    private final ModuleLoader modules;
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final Application application;
    private final boolean first;
    private final String script;
    private final Mailbox mailbox = new Mailbox(this);
    private final Set<Address> addresses = ConcurrentHashMap.newKeySet();
    private @Nullable InboxHandle inbox;

    private final VmLimits limits;
    private final @Nullable ActorQuota memberOf;
    private final @Nullable ActorQuota quota;
    private final @Nullable CpuShare cpu;
    private final @Nullable MemoryMeter memory;
    private int limitsLifted;
    private volatile boolean overdue;

    private final ArrayDeque<Fiber> ready = new ArrayDeque<>();
    private final ReferenceQueue<@Nullable FiberHandle> collectedHandles = new ReferenceQueue<>();
    private final Set<Fiber> unreported = new LinkedHashSet<>();
    private final Set<Resource> resources = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable Fiber current;
    private @Nullable Fiber mainFiber;
    private @Nullable Fiber fibers;
    private int fiberCount;
    private int operations;
    private int fiberSequence;
    private boolean ending;
    private boolean turnIsOver;
    private boolean closed;
    private int code;
    private volatile int killCode;
    private volatile boolean killed;
    private final Queue<CompletableFuture<List<FiberInfo>>> inspections = new ConcurrentLinkedQueue<>();

    /**
     * A VM that does nothing before {@link #begin}.
     *
     * @param first whether it is the one that the program begins with
     * @param script what it runs, for people
     * @param memberOf what it counts for among others; null where nobody counts
     * @param quota what the actors that it spawns count for
     */
    EmiluaVm(
            Application application,
            boolean first,
            String script,
            EngineResources shared,
            ExecutionContext context,
            VmLimits limits,
            @Nullable ActorQuota memberOf,
            @Nullable ActorQuota quota) {
        this.application = application;
        this.first = first;
        this.script = script;
        config = application.config();
        this.shared = shared;
        this.context = context;
        strand = new Strand(context, this);
        output = new Output(config.output());
        reports = new Reports(config, id(), output);
        modules = new ModuleLoader(this, shared);
        this.limits = limits;
        this.memberOf = memberOf;
        this.quota = quota;
        cpu = limits.cpu() == VmLimits.UNLIMITED ? null : new CpuShare(limits.cpu(), strand::wake);
        memory = limits.memory() == VmLimits.UNLIMITED ? null : new MemoryMeter(this, limits.memory());
    }

    /** The VM whose code runs on this thread. */
    static EmiluaVm current() {
        return (EmiluaVm) Vm.current();
    }

    // ---- life

    /** Lets turns begin, with {@code task}; a VM that has no fiber then ends. Any thread. */
    void begin(Runnable task) {
        strand.execute(task);
        strand.release();
    }

    /** Starts the program's main fiber. */
    void startMain(ModuleContext root, LuaFunction chunk) {
        Fiber main = new Fiber(this, chunk, LuaValue.NONE, root, null);
        root.mainFiber(main);
        mainFiber = main;
        if (EngineEvents.areRecorded()) {
            EngineEvents.vmStarted(id(), script);
        }
        if (cpu != null) {
            shared.limitWatch().add(this);
        }
        start(main);
    }

    /**
     * A VM for an actor of this one, in this one's context or in one of its own.
     *
     * @param limited its limits
     */
    EmiluaVm newActor(boolean inheritContext, String module, VmLimits limited) {
        if (quota != null) {
            quota.take();
        }
        ActorQuota own = limited.actors() == limits.actors() ? quota : new ActorQuota(limited.actors(), quota);
        ExecutionContext chosen = inheritContext ? context : shared.newContext();
        EmiluaVm actor = new EmiluaVm(application, false, module, shared, chosen, limited, quota, own);
        shared.started(actor);
        application.started(actor);
        return actor;
    }

    /** Other kinds of actors. */
    ActorProviders actorProviders() {
        return shared.actorProviders();
    }

    Application application() {
        return application;
    }

    ExecutionContext context() {
        return context;
    }

    /** Whether the calling thread alone runs this VM's context, hence nobody runs this VM now but the caller. */
    boolean isInThisContext() {
        return context.isHere();
    }

    /** Calls something for this VM, which nobody runs now, while the one that runs on this thread, or none, waits. */
    void borrowThread(Runnable call) {
        CarrierThread thread = Objects.requireNonNull(CarrierThread.current());
        Vm before = thread.vm();
        if (before == this) {
            call.run();
            return;
        }
        thread.vm(this);
        try {
            call.run();
        } finally {
            thread.vm(before);
        }
    }

    // ---- messages

    Mailbox mailbox() {
        return mailbox;
    }

    /** What the VM's channels hold. Any thread. */
    Set<Address> addresses() {
        return addresses;
    }

    /** The receiving end of the VM's channel; whoever asks for it means to receive. */
    InboxHandle inbox() {
        InboxHandle known = inbox;
        if (known == null) {
            known = new InboxHandle(this);
            inbox = known;
        }
        return known;
    }

    // ---- fibers that are ready

    /** Adds a new fiber, which runs when its turn comes. */
    void start(Fiber fiber) {
        fiber.next = fibers;
        if (fibers != null) {
            fibers.previous = fiber;
        }
        fibers = fiber;
        fiberCount++;
        if (memory != null) {
            memory.count(fiber, FIBER_BYTES);
        }
        if (EngineEvents.areRecorded()) {
            EngineEvents.fiberStarted(id(), fiber.id(), LuaLanguage.instance().describe(fiber.function));
        }
        makeReady(fiber);
    }

    /** Takes back {@link #start} of a fiber that has not run yet; does nothing to one that has ended. */
    void abandon(Fiber fiber) {
        if (!fiber.isDone() && ready.remove(fiber)) {
            forget(fiber);
        }
    }

    void makeReady(Fiber fiber) {
        if (closed) {
            return;
        }
        ready.add(fiber);
        strand.wake();
    }

    /** Takes back {@link #makeReady} of the current fiber. */
    void withdraw(Fiber fiber) {
        ready.removeLastOccurrence(fiber);
    }

    /**
     * Adds threads to the context. The current fiber goes on on one of them where until now the loop's own thread ran
     * everything, which from then on serves IO and timers only.
     */
    void addContextThreads(int count) {
        context.addThreads(count);
        if (context.loop().isCurrent()) {
            leaveTurn(currentFiber());
        }
    }

    /** Ends the turn within a fiber, which goes on with the next turn before any other. */
    private void leaveTurn(Fiber fiber) {
        ready.addFirst(fiber);
        turnIsOver = true;
        try {
            suspendCurrentFiber();
        } catch (IllegalStateException | StackOverflowError e) { // a native frame, or no room: the turn goes on
            turnIsOver = false;
            ready.removeFirst();
        }
    }

    /** One turn. Returns whether another one is due. */
    boolean turn(Queue<Runnable> tasks) {
        if (closed) {
            tasks.clear();
            answerInspections();
            return false;
        }
        if (cpu != null) {
            cpu.turnBegins();
        }
        try {
            runTasks(tasks);
            if (cpu == null || mayRunFibers(cpu)) {
                runFibers();
            }
            current = null;
            reportCollected();
        } catch (Stopped e) {
            code = killCode;
            ending = true;
        } catch (OutOfMemoryError e) { // no state of the program's can be relied on (reference: Internals, "LUA_ERRMEM")
            reports.terminated("not enough memory");
            end(1);
        } catch (RuntimeException | Error e) { // a defect, which must not leave the VM hanging
            System.getLogger("org.emilua.runtime").log(System.Logger.Level.ERROR, "VM " + id() + " failed", e);
            reports.terminated("internal error: " + e);
            end(1);
        } finally {
            current = null;
            if (cpu != null) {
                cpu.turnEnds();
                forgetOverdue();
            }
        }
        return goOnOrEnd();
    }

    private static void runTasks(Queue<Runnable> tasks) {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            try {
                task.run();
            } catch (RuntimeException e) { // must not cost the VM its turn
                System.getLogger("org.emilua.runtime").log(System.Logger.Level.ERROR, "a task of a VM failed", e);
            }
        }
    }

    private void runFibers() {
        turnIsOver = false;
        for (int i = 0; i < FIBERS_PER_TURN && !ending && !turnIsOver; i++) {
            Fiber fiber = ready.poll();
            if (fiber == null) {
                break;
            }
            current = fiber;
            fiber.resume();
        }
    }

    private boolean goOnOrEnd() {
        if (ending) {
            close();
        } else if (!ready.isEmpty()) {
            return cpu == null || !cpu.isPausing();
        } else if (operations == 0 && !luaState.finalizers().isEmpty()) {
            runFinalizers();
            return true;
        } else if (operations == 0) {
            reportAllUnjoined();
            reports.deadlocks(fibers);
            close();
        }
        return false;
    }

    /** What is left to be collected when the program is done is finalized by a last fiber. */
    private void runFinalizers() {
        Builtin last = new Builtin("finalizers", new Native0() {
            @Override
            public Varargs call0(LuaValue f) {
                Finalizers.runAll(luaState);
                return LuaValue.NONE;
            }
        });
        start(new Fiber(this, last, LuaValue.NONE, null, null));
    }

    /** Ends the VM: whoever waits is dropped, whatever is open closes. */
    private void close() {
        closed = true;
        luaState.hook(null);
        ready.clear();
        mailbox.end();
        reportAllUnjoined();
        cancelOperations();
        addresses.forEach(Address::close);
        for (Resource resource : List.copyOf(resources)) {
            closeSafely(resource);
        }
        resources.clear();
        output.flush();
        if (timers != null) {
            timers.close();
        }
        fibers = null;
        fiberCount = 0;
        answerInspections();
        if (cpu != null) {
            shared.limitWatch().remove(this);
        }
        if (memberOf != null) {
            memberOf.giveBack();
        }
        shared.ended(this);
        if (EngineEvents.areRecorded()) {
            EngineEvents.vmEnded(id(), code & 0xFF);
        }
        exitCode.complete(code & 0xFF);
        application.ended(this, code & 0xFF);
    }

    /** Takes timers and the like back, so that nothing comes home to a VM that is gone. */
    private void cancelOperations() {
        for (Fiber fiber = fibers; fiber != null; fiber = fiber.next) {
            Operation<?> operation = fiber.waitingFor();
            if (operation != null && operation.keepsVmAlive()) {
                operation.requestCancel();
            }
        }
    }

    private static void closeSafely(Resource resource) {
        try {
            resource.close();
        } catch (RuntimeException e) {
            System.getLogger("org.emilua.runtime").log(System.Logger.Level.WARNING, "closing " + resource + " failed", e);
        }
    }

    /** Ends the VM from outside. Any thread may call. */
    void kill(int exitCode) {
        killCode = exitCode;
        killed = true;
        luaState.hook(this::interject);
        strand.execute(() -> {
            code = exitCode;
            ending = true;
        });
    }

    /** What its fibers do, in the order in which they were made. Also of a VM that is busy with one. Any thread. */
    CompletableFuture<List<FiberInfo>> inspect() {
        CompletableFuture<List<FiberInfo>> wanted = new CompletableFuture<>();
        inspections.add(wanted);
        luaState.hook(this::interject);
        strand.execute(this::answerInspections);
        return wanted;
    }

    /** Reaches into code that runs: tells what the fibers do, and stops it if the VM was killed. */
    private void interject() {
        answerInspections();
        if (killed) {
            throw new Stopped();
        }
        if (overdue) {
            forgetOverdue();
            preempt();
        }
    }

    // ---- limits

    VmLimits limits() {
        return limits;
    }

    /** What the VM's values use; null where that is not limited. */
    @Nullable MemoryMeter memory() {
        return memory;
    }

    /** Whether the VM has time left; if not, it is woken when it has again. */
    private boolean mayRunFibers(CpuShare share) {
        if (share.isPausing()) {
            return false;
        }
        long pause = share.pause();
        if (pause > 0) {
            startTimer(share, System.nanoTime() + pause);
        }
        return pause == 0;
    }

    /** Has the VM that runs on and on let others run, if it has run for long enough. Any thread. */
    void preemptIfOverdue() {
        if (cpu != null && cpu.isOverdue()) {
            overdue = true;
            luaState.hook(this::interject);
        }
    }

    private void forgetOverdue() {
        if (overdue) {
            overdue = false;
            withdrawHook();
        }
    }

    /** Leaves the current fiber if the VM has run for long enough; nothing else of the VM's runs before it goes on. */
    private void preempt() {
        Fiber fiber = current;
        if (fiber != null && cpu != null && cpu.isOver()) {
            leaveTurn(fiber);
        }
    }

    /** The VM uses too much memory: it ends with a report. */
    void exceededMemory(long used, long limit) {
        reports.exceededMemory(used, limit, current != null ? Traceback.ofCurrent() : "");
        kill(1);
        if (current != null && strand.isRunningHere()) {
            throw new Stopped();
        }
    }

    /** Lets the VM own more than its limit while {@code task} runs: what comes to it without its asking. */
    void withoutDescriptorLimit(Runnable task) {
        limitsLifted++;
        try {
            task.run();
        } finally {
            limitsLifted--;
        }
    }

    @Override
    public void checkRoom() {
        if (limits.descriptors() != VmLimits.UNLIMITED && limitsLifted == 0 && resources.size() >= limits.descriptors()) {
            throw ErrorCode.system(Errno.EMFILE.code());
        }
    }

    private void answerInspections() {
        CompletableFuture<List<FiberInfo>> wanted = inspections.poll();
        for (; wanted != null; wanted = inspections.poll()) {
            List<FiberInfo> infos = new ArrayList<>();
            for (Fiber fiber = fibers; fiber != null; fiber = fiber.next) {
                infos.addFirst(fiber.inspect());
            }
            wanted.complete(infos);
        }
        withdrawHook();
    }

    private void withdrawHook() {
        luaState.hook(null);
        if (!closed && (killed || !inspections.isEmpty())) { // asked for meanwhile
            luaState.hook(this::interject);
        }
    }

    boolean isCurrent(Fiber fiber) {
        return current == fiber;
    }

    /** Completes with the exit code when the VM has ended. Any thread. */
    CompletableFuture<Integer> exitCode() {
        return exitCode;
    }

    // ---- fibers

    Fiber currentFiber() {
        Fiber fiber = current;
        if (fiber == null) {
            throw new IllegalStateException("no fiber runs");
        }
        return fiber;
    }

    @Nullable Fiber mainFiber() {
        return mainFiber;
    }

    /** Leaves the current fiber until it is made ready and its turn comes. */
    void suspendCurrentFiber() {
        output.flush();
        shared.continuations().suspendFiber();
    }

    void operationStarted() {
        operations++;
    }

    void operationEnded() {
        operations--;
    }

    void fiberEnded(Fiber fiber) {
        output.flush();
        forget(fiber);
        if (fiber == mainFiber && fiber.failure() != null) {
            end(1);
        } else if (fiber == mainFiber && inbox == null) {
            mailbox.close(); // nobody is going to receive
        }
    }

    /** Takes a fiber out of the list of those that are not done. */
    private void forget(Fiber fiber) {
        Fiber before = fiber.previous;
        Fiber after = fiber.next;
        if (before != null) {
            before.next = after;
        } else {
            fibers = after;
        }
        if (after != null) {
            after.previous = before;
        }
        fiber.previous = null;
        fiber.next = null;
        fiberCount--;
    }

    /** An error has left the fiber's function; its cleanup handlers are still to run. */
    void fiberFailed(Fiber fiber) {
        if (fiber == mainFiber && !ending) {
            code = 1;
        }
    }

    void fiberPanicked(Fiber fiber, LuaError error) {
        if (killed) {
            return; // what fails now does because its surroundings are being taken down
        }
        Fiber running = current;
        String message;
        try {
            message = messageOf(error);
        } catch (Stopped e) {
            return; // killed while the error's __tostring was busy
        }
        reports.panic(fiber, fiber == mainFiber, message, error);
        if (ending && running != null && !running.isDone()) {
            dropCurrentFiber(); // __tostring ended the VM
        }
    }

    /** Asks an error for its message, by a fiber of its own that cannot wait: whoever reports may be no fiber, or one that ended. */
    private String messageOf(LuaError error) {
        String[] message = {ProtectedCall.UNKNOWN};
        Fiber running = current;
        Fiber asking = new Fiber(this, new Builtin("tostring", new Native0() {
            @Override
            public Varargs call0(LuaValue f) {
                message[0] = ProtectedCall.message(error);
                return LuaValue.NONE;
            }
        }), LuaValue.NONE, null, null);
        current = asking;
        try {
            asking.runAside();
        } catch (OutOfMemoryError e) {
            end(1);
        } finally {
            current = running;
            if (running != null) {
                luaState.frames(running.frames());
            }
        }
        return message[0];
    }

    void cleanupFailed(String message) {
        reports.cleanupFailed(message);
        end(1);
        dropCurrentFiber();
    }

    private void end(int exitCode) {
        if (!ending) {
            ending = true;
            code = exitCode;
        }
    }

    /** The current fiber never runs again. */
    private void dropCurrentFiber() {
        while (true) {
            suspendCurrentFiber();
        }
    }

    ReferenceQueue<@Nullable FiberHandle> collectedHandles() {
        return collectedHandles;
    }

    void keepUnreported(Fiber fiber) {
        unreported.add(fiber);
    }

    void forgetUnreported(Fiber fiber) {
        if (!unreported.isEmpty()) {
            unreported.remove(fiber);
        }
    }

    private void reportCollected() {
        for (Object fiber = collectedHandles.poll(); fiber != null; fiber = collectedHandles.poll()) {
            if (unreported.remove(fiber)) {
                ((Fiber) fiber).disowned();
            }
        }
    }

    private void reportAllUnjoined() {
        for (Fiber fiber : List.copyOf(unreported)) {
            fiber.disowned();
        }
        unreported.clear();
    }

    int nextFiberSequence() {
        return ++fiberSequence;
    }

    /** The opaque name of the VM's object number {@code sequence}. */
    String idOf(int sequence) {
        return "0x" + Long.toHexString(((long) number << 28 | sequence) << 4);
    }

    // ---- what code of the VM uses

    Continuations continuations() {
        return shared.continuations();
    }

    LuaState luaState() {
        return luaState;
    }

    Output output() {
        return output;
    }

    ModuleLoader modules() {
        return modules;
    }

    /** Its number among the VMs of the process, which rises. */
    int number() {
        return number;
    }

    /** Whether the program began with this VM. */
    boolean isFirst() {
        return first;
    }

    /** What the VM runs, for people. */
    String script() {
        return script;
    }

    ProgramConfig config() {
        return config;
    }

    long uptimeMillis() {
        return (System.nanoTime() - startedAt) / 1_000_000;
    }

    /** What it does. Any thread may ask. */
    Engine.State state() {
        return strand.activity();
    }

    /** How many fibers are not done. Read by other threads too, for which it may lag behind. */
    long fiberCount() {
        return fiberCount;
    }

    @Override
    public String id() {
        return idOf(0);
    }

    @Override
    public <T extends @Nullable Object> T await(Operation<T> operation) {
        return currentFiber().await(operation);
    }

    @Override
    public <T extends @Nullable Object> T blocking(Callable<T> call) {
        return await(new BlockingOperation<>(call, shared.blockingExecutor()));
    }

    @Override
    public Varargs callWithoutSuspension(LuaFunction function, Varargs arguments) {
        return currentFiber().callWithoutSuspension(function, arguments);
    }

    /** Whether the calling thread may touch the VM's state now. */
    boolean isOnStrand() {
        return strand.isHere();
    }

    @Override
    public void execute(Runnable task) {
        if (strand.isRunningHere()) {
            task.run();
        } else {
            strand.execute(task);
        }
    }

    @Override
    public void own(Resource resource) {
        checkRoom();
        resources.add(resource);
    }

    @Override
    public void release(Resource resource) {
        resources.remove(resource);
    }

    @Override
    public void startTimer(TimerTask task, long deadline) {
        StrandTimers known = timers;
        if (known == null) {
            known = new StrandTimers(context, strand);
            timers = known;
        }
        known.start(task, deadline);
    }

    @Override
    public void stopTimer(TimerTask task) {
        if (timers != null) {
            timers.stop(task);
        }
    }

    @Override
    public void flushOutput() {
        output.flush();
    }

    @Override
    public Optional<ByteSink> redirectedOutput() {
        return config.ownsProcess() ? Optional.empty() : Optional.of(config.output());
    }

    @Override
    public Optional<ByteSink> redirectedErrors() {
        return config.ownsProcess() ? Optional.empty() : Optional.of(config.errors());
    }

    @Override
    public List<String> arguments() {
        return config.arguments();
    }

    @Override
    public Map<String, String> environment() {
        return config.environment();
    }

    @Override
    public void exit(int exitCode) {
        end(exitCode);
        dropCurrentFiber();
    }

    @Override
    public Optional<ActorAddress> addressOf(LuaValue channel) {
        return switch (channel) {
            case ChannelHandle sending -> Optional.of(sending.address().copy());
            case InboxHandle receiving -> Optional.of(receiving.newAddress());
            default -> Optional.empty();
        };
    }

    @Override
    public LuaValue channelTo(ActorAddress address) {
        return new ChannelHandle(this, (Address) address);
    }

    @Override
    public boolean isMain() {
        return config.ownsProcess() && application.isMaster(this);
    }
}
