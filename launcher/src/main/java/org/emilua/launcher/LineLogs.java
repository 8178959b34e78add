package org.emilua.launcher;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Makes the process's log out of what the engine, the JDK and libraries say by {@link System.Logger}: lines on standard error. The JVM
 * finds it as a service, on first use. Safe to use from any thread.
 */
public final class LineLogs extends System.LoggerFinder {

    private final LogLevels levels = LogLevels.parse(System.getenv(LogLevels.VARIABLE));
    private final ConcurrentMap<String, System.Logger> loggers = new ConcurrentHashMap<>();

    /** Called by the JVM. */
    public LineLogs() {}

    @Override
    public System.Logger getLogger(String name, Module module) {
        return loggers.computeIfAbsent(name, key -> new LineLogger(key, levels, StandardError.INSTANCE));
    }
}
