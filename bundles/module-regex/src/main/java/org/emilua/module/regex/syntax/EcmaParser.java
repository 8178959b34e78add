package org.emilua.module.regex.syntax;

import org.emilua.module.regex.syntax.Node.Assertion;
import org.jspecify.annotations.Nullable;

/** Reads the grammar {@link Grammar#ECMA}. */
final class EcmaParser extends PatternParser {

    private final Bracket bracket;
    private int highestReference;
    private int highestReferenceAt;

    EcmaParser(PatternReader reader) {
        super(reader);
        bracket = new Bracket(reader, true);
    }

    @Override
    boolean takeBar() {
        return reader.take('|');
    }

    @Override
    boolean atClosing() {
        return reader.peek() == ')';
    }

    @Override
    Node term(boolean first) {
        int start = reader.position();
        Node assertion = assertion();
        if (assertion != null) {
            if (isQuantifier(reader.peek())) {
                throw fail(Reason.ERROR_BADREPEAT, reader.position(), "an assertion cannot be repeated");
            }
            return assertion;
        }
        if (isQuantifier(reader.peek())) {
            throw fail(Reason.ERROR_BADREPEAT, start, "nothing to repeat");
        }
        Node quantified = quantified(atom());
        if (isQuantifier(reader.peek())) {
            throw fail(Reason.ERROR_BADREPEAT, reader.position(), "a quantifier cannot be repeated");
        }
        return quantified;
    }

    private static boolean isQuantifier(int c) {
        return c == '*' || c == '+' || c == '?' || c == '{';
    }

    private @Nullable Node assertion() {
        int start = reader.position();
        if (reader.take('^')) {
            return Assertion.BEGIN;
        } else if (reader.take('$')) {
            return Assertion.END;
        } else if (reader.take("\\b")) {
            return Assertion.WORD_BOUNDARY;
        } else if (reader.take("\\B")) {
            return Assertion.NO_WORD_BOUNDARY;
        } else if (reader.take("(?=")) {
            return new Node.Look(group(start, false, ")"), false);
        } else if (reader.take("(?!")) {
            return new Node.Look(group(start, false, ")"), true);
        }
        return null;
    }

    private Node quantified(Node atom) {
        int open = reader.position();
        int[] bounds = simple(reader.peek());
        if (bounds != null) {
            reader.next();
        } else if (reader.take('{')) {
            bounds = interval(open, "}");
        } else {
            return atom;
        }
        return new Node.Repeat(atom, bounds[0], bounds[1], !reader.take('?'));
    }

    private Node atom() {
        int start = reader.position();
        int c = reader.next();
        return switch (c) {
            case '.' -> new Node.Bytes(ByteClass.NO_LINE_END);
            case '[' -> new Node.Bytes(bracket.read(start));
            case '\\' -> escape(start);
            case '(' -> {
                if (reader.take("?:")) {
                    yield group(start, false, ")");
                }
                if (reader.peek() == '?') {
                    throw fail(Reason.ERROR_PAREN, start, "what begins with (? is (?:, (?= or (?!");
                }
                yield group(start, true, ")");
            }
            default -> reader.single(c);
        };
    }

    private Node escape(int start) {
        int digit = reader.peek();
        if (ByteClass.isDigit(digit) && digit != '0') {
            int number = reader.number(1000);
            if (number > highestReference) {
                highestReference = number;
                highestReferenceAt = start;
            }
            return new Node.Reference(number, reader.ignoreCase);
        }
        return reader.bytes(EcmaEscape.read(reader, start, false));
    }

    @Override
    void checkReferences() {
        if (highestReference > reader.groups()) {
            throw fail(Reason.ERROR_BACKREF, highestReferenceAt, "there is no such group"
                    + (reader.noSubs ? ": nosubs leaves no group to refer to" : ""));
        }
    }
}
