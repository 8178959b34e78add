package org.emilua.itests.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts Lua text into tokens and puts them together again; of broken text it makes tokens as best it can. */
final class Tokens {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:--\\[(=*)\\[.*?\\]\\1\\]|--[^\\n]*|\\[(=*)\\[.*?\\]\\2\\]|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*'"
                    + "|[A-Za-z_]\\w*|(?:\\d|\\.\\d)(?:[eEpP][+-]|[\\w.])*|\\.\\.\\.|\\.\\.|[=~<>]=|::|.)",
            Pattern.DOTALL);

    private Tokens() {}

    /** The tokens of a text, each with the white space before it. */
    static List<String> cut(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        while (at < text.length() && matcher.find(at) && matcher.start() == at) {
            tokens.add(matcher.group());
            at = matcher.end();
        }
        return tokens;
    }

    static String join(List<String> tokens) {
        StringBuilder text = new StringBuilder();
        for (String token : tokens) {
            if (!text.isEmpty() && !token.isEmpty() && clash(text.charAt(text.length() - 1), token.charAt(0))) {
                text.append(' ');
            }
            text.append(token);
        }
        return text.toString();
    }

    private static boolean clash(char a, char b) {
        return isWord(a) && isWord(b) || a == b && "-[=.:".indexOf(a) >= 0 || a == '[' && b == '=' || b == '=' && "<>~=".indexOf(a) >= 0;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.';
    }
}
