package org.emilua.module.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/**
 * Writes a text token by token: knows the context and puts separators, and indentation where that is wanted. What
 * is not allowed in the context raises an error and changes nothing. Runs on its VM's strand only.
 */
final class Generator {

    /** Where the next token stands. */
    private static final byte TOP = 0;

    private static final byte BEHIND_TOP = 1;
    private static final byte ARRAY_BEGIN = 2;
    private static final byte ARRAY = 3;
    private static final byte OBJECT_BEGIN = 4;
    private static final byte OBJECT = 5;
    private static final byte MEMBER_VALUE = 6;

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    /**
     * What was before somebody's turn to write one value, who may neither end what is around it nor write a second one. An
     * error takes all back that was written in the turn.
     */
    record Turn(int outerLevel, int outerValues, int level, byte place, int length) {}

    private final TextBuffer out;
    private final NumberWriter numbers = new NumberWriter();
    private final byte @Nullable [] indent;
    private byte[] outer = new byte[16];
    private int level;
    private byte place = TOP;

    /** The level on which a turn lasts, -1 outside of one, and how many tokens of that level it wrote. */
    private int turnLevel = -1;

    private int turnValues;

    Generator(SpareBuffer spare) {
        this(null, spare);
    }

    /** A generator that begins each element on a line of its own, if {@code indent} is not null. It writes into {@code spare}. */
    Generator(@Nullable LuaString indent, SpareBuffer spare) {
        out = new TextBuffer(spare);
        this.indent = indent == null ? null : Arrays.copyOfRange(indent.m_bytes, indent.m_offset, indent.m_offset + indent.m_length);
    }

    /** How many arrays and objects are open. */
    int level() {
        return level;
    }

    boolean isComplete() {
        return place == BEHIND_TOP && turnLevel < 0;
    }

    /** Begins a turn; {@link #endTurn} or {@link #abandonTurn} ends it. */
    Turn beginTurn() {
        if (level == turnLevel && turnValues > 0) {
            throw LexerError.EXCESS_VALUE.raised();
        }
        Turn turn = new Turn(turnLevel, turnValues, level, place, out.length());
        turnLevel = level;
        turnValues = 0;
        return turn;
    }

    /** Ends a turn in which one value must have been written. Raises an error, and changes nothing, if it was not. */
    void endTurn(Turn turn) {
        if (level != turn.level || turnValues != 1) {
            throw LexerError.MISSING_VALUE.raised();
        }
        turnLevel = turn.outerLevel;
        turnValues = turn.outerValues + (turnLevel == level ? 1 : 0);
    }

    /** Ends a turn and takes back what was written in it. */
    void abandonTurn(Turn turn) {
        turnLevel = turn.outerLevel;
        turnValues = turn.outerValues;
        level = turn.level;
        place = turn.place;
        out.length(turn.length);
    }

    /** Takes the finished text out of here. */
    LuaString take() {
        if (!isComplete()) {
            throw LexerError.UNEXPECTED_END.raised();
        }
        return out.take();
    }

    void nothing() {
        before(false);
        out.append(NULL, 0, NULL.length);
    }

    void bool(boolean value) {
        before(false);
        byte[] word = value ? TRUE : FALSE;
        out.append(word, 0, word.length);
    }

    void number(double value) {
        if (!Double.isFinite(value)) {
            throw DomError.NUMBER_NOT_FINITE.raised();
        }
        before(false);
        numbers.append(out, value);
    }

    void string(LuaString value) {
        before(true);
        out.appendString(value);
    }

    /** Appends text as it is, as one value; mere white space is none and may stand anywhere. */
    void literal(LuaString text) {
        int from = text.m_offset;
        int to = from + text.m_length;
        while (from < to && isSpace(text.m_bytes[from])) {
            from++;
        }
        if (from < to) {
            before(text.m_bytes[from] == '"');
        }
        out.append(text);
    }

    static boolean isSpace(byte c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    void beginArray() {
        begin('[', ARRAY_BEGIN);
    }

    void beginObject() {
        begin('{', OBJECT_BEGIN);
    }

    private void begin(char bracket, byte inside) {
        if (level == Nesting.LIMIT) {
            throw DomError.NESTING_TOO_DEEP.raised();
        }
        before(false);
        if (level == outer.length) {
            outer = Arrays.copyOf(outer, 2 * level);
        }
        outer[level++] = place;
        place = inside;
        out.append(bracket);
    }

    void endArray() {
        if (place != ARRAY_BEGIN && place != ARRAY || level == turnLevel) {
            throw LexerError.UNBALANCED_END_ARRAY.raised();
        }
        end(']', place == ARRAY);
    }

    void endObject() {
        boolean inObject = place == OBJECT_BEGIN || place == OBJECT || place == MEMBER_VALUE;
        if (!inObject || level == turnLevel) {
            throw LexerError.UNBALANCED_END_OBJECT.raised();
        }
        if (place == MEMBER_VALUE) {
            throw LexerError.MISSING_VALUE.raised();
        }
        end('}', place == OBJECT);
    }

    private void end(char bracket, boolean hasElements) {
        place = outer[--level];
        if (hasElements) {
            newLine();
        }
        out.append(bracket);
    }

    /** Goes on to the next token and writes what stands in front of it. */
    private void before(boolean isString) {
        boolean ofTurn = level == turnLevel;
        if (ofTurn && turnValues > 0) {
            throw LexerError.EXCESS_VALUE.raised();
        }
        switch (place) {
            case ARRAY -> separate();
            case ARRAY_BEGIN -> {
                place = ARRAY;
                newLine();
            }
            case MEMBER_VALUE -> {
                place = OBJECT;
                out.append(':');
                if (indent != null) {
                    out.append(' ');
                }
            }
            case OBJECT, OBJECT_BEGIN -> beforeName(isString);
            case TOP -> place = BEHIND_TOP;
            default -> throw LexerError.EXCESS_VALUE.raised();
        }
        if (ofTurn) {
            turnValues++;
        }
    }

    private void beforeName(boolean isString) {
        if (!isString) {
            throw LexerError.INVALID_KEY.raised();
        }
        if (place == OBJECT) {
            separate();
        } else {
            newLine();
        }
        place = MEMBER_VALUE;
    }

    private void separate() {
        out.append(',');
        newLine();
    }

    private void newLine() {
        byte[] unit = indent;
        if (unit != null) {
            out.append('\n');
            for (int i = 0; i < level; i++) {
                out.append(unit, 0, unit.length);
            }
        }
    }
}
