package org.emilua.runtime.monitor;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import jdk.jfr.FlightRecorder;
import org.emilua.api.engine.Engine;
import org.emilua.api.engine.ProgramConfig.ByteSink;
import org.jspecify.annotations.Nullable;

/**
 * Opens the views of an engine from outside: JMX, JDK Flight Recorder, and SIGQUIT where the process belongs to a program.
 * Programs that end soon must not pay for that, so threads of their own do it a moment later. Any thread may call.
 */
public final class Monitor {

    /** To hear of SIGQUIT takes some hundredths of a second of the processor, JMX a fifth. */
    private static final long SIGNALS_AFTER_MILLIS = 1_000;

    private static final long VIEW_AFTER_MILLIS = 2_000;
    private static final long END_MILLIS = 100;
    private static final long PATIENCE_MILLIS = 1_000;

    private final Engine engine;
    private List<Thread> threads = List.of();
    private @Nullable ObjectName name;
    private @Nullable Runnable unwatch;
    private volatile @Nullable QuitSignal signal;

    /** A monitor that is not open yet. */
    public Monitor(Engine engine) {
        this.engine = engine;
    }

    /**
     * Opens the views in a moment, once.
     *
     * @param quitOutput where the fibers are shown at SIGQUIT; null where the signal is left to the JVM
     */
    public synchronized void open(@Nullable ByteSink quitOutput) {
        if (!threads.isEmpty()) {
            return;
        }
        if (FlightRecorder.isInitialized()) {
            unwatch = EngineEvents.watch(); // records from the start on
        }
        Thread view = after(VIEW_AFTER_MILLIS, this::register);
        threads = quitOutput == null ? List.of(view) : List.of(view, after(SIGNALS_AFTER_MILLIS, () -> awaitSignals(quitOutput)));
        threads.forEach(Thread::start);
    }

    private static Thread after(long millis, Runnable opening) {
        Thread thread = new Thread(() -> {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                return; // closed before it was opened
            }
            opening.run();
        }, "emilua-monitor");
        thread.setDaemon(true);
        return thread;
    }

    /** Takes back what {@link #open} opened. */
    public synchronized void close() {
        threads.forEach(Thread::interrupt);
        leaveSignals();
        Runnable watching = unwatch;
        if (watching != null) {
            unwatch = null;
            watching.run();
        }
        ObjectName registered = name;
        if (registered != null) {
            name = null;
            try {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(registered);
            } catch (JMException e) {
                log().log(System.Logger.Level.DEBUG, "JMX has forgotten the engine already", e);
            }
        }
    }

    private synchronized void register() {
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        if (unwatch == null) {
            unwatch = EngineEvents.watch();
        }
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            ObjectName wanted = new ObjectName("org.emilua:type=Engine");
            server.registerMBean(new EngineView(engine), wanted);
            name = wanted;
        } catch (JMException e) {
            log().log(System.Logger.Level.WARNING, "JMX does not show the engine", e);
        }
    }

    /** Leaves SIGQUIT to the JVM again, which then need not wait for anybody when it ends. */
    public void leaveSignals() {
        QuitSignal open = signal;
        if (open != null) {
            open.stop();
            if (!open.awaitEnd(END_MILLIS)) {
                log().log(System.Logger.Level.DEBUG, "somebody is still being shown what the fibers do");
            }
        }
    }

    private void awaitSignals(ByteSink output) {
        if (!QuitSignal.isPossible()) {
            return;
        }
        try {
            QuitSignal open = new QuitSignal();
            signal = open;
            if (Thread.currentThread().isInterrupted()) {
                open.stop(); // closed meanwhile
            }
            open.forEach(() -> dump(output));
        } catch (Throwable e) { // the system's C library is another than this knows
            log().log(System.Logger.Level.DEBUG, "SIGQUIT stays the JVM's", e);
        }
    }

    private void dump(ByteSink output) {
        byte[] text = text().getBytes(StandardCharsets.UTF_8);
        try {
            output.write(text, 0, text.length);
        } catch (IOException e) {
            log().log(System.Logger.Level.DEBUG, "nobody reads what the fibers do", e);
        }
    }

    /** Looked up when there is something to say: to find it, the JDK searches the whole class path. */
    private static System.Logger log() {
        return System.getLogger("org.emilua.runtime");
    }

    /** All VMs with their fibers, for people. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Engine.VmInfo vm : engine.vms()) {
            Optional<List<Engine.FiberInfo>> fibers = engine.fibers(vm.id(), PATIENCE_MILLIS);
            text.append("VM ").append(vm.id()).append(" (").append(vm.script()).append(") ")
                    .append(fibers.map(Monitor::count).orElse("does not answer")).append('\n');
            fibers.ifPresent(list -> list.forEach(fiber -> text.append(fiber.text())));
        }
        return text.toString();
    }

    private static String count(List<Engine.FiberInfo> fibers) {
        return fibers.size() == 1 ? "has 1 fiber" : "has " + fibers.size() + " fibers";
    }
}
