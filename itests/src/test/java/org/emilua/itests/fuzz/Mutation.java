package org.emilua.itests.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Breaks a program's syntax, and has it compiled only. */
final class Mutation {

    private static final List<String> VOCABULARY = List.of(
            " and", " do", " else", " elseif", " end", " false", " for", " function", " if", " in", " local", " nil", " not", " or",
            " repeat", " return", " then", " true", " until", " while", "+", "-", "*", "/", "%", "^", "#", "==", "~=", "<=", ">=", "<",
            ">", "=", "(", ")", "{", "}", "[", "]", ":", ",", ".", "..", "...", " x", " 1", " 'a'", " \"b\"", " [[c]]", " 0x", " 1e",
            " 3x", "'", "\"", "[[", "[=", " --[[", " $", " @", " !", " ~", " \\", " `", " '\\q'", " '\\300'", " \"a\nb\"", " ?", " \1",
            " \u00e9", " 1..2", " .5.", " 0xg", "\n");
    private static final Set<String> BLOCK_ENDS = Set.of("end", "else", "elseif", "until", ";");

    private Mutation() {}

    /** A chunk that compiles a damaged copy of another and says what came of it. */
    static String of(String source, Dice dice) {
        List<String> tokens = new ArrayList<>(Tokens.cut(source));
        if (tokens.size() > 40 && dice.chance(60)) {
            int from = dice.below(tokens.size() - 20);
            tokens = new ArrayList<>(tokens.subList(from, Math.min(tokens.size(), from + dice.between(5, 40))));
        }
        int count = dice.between(1, 3);
        for (int i = 0; i < count && !tokens.isEmpty(); i++) {
            int at = dice.below(tokens.size());
            switch (dice.below(6)) {
                case 0 -> tokens.remove(at);
                case 1 -> tokens.add(at, tokens.get(dice.below(tokens.size())));
                case 2 -> tokens.set(at, tokens.get(dice.below(tokens.size())));
                case 3 -> tokens.subList(at, Math.min(tokens.size(), at + dice.between(1, 6))).clear();
                default -> tokens.add(at, dice.any(VOCABULARY));
            }
        }
        if (dependsOnDialect(tokens)) {
            return "out(loadstring('x ='))";
        }
        String name = dice.chance(80) ? ", \"=m\"" : dice.chance(50) ? "" : ", \"@some/file.lua\"";
        return "out(loadstring(" + quote(Tokens.join(tokens)) + name + "))";
    }

    /** Whether a chunk does no more than to have another compiled. */
    static boolean isOne(String source) {
        return source.startsWith("out(loadstring(") && source.indexOf('\n') < 0;
    }

    /** Whether it has what the compatibility with Lua 5.2 changes: empty statements, break before others, calls on a new line. */
    private static boolean dependsOnDialect(List<String> tokens) {
        String before = "do";
        for (String token : tokens) {
            String text = token.strip();
            if (text.startsWith("--")) {
                continue;
            }
            if (text.equals("goto") || before.equals("break") && !BLOCK_ENDS.contains(text)) {
                return true;
            }
            if (text.equals(";") && !before.matches("[\\w.]+|[\\])}\"']") || text.equals(";") && before.matches("do|then|else|repeat|break|return")) {
                return true;
            }
            if (text.equals("(") && token.indexOf('\n') >= 0) {
                return true;
            }
            before = text;
        }
        return false;
    }

    /** A text as a literal of Lua. */
    static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                default -> {
                    if (c < ' ' || c > '~') {
                        out.append(String.format("\\%03d", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}
