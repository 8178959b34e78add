package org.emilua.launcher;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The process's standard error as a place for lines that people read. Safe to use from any thread. */
final class StandardError implements LineLogger.Sink {

    static final StandardError INSTANCE = new StandardError(System.getenv(StandardError.COLOURS));

    static final String COLOURS = "EMILUA_COLORS";

    private final @Nullable String colours;

    private StandardError(@Nullable String colours) {
        this.colours = colours;
    }

    /** What is wrong with a value of {@code EMILUA_COLORS}; null for nothing. A wrong one counts as none. */
    static @Nullable String problem(@Nullable String value) {
        return value == null || value.equals("0") || value.equals("1")
                ? null
                : COLOURS + " must be 0 or 1, not '" + LineLogger.oneLine(value) + "'";
    }

    @Override
    public boolean isColoured() {
        return "1".equals(colours) || (!"0".equals(colours) && isTerminal());
    }

    private static boolean isTerminal() {
        try {
            String file = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty") || file.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) { // a system without such files
            Console console = System.console();
            return console != null && console.isTerminal();
        }
    }

    @Override
    public void write(String line) {
        System.err.println(line);
    }
}
