package org.emilua.launcher;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which messages are shown, as {@code EMILUA_LOG_LEVELS} says it: pairs of a category and a level, separated by commas; a level alone
 * counts for all other categories. Levels are the severities of syslog (RFC 5424, section 6.2.1), 0 to 7, or their usual names, and 8 for
 * what is beyond debugging: at level 4, {@code warning}, warnings and what is more severe are shown. A category is a logger's name without {@code org.emilua.}, or a
 * beginning of it that ends before a dot. Immutable.
 */
final class LogLevels {

    static final String VARIABLE = "EMILUA_LOG_LEVELS";

    private static final int TRACE = 8;
    private static final int DEBUG = 7;
    private static final int WARNING = 4;
    private static final String EXPECTED = "a level is a number from 0 to 8, error, warning, notice, info, debug or trace";
    private static final String OWN_PREFIX = "org.emilua.";

    private final Map<String, Integer> byCategory = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private int byDefault = WARNING;

    private LogLevels() {}

    /** Reads a value of the variable; null for a variable that is not set. What is malformed has no effect. */
    static LogLevels parse(@Nullable String value) {
        LogLevels levels = new LogLevels();
        if (value != null) {
            for (String pair : value.split(",", -1)) {
                levels.add(pair.strip());
            }
        }
        return levels;
    }

    private void add(String pair) {
        int colon = pair.lastIndexOf(':');
        String category = pair.substring(0, Math.max(colon, 0)).strip();
        int level = level(pair.substring(colon + 1).strip());
        if (pair.isEmpty()) {
            return; // as behind a comma at the end
        }
        if (level < 0 || (colon >= 0 && category.isEmpty())) {
            problems.add(VARIABLE + ": '" + LineLogger.oneLine(pair) + "' is neither category:level nor a level; " + EXPECTED);
        } else if (colon < 0) {
            byDefault = level;
        } else {
            byCategory.put(category(category), level);
        }
    }

    private static int level(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "0", "1", "2", "3", "4", "5", "6", "7", "8" -> text.charAt(0) - '0';
            case "error" -> 3;
            case "warning" -> WARNING;
            case "notice" -> 5;
            case "info" -> 6;
            case "debug" -> DEBUG;
            case "trace" -> TRACE;
            default -> -1;
        };
    }

    /** What is wrong with the value, a line for each mistake. */
    List<String> problems() {
        return problems;
    }

    /** The category of a logger: its name, shorter for the engine's own. */
    static String category(String loggerName) {
        return loggerName.startsWith(OWN_PREFIX) ? loggerName.substring(OWN_PREFIX.length()) : loggerName;
    }

    /** Whether messages of a category and severity are shown. */
    boolean isShown(String category, System.Logger.Level level) {
        return severity(level) <= levelOf(category);
    }

    private int levelOf(String category) {
        for (String name = category; ; name = name.substring(0, name.lastIndexOf('.'))) {
            Integer level = byCategory.get(name);
            if (level != null) {
                return level;
            }
            if (name.lastIndexOf('.') < 0) {
                return byDefault;
            }
        }
    }

    private static int severity(System.Logger.Level level) {
        return switch (level) {
            case OFF -> Integer.MAX_VALUE;
            case ERROR -> 3;
            case WARNING -> WARNING;
            case INFO -> 6;
            case DEBUG -> DEBUG;
            case ALL, TRACE -> TRACE;
        };
    }
}
