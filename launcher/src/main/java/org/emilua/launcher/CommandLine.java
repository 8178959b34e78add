package org.emilua.launcher;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for. Read by hand: a parser library would cost more start-up time than the rest of the launcher.
 *
 * @param action what to do
 * @param script the script, empty where the action needs none
 * @param arguments what followed {@code --}
 * @param test whether the application's modules run as tests
 * @param concurrencyHint how many threads will run the main context, 0 where not given
 */
record CommandLine(Action action, String script, List<String> arguments, boolean test, int concurrencyHint) {

    static final String HELP =
            """
            Usage: emilua [options] script.lua [-- args...]

            Runs a Lua program: a file, or the init.lua of a folder.

            Options:
              -h, --help                           Print this text and exit
              --version                            Print the version and exit
              --test                               Run the program's modules with _CONTEXT == 'test'
              --main-context-concurrency-hint N    How many threads will run the main context

            Environment:
              EMILUA_PATH          Folders to search modules in, separated by ':'
              EMILUA_COLORS        1 for colours in reports, 0 for none (unset: on a terminal)
              EMILUA_LOG_LEVELS    category:level pairs, separated by ','
              EMILUA_JAVA_HOME     The JDK to run on, of version 25 or later
              EMILUA_JAVA_OPTS     More options for the JVM
              EMILUA_DEBUG         1 to see why the engine does not start

            Signals:
              SIGQUIT (Ctrl-\\)     Print what every fiber does and where, and go on
            """;

    /** What to do. */
    enum Action {
        RUN,
        SHELL,
        HELP,
        VERSION
    }

    private static final String HINT_OPTION = "--main-context-concurrency-hint";

    static CommandLine parse(String[] words) throws UsageException {
        String script = null;
        boolean test = false;
        int hint = 0;
        int next = 0;
        while (next < words.length && !words[next].equals("--")) {
            String word = words[next++];
            if (word.equals("-h") || word.equals("--help")) {
                return only(Action.HELP);
            } else if (word.equals("--version")) {
                return only(Action.VERSION);
            } else if (word.equals("--shell") && next == 1) {
                return shell(words);
            } else if (word.equals("--test")) {
                test = true;
            } else if (word.equals(HINT_OPTION)) {
                hint = concurrencyHint(next < words.length ? words[next++] : null);
            } else if (word.startsWith(HINT_OPTION + "=")) {
                hint = concurrencyHint(word.substring(HINT_OPTION.length() + 1));
            } else if (word.startsWith("-") && word.length() > 1) {
                throw new UsageException("unknown option '" + word + "'");
            } else if (script != null) {
                throw new UsageException("more than one script: '" + script + "' and '" + word
                        + "' (a script's arguments follow '--')");
            } else {
                script = word;
            }
        }
        if (script == null || script.isEmpty()) {
            throw new UsageException("no script given");
        }
        return new CommandLine(Action.RUN, script, argumentsAfter(next, words), test, hint);
    }

    private static CommandLine only(Action action) {
        return new CommandLine(action, "", List.of(), false, 0);
    }

    private static CommandLine shell(String[] words) throws UsageException {
        if (words.length > 1) {
            throw new UsageException("the shell takes no arguments, not '" + words[1] + "'");
        }
        return only(Action.SHELL);
    }

    private static List<String> argumentsAfter(int separator, String[] words) {
        return separator >= words.length ? List.of() : List.of(words).subList(separator + 1, words.length);
    }

    private static int concurrencyHint(@Nullable String text) throws UsageException {
        int hint = text == null ? 0 : numberOrZero(text);
        if (hint <= 0) {
            throw new UsageException(HINT_OPTION + " needs a number greater than 0" + (text == null ? "" : ", not '" + text + "'"));
        }
        return hint;
    }

    private static int numberOrZero(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
