package org.emilua.itests.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the generated programs are made of. Its text has rules, each a name with a colon and then an alternative on every
 * indented line; an alternative may begin with its weight, as in {@code 5* text}, or with {@code @52} if it needs peers that
 * are compatible with Lua 5.2 as far as LuaJIT can be. In an alternative {@code <name>} stands for
 * a rule, or for one of the words of {@link Generator}. A line that begins with {@code --} is a comment.
 */
final class Grammar {

    private static final Pattern REFERENCE = Pattern.compile("<([a-z][a-z0-9-]*)((?: [^<> ]+)*) ?>");
    private static final Pattern HEADER = Pattern.compile("([a-z][a-z0-9-]*)(?: (\\d+)\\*)?:");
    private static final Pattern WEIGHT = Pattern.compile("(\\d+)\\* (.*)");

    /** Text to copy, or a reference with its arguments. */
    record Part(String text, boolean reference, List<String> arguments) {}

    /** One way to expand a rule. */
    static final class Alternative {
        final List<Part> parts;
        final int weight;
        int depth = 1_000;

        Alternative(List<Part> parts, int weight) {
            this.parts = parts;
            this.weight = weight;
        }
    }

    /** A rule with all its alternatives. */
    static final class Rule {
        final String name;
        final int weight;
        final List<Alternative> alternatives = new ArrayList<>();
        final List<Alternative> shallow = new ArrayList<>();
        int total;
        int shallowTotal;

        Rule(String name, int weight) {
            this.name = name;
            this.weight = weight;
        }

        Alternative choose(Dice dice, boolean small) {
            List<Alternative> choice = small ? shallow : alternatives;
            int at = dice.below(small ? shallowTotal : total);
            for (Alternative alternative : choice) {
                at -= alternative.weight;
                if (at < 0) {
                    return alternative;
                }
            }
            throw new IllegalStateException(name);
        }
    }

    private final Map<String, Rule> rules = new LinkedHashMap<>();

    static Grammar load() {
        try (InputStream in = Grammar.class.getResourceAsStream("grammar.txt")) {
            if (in == null) {
                throw new IllegalStateException("grammar.txt is not on the class path");
            }
            return new Grammar(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Grammar(String text) {
        Rule current = null;
        for (String line : text.split("\n")) {
            Matcher header = HEADER.matcher(line);
            if (line.isBlank() || line.startsWith("--")) {
                continue;
            } else if (header.matches()) {
                current = new Rule(header.group(1), header.group(2) == null ? 1 : Integer.parseInt(header.group(2)));
                if (rules.put(current.name, current) != null) {
                    throw new IllegalStateException("rule " + current.name + " twice");
                }
            } else if (line.startsWith("  @52 ") && current != null) {
                if (Boolean.getBoolean("emilua.fuzz.compat")) {
                    add(current, line.substring(6));
                }
            } else if (line.startsWith("  ") && current != null) {
                add(current, line.substring(2));
            } else {
                throw new IllegalStateException("not a rule: " + line);
            }
        }
        measure();
    }

    private static void add(Rule rule, String text) {
        int weight = 1;
        Matcher weighted = WEIGHT.matcher(text);
        if (weighted.matches()) {
            weight = Integer.parseInt(weighted.group(1));
            text = weighted.group(2);
        }
        List<Part> parts = new ArrayList<>();
        Matcher reference = REFERENCE.matcher(text);
        int at = 0;
        while (reference.find()) {
            if (reference.start() > at) {
                parts.add(new Part(text.substring(at, reference.start()), false, List.of()));
            }
            String arguments = reference.group(2).strip();
            parts.add(new Part(reference.group(1), true, arguments.isEmpty() ? List.of() : List.of(arguments.split(" "))));
            at = reference.end();
        }
        if (at < text.length()) {
            parts.add(new Part(text.substring(at), false, List.of()));
        }
        rule.alternatives.add(new Alternative(parts, weight));
        rule.total += weight;
    }

    /** Finds each rule's shortest ways to an end, for when a program has become deep enough. */
    private void measure() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Rule rule : rules.values()) {
                for (Alternative alternative : rule.alternatives) {
                    int depth = 0;
                    for (Part part : alternative.parts) {
                        if (part.reference()) {
                            depth = Math.max(depth, 1 + depth(part));
                        }
                    }
                    if (depth < alternative.depth) {
                        alternative.depth = depth;
                        changed = true;
                    }
                }
            }
        }
        for (Rule rule : rules.values()) {
            int least = depth(rule);
            if (least >= 1_000) {
                throw new IllegalStateException("rule " + rule.name + " has no end");
            }
            for (Alternative alternative : rule.alternatives) {
                if (alternative.depth == least) {
                    rule.shallow.add(alternative);
                    rule.shallowTotal += alternative.weight;
                }
            }
        }
    }

    private int depth(Part part) {
        String name = part.text().equals("many") ? part.arguments().get(0) : part.text();
        Rule rule = rules.get(name);
        if (rule != null) {
            return depth(rule);
        }
        if (Generator.WORDS.contains(name)) {
            return 0;
        }
        throw new IllegalStateException("no rule " + name);
    }

    private static int depth(Rule rule) {
        return rule.alternatives.stream().mapToInt(alternative -> alternative.depth).min().orElse(1_000);
    }

    Rule rule(String name) {
        Rule rule = rules.get(name);
        if (rule == null) {
            throw new IllegalStateException("no rule " + name);
        }
        return rule;
    }

    /** The rules that make a whole case. */
    List<Rule> cases() {
        return rules.values().stream().filter(rule -> rule.name.startsWith("case-")).toList();
    }
}
