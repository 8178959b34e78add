package org.emilua.itests.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the engine wrote for one program, in the form of the model's traces.
 *
 * @param lines the trace with the reports
 * @param exitCode the process's
 */
record Observation(List<String> lines, int exitCode) {

    private static final Pattern PREFIXED = Pattern.compile("(\\d*):(.*)");
    private static final Pattern BEGINNING = Pattern.compile("= (\\S+) (0x[0-9a-f]+)");
    private static final Pattern MAIN_PANIC = Pattern.compile("Main fiber from VM 0x[0-9a-f]+ panicked: '(.*)'");
    private static final Pattern PANIC = Pattern.compile("Fiber (0x[0-9a-f]+) panicked: '(.*)'");
    private static final Pattern TERMINATED = Pattern.compile("VM 0x[0-9a-f]+ terminated: .*");
    private static final Pattern DEADLOCKS = Pattern.compile("Possible deadlock\\(s\\) detected during VM 0x[0-9a-f]+ shutdown:");
    private static final Pattern DEADLOCK = Pattern.compile("\tFiber (0x[0-9a-f]+) \\(.*\\) waits for: (.*)");

    /** A fiber: the number of its program, and its name there. */
    private record Known(String program, String name) {}

    /** Takes the output of several programs, whose lines begin with their numbers and a colon, apart. */
    static Map<String, List<String>> read(String output) {
        Map<String, List<String>> programs = new HashMap<>();
        Map<String, Known> fibers = new HashMap<>();
        for (String line : output.split("\n")) {
            Matcher prefixed = PREFIXED.matcher(line);
            if (prefixed.matches()) {
                line(programs, fibers, prefixed.group(1), prefixed.group(2));
            } else {
                report(programs, fibers, line);
            }
        }
        return programs;
    }

    private static void line(Map<String, List<String>> programs, Map<String, Known> fibers, String program, String text) {
        Matcher beginning = BEGINNING.matcher(text);
        if (beginning.matches()) {
            fibers.put(beginning.group(2), new Known(program, beginning.group(1)));
            programs.computeIfAbsent(program, _ -> new ArrayList<>());
        } else {
            add(programs, program, text);
        }
    }

    private static void report(Map<String, List<String>> programs, Map<String, Known> fibers, String line) {
        Matcher main = MAIN_PANIC.matcher(line);
        Matcher panic = PANIC.matcher(line);
        Matcher deadlock = DEADLOCK.matcher(line);
        if (main.matches()) {
            add(programs, "", "panic main " + withoutPosition(main.group(1)));
        } else if (panic.matches()) {
            Known fiber = known(fibers, panic.group(1));
            add(programs, fiber.program, "panic " + fiber.name + ' ' + withoutPosition(panic.group(2)));
        } else if (deadlock.matches()) {
            Known fiber = known(fibers, deadlock.group(1));
            add(programs, fiber.program, "deadlock " + fiber.name + ' ' + kind(deadlock.group(2)));
        } else if (TERMINATED.matcher(line).matches()) {
            add(programs, "", "terminated");
        } else if (!line.isEmpty() && !line.startsWith("\t") && !line.equals("stack traceback:") && !DEADLOCKS.matcher(line).matches()) {
            add(programs, "", "? " + line);
        }
    }

    private static void add(Map<String, List<String>> programs, String program, String line) {
        programs.computeIfAbsent(program, _ -> new ArrayList<>()).add(line);
    }

    private static Known known(Map<String, Known> fibers, String id) {
        return fibers.getOrDefault(id, new Known("", id));
    }

    private static String withoutPosition(String message) {
        return message.substring(message.lastIndexOf(": ") + (message.contains(": ") ? 2 : 1));
    }

    private static String kind(String wait) {
        for (String kind : List.of("mutex", "condition", "join", "first of", "semaphore", "future", "latch", "barrier")) {
            if (wait.contains(kind)) {
                return kind.equals("first of") ? "select" : kind;
            }
        }
        return wait;
    }

    /** Where this differs from what the model says: the number of the line, or -1 where it does not. */
    int difference(Expectation expected) {
        List<String> ordered = ordered(expected);
        List<String> wanted = wanted(expected);
        for (int i = 0; i < Math.max(ordered.size(), wanted.size()); i++) {
            if (i >= ordered.size() || i >= wanted.size() || !same(wanted.get(i), ordered.get(i))) {
                return i;
            }
        }
        return -1;
    }

    static List<String> wanted(Expectation expected) {
        List<String> lines = new ArrayList<>(expected.trace());
        lines.addAll(expected.atEnd());
        lines.add("exit code " + expected.exitCode());
        return lines;
    }

    /** The lines, with the reports at the end in the order in which the model has them. */
    List<String> ordered(Expectation expected) {
        int split = Math.min(lines.size(), expected.trace().size());
        List<String> ordered = new ArrayList<>(lines.subList(0, split));
        ordered.addAll(lines.subList(split, lines.size()).stream().sorted().toList());
        ordered.add("exit code " + exitCode);
        return ordered;
    }

    private static boolean same(String wanted, String seen) {
        return wanted.endsWith(" *") ? seen.startsWith(wanted.substring(0, wanted.length() - 1)) : wanted.equals(seen);
    }
}
