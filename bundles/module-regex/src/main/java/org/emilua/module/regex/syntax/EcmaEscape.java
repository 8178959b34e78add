package org.emilua.module.regex.syntax;

/** Escapes of ECMAScript that stand for bytes, in bracket expressions and outside. */
final class EcmaEscape {

    private EcmaEscape() {}

    /** The bytes that an escape stands for, the backslash at {@code start} taken. */
    static ByteClass read(PatternReader reader, int start, boolean inBracket) {
        int c = reader.next();
        return switch (c) {
            case PatternReader.END -> throw new PatternException(Reason.ERROR_ESCAPE, start, "nothing follows the backslash");
            case 'd' -> ByteClass.DIGIT;
            case 'D' -> ByteClass.DIGIT.complement();
            case 's' -> ByteClass.SPACE;
            case 'S' -> ByteClass.SPACE.complement();
            case 'w' -> ByteClass.WORD;
            case 'W' -> ByteClass.WORD.complement();
            case 'f' -> ByteClass.single('\f');
            case 'n' -> ByteClass.single('\n');
            case 'r' -> ByteClass.single('\r');
            case 't' -> ByteClass.single('\t');
            case 'v' -> ByteClass.single(0x0B);
            case 'x' -> ByteClass.single(hexadecimal(reader, start, 2));
            case 'u' -> ByteClass.single(hexadecimal(reader, start, 4));
            case 'c' -> ByteClass.single(control(reader, start));
            case '0' -> ByteClass.single(zero(reader, start));
            default -> ByteClass.single(itself(c, start, inBracket));
        };
    }

    private static int itself(int c, int start, boolean inBracket) {
        if (inBracket && c == 'b') {
            return '\b';
        }
        if (inBracket && (c == 'B' || ByteClass.isDigit(c))) {
            throw new PatternException(Reason.ERROR_ESCAPE, start, "no such escape in a bracket expression");
        }
        return c;
    }

    private static int hexadecimal(PatternReader reader, int start, int digits) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = reader.peek() < 0x80 ? Character.digit(reader.peek(), 16) : -1;
            if (digit < 0) {
                throw new PatternException(Reason.ERROR_ESCAPE, start, "the escape takes " + digits + " hexadecimal digits");
            }
            reader.next();
            value = value * 16 + digit;
        }
        if (value > 0xFF) {
            throw new PatternException(Reason.ERROR_ESCAPE, start, "the escape stands for no byte");
        }
        return value;
    }

    private static int control(PatternReader reader, int start) {
        int letter = reader.next();
        if (!ByteClass.isLetter(letter)) {
            throw new PatternException(Reason.ERROR_ESCAPE, start, "a letter follows \\c");
        }
        return letter % 32;
    }

    private static int zero(PatternReader reader, int start) {
        if (ByteClass.isDigit(reader.peek())) {
            throw new PatternException(Reason.ERROR_ESCAPE, start, "no digit may follow \\0");
        }
        return 0;
    }
}
