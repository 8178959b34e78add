package org.emilua.lua.syntax;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.emilua.luaj.NumberText;
import org.luaj.vm2.LuaString;

/** Cuts a chunk's text into tokens. The current token's kind and value are its fields. Used by one thread. */
final class Lexer {

    private static final int END = -1;

    private final byte[] source;
    private final String chunk;
    private final Map<String, LuaString> names = new HashMap<>();
    private int at;
    private byte[] text = new byte[64];
    private int length;

    /** The current token. */
    Token token = Token.EOF;

    /** The character of a {@code CHARACTER}. */
    int character;

    /** The value of a {@code NUMBER}. */
    double number;

    /** The value of a {@code NAME} or {@code STRING}. */
    LuaString string = LuaString.valueOf("");

    /** The line that the current token ends on. */
    int line = 1;

    /** The line that the token before the current one ended on. */
    int lastLine = 1;

    private int tokenStart;

    /**
     * Begins with the first token still to be read.
     *
     * @param chunk the chunk's name as messages show it
     */
    Lexer(byte[] source, int start, String chunk) {
        this.source = source;
        this.chunk = chunk;
        at = start;
    }

    // ---- errors

    SyntaxError error(String message) {
        return new SyntaxError(chunk + ":" + line + ": " + message);
    }

    SyntaxError errorNear(String message) {
        boolean isZero = token == Token.CHARACTER && character == 0;
        return error(isZero ? message : message + " near '" + currentText() + "'");
    }

    private SyntaxError errorNearText(String message) {
        return error(message + " near '" + textSoFar() + "'");
    }

    private SyntaxError errorAtEnd(String message) {
        return error(message + " near '<eof>'");
    }

    private String currentText() {
        return switch (token) {
            case NAME, NUMBER -> ByteText.of(source, tokenStart, at - tokenStart);
            case STRING -> textSoFar();
            case CHARACTER -> character < ' ' || character == 127 ? "char(" + character + ")" : Character.toString((char) character);
            default -> token.text;
        };
    }

    private String textSoFar() {
        return ByteText.upToZero(ByteText.of(text, 0, length));
    }

    // ---- reading

    private int peek(int ahead) {
        int i = at + ahead;
        return i < source.length ? source[i] & 0xFF : END;
    }

    private void save(int c) {
        if (length == text.length) {
            text = Arrays.copyOf(text, length * 2);
        }
        text[length++] = (byte) c;
    }

    /** Passes a line's end: any of the four forms that Lua counts as one. */
    private void newLine() {
        int first = peek(0);
        at++;
        int second = peek(0);
        if ((second == '\n' || second == '\r') && second != first) {
            at++;
        }
        line++;
    }

    /** Whether the token after the current one is a name; the current one stays. */
    boolean isFollowedByName() {
        int i = 0;
        while (isSpace(peek(i))) {
            i++;
        }
        if (!isNameStart(peek(i))) {
            return false;
        }
        int end = i;
        while (isNamePart(peek(end))) {
            end++;
        }
        return Token.ofWord(ByteText.of(source, at + i, end - i)) == Token.NAME;
    }

    /** Whether the token after the current one is {@code =}; the current one stays. */
    boolean isFollowedByAssignment() {
        int i = at;
        while (i < source.length) {
            int c = source[i];
            if (c == '-' && i + 1 < source.length && source[i + 1] == '-') {
                i = pastComment(i);
            } else if (isSpace(c)) {
                i++;
            } else {
                return c == '=' && !(i + 1 < source.length && source[i + 1] == '=');
            }
        }
        return false;
    }

    /** Where a comment ends that begins at {@code start}. */
    private int pastComment(int start) {
        int i = start + 2;
        int level = 0;
        if (i < source.length && source[i] == '[') {
            int j = i + 1;
            while (j < source.length && source[j] == '=') {
                j++;
                level++;
            }
            if (j < source.length && source[j] == '[') {
                return pastLongBracket(j + 1, level);
            }
        }
        while (i < source.length && source[i] != '\n' && source[i] != '\r') {
            i++;
        }
        return i;
    }

    private int pastLongBracket(int start, int level) {
        for (int i = start; i < source.length; i++) {
            if (source[i] == ']') {
                int j = i + 1;
                while (j < source.length && source[j] == '=') {
                    j++;
                }
                if (j - i - 1 == level && j < source.length && source[j] == ']') {
                    return j + 1;
                }
            }
        }
        return source.length;
    }

    /** Moves on to the next token. */
    void next() throws SyntaxError {
        lastLine = line;
        length = 0;
        token = read();
    }

    private Token read() throws SyntaxError {
        while (true) {
            tokenStart = at;
            int c = peek(0);
            switch (c) {
                case END -> {
                    return Token.EOF;
                }
                case '\n', '\r' -> newLine();
                case ' ', '\t', '\f', 0x0B -> at++;
                case '-' -> {
                    if (peek(1) != '-') {
                        return single(c);
                    }
                    comment();
                }
                case '[' -> {
                    return bracket();
                }
                case '=' -> {
                    return either(c, '=', Token.EQ);
                }
                case '<' -> {
                    return either(c, '=', Token.LE);
                }
                case '>' -> {
                    return either(c, '=', Token.GE);
                }
                case '~' -> {
                    return either(c, '=', Token.NE);
                }
                case ':' -> {
                    return either(c, ':', Token.LABEL);
                }
                case '"', '\'' -> {
                    return quoted(c);
                }
                case '.' -> {
                    return dots();
                }
                default -> {
                    return isDigit(c) ? numeral() : isNameStart(c) ? word() : single(c);
                }
            }
        }
    }

    private Token single(int c) {
        at++;
        character = c;
        return Token.CHARACTER;
    }

    private Token either(int c, int second, Token both) {
        if (peek(1) == second) {
            at += 2;
            return both;
        }
        return single(c);
    }

    private Token dots() throws SyntaxError {
        if (peek(1) == '.') {
            at += peek(2) == '.' ? 3 : 2;
            return at - tokenStart == 3 ? Token.DOTS : Token.CONCAT;
        }
        return isDigit(peek(1)) ? numeral() : single('.');
    }

    private Token word() {
        while (isNamePart(peek(0))) {
            at++;
        }
        String name = ByteText.of(source, tokenStart, at - tokenStart);
        Token word = Token.ofWord(name);
        if (word == Token.NAME || word == Token.GOTO) {
            string = names.computeIfAbsent(name, n -> Names.constant(Arrays.copyOfRange(source, tokenStart, at)));
        }
        return word;
    }

    private Token numeral() throws SyntaxError {
        int exponent = peek(0) == '0' && (peek(1) | 0x20) == 'x' ? 'p' : 'e';
        while (isNamePart(peek(0)) || peek(0) == '.') {
            boolean mayBeSigned = (peek(0) | 0x20) == exponent;
            at++;
            if (mayBeSigned && (peek(0) == '+' || peek(0) == '-')) {
                at++;
            }
        }
        number = NumberText.parse(source, tokenStart, at - tokenStart);
        if (Double.doubleToRawLongBits(number) == NumberText.NOT_A_NUMERAL) {
            token = Token.NUMBER;
            throw errorNear("malformed number");
        }
        return Token.NUMBER;
    }

    // ---- comments and strings

    private void comment() throws SyntaxError {
        at += 2;
        if (peek(0) == '[') {
            int level = longBracket();
            if (level >= 0) {
                length = 0;
                longText(level, "unfinished long comment");
                length = 0;
                return;
            }
        }
        while (peek(0) != '\n' && peek(0) != '\r' && peek(0) != END) {
            at++;
        }
    }

    /** The level of the long bracket that opens here, -1 if none does. */
    private int longBracket() {
        int level = 0;
        while (peek(1 + level) == '=') {
            level++;
        }
        return peek(1 + level) == '[' ? level : -1;
    }

    private Token bracket() throws SyntaxError {
        int level = longBracket();
        if (level >= 0) {
            longText(level, "unfinished long string");
            int margin = level + 2;
            string = Names.constant(Arrays.copyOfRange(text, margin, length - margin));
            return Token.STRING;
        }
        if (peek(1) == '=') {
            save('[');
            while (peek(1) == '=') {
                save('=');
                at++;
            }
            throw errorNearText("invalid long string delimiter");
        }
        return single('[');
    }

    private void longText(int level, String unfinished) throws SyntaxError {
        saveBracket('[', level);
        if (peek(0) == '\n' || peek(0) == '\r') {
            newLine();
        }
        while (true) {
            int c = peek(0);
            if (c == END) {
                throw errorAtEnd(unfinished);
            } else if (c == ']' && closes(level)) {
                saveBracket(']', level);
                return;
            } else if (c == '\n' || c == '\r') {
                save('\n');
                newLine();
            } else {
                save(c);
                at++;
            }
        }
    }

    private void saveBracket(int c, int level) {
        save(c);
        for (int i = 0; i < level; i++) {
            save('=');
        }
        save(c);
        at += level + 2;
    }

    private boolean closes(int level) {
        for (int i = 1; i <= level; i++) {
            if (peek(i) != '=') {
                return false;
            }
        }
        return peek(level + 1) == ']';
    }

    private Token quoted(int quote) throws SyntaxError {
        save(quote);
        at++;
        while (peek(0) != quote) {
            switch (peek(0)) {
                case END -> throw errorAtEnd("unfinished string");
                case '\n', '\r' -> throw errorNearText("unfinished string");
                case '\\' -> escape();
                default -> save(source[at++]);
            }
        }
        at++;
        string = Names.constant(Arrays.copyOfRange(text, 1, length));
        save(quote);
        return Token.STRING;
    }

    private void escape() throws SyntaxError {
        int c = peek(1);
        at += 2;
        switch (c) {
            case 'a' -> save(7);
            case 'b' -> save('\b');
            case 'f' -> save('\f');
            case 'n' -> save('\n');
            case 'r' -> save('\r');
            case 't' -> save('\t');
            case 'v' -> save(0x0B);
            case 'x' -> save(hexadecimal());
            case 'u' -> codePoint();
            case 'z' -> skipSpace();
            case '\\', '"', '\'' -> save(c);
            case '\n', '\r' -> {
                at--;
                save('\n');
                newLine();
            }
            case END -> throw errorAtEnd("unfinished string");
            default -> {
                at--;
                decimal();
            }
        }
    }

    private void skipSpace() {
        while (isSpace(peek(0))) {
            if (peek(0) == '\n' || peek(0) == '\r') {
                newLine();
            } else {
                at++;
            }
        }
    }

    private void decimal() throws SyntaxError {
        int value = 0;
        int digits = 0;
        while (digits < 3 && isDigit(peek(0))) {
            value = value * 10 + peek(0) - '0';
            at++;
            digits++;
        }
        if (digits == 0 || value > 255) {
            throw errorNearText("invalid escape sequence");
        }
        save(value);
    }

    private int hexadecimal() throws SyntaxError {
        int high = Character.digit(peek(0), 16);
        int low = Character.digit(peek(1), 16);
        if (high < 0 || low < 0) {
            throw errorNearText("invalid escape sequence");
        }
        at += 2;
        return high * 16 + low;
    }

    private void codePoint() throws SyntaxError {
        int value = 0;
        int i = 1;
        while (Character.digit(peek(i), 16) >= 0 && value <= Character.MAX_CODE_POINT) {
            value = value * 16 + Character.digit(peek(i++), 16);
        }
        boolean isSurrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
        if (peek(0) != '{' || i == 1 || peek(i) != '}' || value > Character.MAX_CODE_POINT || isSurrogate) {
            throw errorNearText("invalid escape sequence");
        }
        for (byte b : Character.toString(value).getBytes(StandardCharsets.UTF_8)) {
            save(b);
        }
        at += i + 1;
    }

    // ---- characters

    private static boolean isSpace(int c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Bytes beyond ASCII count as letters, as in LuaJIT. */
    private static boolean isNameStart(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80;
    }

    private static boolean isNamePart(int c) {
        return isNameStart(c) || isDigit(c);
    }
}
