package org.emilua.itests.fuzz;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes Lua programs of a grammar. They end, do not depend on addresses or on the order of traversals, and say what they see
 * by the driver's functions.
 */
final class Generator {

    /** Names in the grammar that are no rules. */
    static final Set<String> WORDS = Set.of(
            "new", "declare", "push", "pop", "function", "vararg", "end-function", "loop", "end-loop", "break", "dots", "var",
            "int", "double", "nl", "sp", "none", "chars");

    /** A generated program. */
    record Case(String kind, String source) {}

    private static final int MAX_DEPTH = 7;
    private static final int MAX_LENGTH = 1_200;

    /** A function being generated: what its body may use. */
    private static final class Frame {
        boolean vararg;
        int loops;
    }

    /** A block being generated: how many variables there are outside, and which are about to be. */
    private record Scope(int variables, List<String> pending) {}

    private final Grammar grammar;
    private final List<Grammar.Rule> kinds;
    private final int total;

    Generator(Grammar grammar, Pattern kinds) {
        this.grammar = grammar;
        this.kinds = grammar.cases().stream().filter(rule -> kinds.matcher(rule.name).find()).toList();
        total = this.kinds.stream().mapToInt(rule -> rule.weight).sum();
        if (total == 0) {
            throw new IllegalArgumentException("no kind of case matches " + kinds);
        }
    }

    /** The case of that number in the sequence that a seed begins. */
    Case make(long seed, long number) {
        Dice dice = new Dice(seed * 0x9E3779B97F4A7C15L + number);
        int at = dice.below(total);
        for (Grammar.Rule kind : kinds) {
            at -= kind.weight;
            if (at < 0) {
                String source = new Writing(dice).write(kind.name);
                if (kind.name.startsWith("case-broken")) {
                    source = Mutation.of(source, dice);
                }
                return new Case(kind.name.substring(5), source);
            }
        }
        throw new IllegalStateException();
    }

    /** One program while it is written. */
    private final class Writing {
        private final Dice dice;
        private final StringBuilder out = new StringBuilder();
        private final Deque<Scope> scopes = new ArrayDeque<>();
        private final Deque<Frame> frames = new ArrayDeque<>();
        private final List<String> variables = new ArrayList<>();
        private final List<String> pending = new ArrayList<>();

        Writing(Dice dice) {
            this.dice = dice;
            Frame main = new Frame();
            main.vararg = true;
            frames.push(main);
        }

        String write(String start) {
            expand(grammar.rule(start), 0);
            return out.toString();
        }

        private void expand(Grammar.Rule rule, int depth) {
            boolean small = depth > MAX_DEPTH || out.length() > MAX_LENGTH;
            for (Grammar.Part part : rule.choose(dice, small).parts) {
                if (!part.reference()) {
                    out.append(part.text());
                } else if (WORDS.contains(part.text())) {
                    word(part);
                } else if (part.text().equals("many")) {
                    int count = dice.between(number(part, 1), number(part, 2));
                    for (int i = 0; i < count && (i == 0 || out.length() <= MAX_LENGTH); i++) {
                        if (i > 0) {
                            out.append(part.arguments().size() > 3 ? separator(part.arguments().get(3)) : "");
                        }
                        expand(grammar.rule(part.arguments().get(0)), depth + 1);
                    }
                } else {
                    expand(grammar.rule(part.text()), depth + 1);
                }
            }
        }

        private String separator(String text) {
            return switch (text) {
                case "line" -> dice.chance(70) ? "\n" : " ";
                case "sp" -> " ";
                default -> text;
            };
        }

        private static int number(Grammar.Part part, int index) {
            return Integer.parseInt(part.arguments().get(index));
        }

        private void word(Grammar.Part part) {
            switch (part.text()) {
                case "new" -> {
                    String name = part.arguments().get(0) + dice.any(List.of("", "", "2", "3"));
                    pending.add(name);
                    out.append(name);
                }
                case "declare" -> {
                    variables.addAll(pending);
                    pending.clear();
                }
                case "push" -> {
                    scopes.push(new Scope(variables.size(), List.copyOf(pending)));
                    pending.clear();
                }
                case "pop" -> {
                    Scope scope = scopes.pop();
                    variables.subList(scope.variables, variables.size()).clear();
                    pending.addAll(0, scope.pending);
                }
                case "function" -> frames.push(new Frame());
                case "vararg" -> frames.element().vararg = true;
                case "end-function" -> frames.pop();
                case "loop" -> frames.element().loops++;
                case "end-loop" -> frames.element().loops--;
                case "break" -> out.append(frames.element().loops > 0 ? "break" : "local _");
                case "dots" -> out.append(frames.element().vararg ? "..." : "nil");
                case "var" -> out.append(variable(part.arguments().get(0)));
                case "int" -> out.append(dice.between(number(part, 0), number(part, 1)));
                case "double" -> out.append(number());
                case "nl" -> out.append('\n');
                case "sp" -> out.append(' ');
                case "chars" -> characters(dice.between(number(part, 0), number(part, 1)));
                case "none" -> {}
                default -> throw new IllegalStateException(part.text());
            }
        }

        /** A variable in scope that holds values of that sort by intention; now and then another, or a global. */
        private String variable(String sort) {
            List<String> fitting = new ArrayList<>();
            boolean wild = dice.chance(1);
            for (String name : variables) {
                if (wild || sort.equals("any") || name.startsWith(sort)) {
                    fitting.add(name);
                }
            }
            if (fitting.isEmpty() || dice.chance(1)) {
                return sort.equals("v") || sort.equals("any") ? dice.any(List.of("gs", "gt", "gf", "gn", "nothing")) : "g" + sort;
            }
            return dice.any(fitting);
        }

        private String number() {
            double value = switch (dice.below(5)) {
                case 0 -> Double.longBitsToDouble(dice.bits());
                case 1 -> dice.bits() >> dice.below(64);
                case 2 -> dice.between(-1_000_000, 1_000_000) / 1000.0;
                case 3 -> dice.between(1, 99_999) * Math.pow(10, dice.between(-25, 25));
                default -> (dice.bits() >>> 11) * 0x1p-53 * Math.pow(10, dice.between(-6, 20));
            };
            if (Double.isNaN(value)) {
                return "(0/0)";
            }
            if (Double.isInfinite(value)) {
                return "math.huge";
            }
            return value < 0 ? "(" + value + ")" : Double.toString(value);
        }

        /** Characters of a string literal in double quotes. */
        private void characters(int count) {
            for (int i = 0; i < count; i++) {
                int kind = dice.below(20);
                if (kind < 12) {
                    out.append(dice.any(List.of("a", "b", "c", "a", "ab", "A", "1", "2", "x", "_", ".", "-")));
                } else if (kind < 16) {
                    out.append(dice.any(List.of(" ", "(", ")", "[", "]", "%", ",", "\\\\", "\\n", "\\t", "\\\"")));
                } else if (kind < 18) {
                    out.append((char) dice.between(32, 126) == '"' ? "'" : "\\" + String.format("%03d", dice.below(256)));
                } else {
                    out.append(dice.any(List.of("\\0", "\\r", "\\255", "\\128", "foo", "key=val", "  ")));
                }
            }
        }
    }
}
