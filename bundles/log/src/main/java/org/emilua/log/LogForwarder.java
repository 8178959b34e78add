package org.emilua.log;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.LogService;

/**
 * Has the framework's log service receive the messages of the engine as long as there is a log service; the JVM's own log, to which
 * {@link System.Logger} leads in a host, gets them again afterwards. What is shown is up to the host. Safe to use from any thread.
 */
@Component(service = {}, immediate = true)
public final class LogForwarder {

    static final String ENGINE = "org.emilua";

    /** Kept, since the JVM forgets loggers that nobody holds, and what was set of them. */
    private final Logger engine = Logger.getLogger(ENGINE);

    private final LogServiceHandler handler;
    private final @Nullable Level levelBefore = engine.getLevel();
    private final boolean toParentsBefore = engine.getUseParentHandlers();

    /** Called by Declarative Services. */
    @Activate
    public LogForwarder(@Reference LogService log) {
        handler = new LogServiceHandler(log);
        engine.addHandler(handler);
        engine.setUseParentHandlers(false);
        engine.setLevel(Level.ALL); // the log service has levels of its own
    }

    @Deactivate
    void stop() {
        engine.removeHandler(handler);
        engine.setUseParentHandlers(toParentsBefore);
        engine.setLevel(levelBefore);
    }
}
