package org.emilua.module.regex.syntax;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads bracket expressions: POSIX's (XBD 9.3.5), and with escapes those of ECMAScript. */
final class Bracket {

    private final PatternReader reader;
    private final boolean ecma;
    private int rangeEnd = -1;

    Bracket(PatternReader reader, boolean ecma) {
        this.reader = reader;
        this.ecma = ecma;
    }

    /** One element: a set, and the byte that it can begin or end a range with, or -1. */
    private record Element(ByteClass set, int endpoint) {

        static Element of(int value) {
            return new Element(ByteClass.single(value), value);
        }
    }

    /** The set of an expression, its opening bracket at {@code open} taken. */
    ByteClass read(int open) {
        boolean negated = reader.take('^');
        ByteClass set = ByteClass.NONE;
        boolean first = !ecma;
        while (first || !reader.take(']')) {
            set = set.union(item(open, first));
            first = false;
        }
        ByteClass cased = reader.ignoreCase ? set.withBothCases() : set;
        return negated ? cased.complement() : cased;
    }

    private ByteClass item(int open, boolean first) {
        int start = reader.position();
        if (!first && reader.peek() == '-' && !isFree(start)) {
            throw new PatternException(Reason.ERROR_RANGE, start, "a hyphen for itself stands first, last or behind a hyphen");
        }
        Element begin = element(open);
        if (reader.peek() != '-' || reader.peek(1) == ']' || reader.peek(1) == PatternReader.END) {
            return begin.set;
        }
        if (begin.endpoint < 0) {
            return classBeforeHyphen(begin);
        }
        reader.next();
        Element end = element(open);
        if (end.endpoint < begin.endpoint) {
            throw new PatternException(Reason.ERROR_RANGE, start,
                    end.endpoint < 0 ? "a class cannot end a range" : "the range's ends are in the wrong order");
        }
        rangeEnd = reader.position();
        return ByteClass.range(begin.endpoint, end.endpoint);
    }

    /** POSIX allows a hyphen in the middle only as the beginning or the end of a range. */
    private boolean isFree(int start) {
        return ecma || reader.peek(1) == ']' || reader.peek(1) == '-' && rangeEnd != start;
    }

    /** Behind a class a hyphen begins no range: ECMAScript takes it for itself, POSIX refuses it. */
    private ByteClass classBeforeHyphen(Element begin) {
        if (!ecma) {
            throw new PatternException(Reason.ERROR_RANGE, reader.position(), "a class cannot begin a range");
        }
        reader.next();
        return begin.set.union(ByteClass.single('-'));
    }

    private Element element(int open) {
        int start = reader.position();
        int c = reader.next();
        if (c == PatternReader.END) {
            throw new PatternException(Reason.ERROR_BRACK, open, "the bracket expression has no end");
        }
        if (c == '[' && (reader.peek() == ':' || reader.peek() == '.' || reader.peek() == '=')) {
            return named(start, reader.next());
        }
        if (ecma && c == '\\') {
            ByteClass set = EcmaEscape.read(reader, start, true);
            return new Element(set, set.size() == 1 ? only(set) : -1);
        }
        return Element.of(c);
    }

    private static int only(ByteClass set) {
        for (int c = 0; ; c++) {
            if (set.contains(c)) {
                return c;
            }
        }
    }

    /** What stands between {@code [:} and {@code :]}, or with {@code .} or {@code =} for the colon. */
    private Element named(int start, int kind) {
        int from = reader.position();
        StringBuilder name = new StringBuilder();
        while (reader.peek() != kind || reader.peek(1) != ']' || kind != ':' && reader.position() == from) {
            int c = reader.next();
            if (c == PatternReader.END) {
                throw new PatternException(kind == ':' ? Reason.ERROR_CTYPE : Reason.ERROR_COLLATE, start,
                        "[" + (char) kind + " is not closed by " + (char) kind + "]");
            }
            name.append((char) c);
        }
        reader.position(reader.position() + 2);
        if (kind == ':') {
            return new Element(characterClass(name.toString(), start), -1);
        }
        int value = CollatingNames.find(name.toString());
        if (value < 0) {
            throw new PatternException(Reason.ERROR_COLLATE, start, "no collating element is called " + quoted(name));
        }
        return kind == '.' ? Element.of(value) : new Element(ByteClass.single(value), -1);
    }

    private ByteClass characterClass(String name, int start) {
        ByteClass set = set(name);
        if (set == null) {
            throw new PatternException(Reason.ERROR_CTYPE, start, "no character class is called " + quoted(name));
        }
        return set;
    }

    private @Nullable ByteClass set(String name) {
        if (!ecma) {
            return ByteClass.named(name);
        }
        return switch (name) {
            case "d" -> ByteClass.DIGIT;
            case "s" -> ByteClass.SPACE;
            case "w" -> ByteClass.WORD;
            default -> ByteClass.named(name.toLowerCase(Locale.ROOT));
        };
    }

    /** A name for a message: as UTF-8, and not more of it than can be read. */
    private static String quoted(CharSequence name) {
        String text = new String(name.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return "'" + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + "'";
    }
}
