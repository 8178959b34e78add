package org.emilua.launcher;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * A logger that tells each message in one line: {@code emilua: warning: runtime: what happened}. Of an exception the line has the name
 * and the message; {@code EMILUA_DEBUG=1} shows where it was thrown. Safe to use from any thread.
 */
final class LineLogger implements System.Logger {

    /** Where the lines go. */
    interface Sink {

        /** Whether colours are understood there. */
        boolean isColoured();

        /** Writes a line that has no line end yet. */
        void write(String line);
    }

    private static final String RED = "\033[1;31m";
    private static final String YELLOW = "\033[1;33m";
    private static final String PLAIN = "\033[0m";

    private final String name;
    private final String category;
    private final LogLevels levels;
    private final Sink sink;

    LineLogger(String name, LogLevels levels, Sink sink) {
        this.name = name;
        this.category = LogLevels.category(name);
        this.levels = levels;
        this.sink = sink;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isLoggable(Level level) {
        return levels.isShown(category, level);
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
        if (isLoggable(level)) {
            write(level, localized(bundle, message), thrown);
        }
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object @Nullable ... params) {
        if (isLoggable(level)) {
            write(level, formatted(localized(bundle, format), params), null);
        }
    }

    private static String localized(@Nullable ResourceBundle bundle, @Nullable String message) {
        if (bundle != null && message != null) {
            try {
                return bundle.getString(message);
            } catch (MissingResourceException e) { // the key itself says something too
                return message;
            }
        }
        return String.valueOf(message);
    }

    private static String formatted(String format, @Nullable Object @Nullable [] params) {
        if (params == null || params.length == 0) {
            return format;
        }
        try {
            return new MessageFormat(format, Locale.ROOT).format(params);
        } catch (IllegalArgumentException e) { // no pattern, or not for these values
            return format;
        }
    }

    private void write(Level level, String message, @Nullable Throwable thrown) {
        String severity = level.name().toLowerCase(Locale.ROOT);
        String colour = level == Level.ERROR ? RED : level == Level.WARNING ? YELLOW : "";
        String shown = !colour.isEmpty() && sink.isColoured() ? colour + severity + PLAIN : severity;
        sink.write("emilua: " + shown + ": " + category + ": " + oneLine(thrown == null ? message : message + ": " + thrown));
        if (thrown != null && Main.isDebugging()) {
            for (StackTraceElement frame : thrown.getStackTrace()) {
                sink.write("\tat " + frame);
            }
        }
    }

    /** A text without line ends and other control characters, which could make a terminal show something else. */
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        text.strip().lines().forEach(part -> line.append(line.isEmpty() ? "" : " | ").append(part.strip()));
        for (int i = 0; i < line.length(); i++) {
            if (Character.isISOControl(line.charAt(i))) {
                line.setCharAt(i, '?');
            }
        }
        return line.toString();
    }
}
