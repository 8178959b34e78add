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
 * Programs that end soon must not pay for that, so a thread of its own does it a moment later. Any thread may call.
 */
public final class Monitor {

    private static final long MOMENT_MILLIS = 300;
    private static final long PATIENCE_MILLIS = 1_000;
    private static final System.Logger LOG = System.getLogger("org.emilua.runtime");

    private final Engine engine;
    private @Nullable Thread thread;
    private @Nullable ObjectName name;
    private @Nullable Runnable unwatch;

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
        if (thread != null) {
            return;
        }
        if (FlightRecorder.isInitialized()) {
            unwatch = EngineEvents.watch(); // records from the start on
        }
        Thread opener = new Thread(() -> run(quitOutput), "emilua-monitor");
        opener.setDaemon(true);
        opener.start();
        thread = opener;
    }

    /** Takes back what {@link #open} opened. */
    public synchronized void close() {
        if (thread != null) {
            thread.interrupt();
        }
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
                LOG.log(System.Logger.Level.DEBUG, "JMX has forgotten the engine already", e);
            }
        }
    }

    private void run(@Nullable ByteSink quitOutput) {
        try {
            Thread.sleep(MOMENT_MILLIS);
        } catch (InterruptedException e) {
            return; // closed before it was opened
        }
        register();
        if (quitOutput != null && QuitSignal.isPossible()) {
            awaitSignals(quitOutput);
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
            LOG.log(System.Logger.Level.WARNING, "JMX does not show the engine", e);
        }
    }

    private void awaitSignals(ByteSink output) {
        try {
            QuitSignal.forEach(() -> dump(output));
        } catch (Throwable e) { // the system's C library is another than this knows
            LOG.log(System.Logger.Level.DEBUG, "SIGQUIT stays the JVM's", e);
        }
    }

    private void dump(ByteSink output) {
        byte[] text = text().getBytes(StandardCharsets.UTF_8);
        try {
            output.write(text, 0, text.length);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "nobody reads what the fibers do", e);
        }
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
