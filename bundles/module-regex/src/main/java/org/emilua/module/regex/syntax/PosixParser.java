package org.emilua.module.regex.syntax;

import java.util.BitSet;
import org.emilua.module.regex.syntax.Node.Assertion;

/** Reads the grammars {@link Grammar#BASIC} and {@link Grammar#EXTENDED}. */
final class PosixParser extends PatternParser {

    /** Quantifiers of one atom. */
    private static final int MOST_QUANTIFIERS = 10;

    private final boolean basic;
    private final String opening;
    private final String closing;
    private final Bracket bracket;
    private final BitSet complete = new BitSet();

    PosixParser(PatternReader reader, boolean basic) {
        super(reader);
        this.basic = basic;
        opening = basic ? "\\(" : "(";
        closing = basic ? "\\)" : ")";
        bracket = new Bracket(reader, false);
    }

    @Override
    boolean takeBar() {
        return !basic && reader.take('|');
    }

    @Override
    boolean atClosing() {
        return at(closing);
    }

    private boolean at(String text) {
        int here = reader.position();
        boolean found = reader.take(text);
        reader.position(here);
        return found;
    }

    @Override
    Node term(boolean first) {
        int start = reader.position();
        if (basic ? first && reader.take('^') : reader.take('^')) {
            return basic && reader.take('*') ? afterAnchor() : anchor(Assertion.BEGIN);
        }
        if (reader.peek() == '$' && (!basic || isLast())) {
            reader.next();
            return anchor(Assertion.END);
        }
        if (basic && first && reader.take('*')) {
            return quantified(reader.single('*'));
        }
        if (isQuantifier()) {
            throw fail(Reason.ERROR_BADREPEAT, start, "nothing to repeat");
        }
        return quantified(atom(start));
    }

    /** In basic, an asterisk behind the circumflex that begins the expression is one like any other byte. */
    private Node afterAnchor() {
        return new Node.Sequence(java.util.List.of(Assertion.BEGIN, quantified(reader.single('*'))));
    }

    private Node anchor(Assertion assertion) {
        if (isQuantifier()) {
            throw fail(Reason.ERROR_BADREPEAT, reader.position(), "an anchor cannot be repeated");
        }
        return assertion;
    }

    /** Whether the byte here ends the expression or the sub-expression. */
    private boolean isLast() {
        int here = reader.position();
        reader.next();
        boolean last = reader.atEnd() || atClosing();
        reader.position(here);
        return last;
    }

    private boolean isQuantifier() {
        int c = reader.peek();
        return c == '*' || (basic ? at("\\{") : c == '+' || c == '?' || c == '{');
    }

    private Node quantified(Node atom) {
        Node result = atom;
        for (int count = 0; isQuantifier(); count++) {
            int start = reader.position();
            if (count == MOST_QUANTIFIERS) {
                throw fail(Reason.ERROR_STACK, start, "more than " + count + " quantifiers in a row");
            }
            int[] bounds = simple(reader.peek());
            if (bounds != null) {
                reader.next();
            } else {
                reader.take(basic ? "\\{" : "{");
                bounds = interval(start, basic ? "\\}" : "}");
            }
            result = repeat(result, bounds[0], bounds[1], true);
        }
        return result;
    }

    private Node atom(int start) {
        if (reader.take(opening)) {
            return group(start, true, closing);
        }
        int c = reader.next();
        return switch (c) {
            case '.' -> new Node.Bytes(ByteClass.ALL);
            case '[' -> new Node.Bytes(bracket.read(start));
            case '\\' -> escape(start);
            default -> reader.single(c);
        };
    }

    private Node escape(int start) {
        int c = reader.next();
        if (c == PatternReader.END) {
            throw fail(Reason.ERROR_ESCAPE, start, "nothing follows the backslash");
        }
        if (basic && c >= '1' && c <= '9') {
            if (!complete.get(c - '0')) {
                throw fail(Reason.ERROR_BACKREF, start, "there is no such group before"
                        + (reader.noSubs ? ": nosubs leaves no group to refer to" : ""));
            }
            return new Node.Reference(c - '0', reader.ignoreCase);
        }
        if (basic && c == '}') {
            throw fail(Reason.ERROR_BRACE, start, "a closing brace without an opening one");
        }
        if (ByteClass.isLetter(c) || ByteClass.isDigit(c) || basic && (c == '+' || c == '?' || c == '|')) {
            throw fail(Reason.ERROR_ESCAPE, start, "POSIX gives this escape no meaning");
        }
        return reader.single(c);
    }

    @Override
    void closed(int index) {
        complete.set(index);
    }
}
