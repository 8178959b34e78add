package org.emilua.module.regex.syntax;

import java.util.HashMap;
import java.util.Map;

/** The names of the portable character set (POSIX XBD 6.1), and the bytes, as collating elements of the C locale. */
final class CollatingNames {

    private static final String CONTROLS = "NUL SOH STX ETX EOT ENQ ACK alert backspace tab newline vertical-tab form-feed "
            + "carriage-return SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC IS4 IS3 IS2 IS1";
    private static final String FROM_SPACE = "space exclamation-mark quotation-mark number-sign dollar-sign percent-sign ampersand "
            + "apostrophe left-parenthesis right-parenthesis asterisk plus-sign comma hyphen period slash "
            + "zero one two three four five six seven eight nine colon semicolon less-than-sign equals-sign greater-than-sign "
            + "question-mark commercial-at";
    private static final String FROM_BRACKET = "left-square-bracket backslash right-square-bracket circumflex underscore grave-accent";
    private static final String FROM_BRACE = "left-brace vertical-line right-brace tilde DEL";

    private static final Map<String, Integer> BYTES = names();

    private CollatingNames() {}

    /** The byte of a collating element; -1 if there is no such element. */
    static int find(String name) {
        if (name.length() == 1) {
            return name.charAt(0);
        }
        return BYTES.getOrDefault(name, -1);
    }

    private static Map<String, Integer> names() {
        Map<String, Integer> names = new HashMap<>();
        put(names, 0, CONTROLS);
        put(names, ' ', FROM_SPACE);
        put(names, '[', FROM_BRACKET);
        put(names, '{', FROM_BRACE);
        put(names, 7, "BEL BS HT LF VT FF CR");
        put(names, '-', "hyphen-minus full-stop solidus");
        put(names, '\\', "reverse-solidus");
        put(names, '^', "circumflex-accent low-line");
        put(names, '{', "left-curly-bracket");
        put(names, '}', "right-curly-bracket");
        return names;
    }

    private static void put(Map<String, Integer> names, int first, String list) {
        int value = first;
        for (String name : list.split(" ", -1)) {
            names.put(name, value++);
        }
    }
}
