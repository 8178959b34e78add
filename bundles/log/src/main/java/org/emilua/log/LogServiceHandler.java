package org.emilua.log;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.osgi.service.log.LogService;
import org.osgi.service.log.Logger;

/** Hands the JVM's log records to a log service, under the name of the logger that they come from. Safe to use from any thread. */
final class LogServiceHandler extends Handler {

    private final LogService log;
    private final SimpleFormatter formatter = new SimpleFormatter();

    LogServiceHandler(LogService log) {
        this.log = log;
    }

    @Override
    public void publish(LogRecord record) {
        Logger logger = log.getLogger(String.valueOf(record.getLoggerName()));
        String message = formatter.formatMessage(record);
        Throwable thrown = record.getThrown();
        Object[] arguments = thrown == null ? new Object[] {message} : new Object[] {message, thrown};
        int level = record.getLevel().intValue();
        if (level >= Level.SEVERE.intValue()) {
            logger.error("{}", arguments);
        } else if (level >= Level.WARNING.intValue()) {
            logger.warn("{}", arguments);
        } else if (level >= Level.INFO.intValue()) {
            logger.info("{}", arguments);
        } else if (level >= Level.FINE.intValue()) {
            logger.debug("{}", arguments);
        } else {
            logger.trace("{}", arguments);
        }
    }

    @Override
    public void flush() {
        // the log service keeps nothing back
    }

    @Override
    public void close() {
        // the log service is not ours
    }
}
