package org.emilua.itests.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Rewrites programs so that their tables have the same content in another layout. A program whose result in a peer depends
 * on that, as the length of a table with holes does, says nothing about us.
 */
final class Layout {

    private static final Pattern NO_OPERAND = Pattern.compile(
            "and|or|not|return|in|if|while|until|elseif|then|do|else|repeat|end|local|[^\\w\"'\\])]+|");

    private Layout() {}

    /** The program with all of its constructors passed through the prelude's {@code relaid}; null if that cannot be done. */
    static String changed(String source) {
        if (source.contains("setfenv") || Mutation.isOne(source)) {
            return null;
        }
        List<String> tokens = new ArrayList<>();
        String before = "";
        for (String token : Tokens.cut(source)) {
            String bare = token.strip();
            if (bare.equals("{") && NO_OPERAND.matcher(before).matches()) {
                tokens.add(" relaid");
            }
            tokens.add(token);
            before = bare;
        }
        return "relaid(gt);" + Tokens.join(tokens);
    }
}
