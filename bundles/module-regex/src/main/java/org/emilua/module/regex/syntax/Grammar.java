package org.emilua.module.regex.syntax;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The grammars (reference: regex.new). */
public enum Grammar {
    /** Basic regular expressions of POSIX (XBD 9.3). */
    BASIC,
    /** Extended regular expressions of POSIX (XBD 9.4). */
    EXTENDED,
    /** ECMA-262, 3rd edition, with C++'s additions to bracket expressions (ISO C++ [re.grammar]). */
    ECMA;

    /** The grammar that programs call {@code name}; null if there is none. */
    public static @Nullable Grammar named(String name) {
        for (Grammar grammar : values()) {
            if (grammar.name().toLowerCase(Locale.ROOT).equals(name)) {
                return grammar;
            }
        }
        return null;
    }

    /** Whether of several matches at one place the longest counts, not the one that is found first. */
    public boolean prefersLongest() {
        return this != ECMA;
    }

    /** Reads a pattern. */
    public Syntax parse(byte[] pattern, boolean ignoreCase, boolean noSubs) {
        PatternReader reader = new PatternReader(pattern, ignoreCase, noSubs);
        PatternParser parser = this == ECMA ? new EcmaParser(reader) : new PosixParser(reader, this == BASIC);
        Node root = parser.parse();
        return new Syntax(root, reader.groups(), prefersLongest());
    }
}
