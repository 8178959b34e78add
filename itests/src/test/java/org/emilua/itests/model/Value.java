package org.emilua.itests.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A Lua value, known by the text that traces show of it. */
record Value(String text) {

    static final Value NIL = new Value("nil");
    static final Value TRUE = new Value("true");
    static final Value FALSE = new Value("false");

    static final Value EPERM = code("generic", 1);
    static final Value EINVAL = code("generic", 22);
    static final Value EDEADLK = code("generic", 35);
    static final Value EOVERFLOW = code("generic", 75);

    static final Value BAD_INDEX = code("emilua.core", 8);
    static final Value BAD_COROUTINE = code("emilua.core", 9);
    static final Value SUSPENSION_ALREADY_ALLOWED = code("emilua.core", 10);
    static final Value INTERRUPTION_ALREADY_ALLOWED = code("emilua.core", 11);
    static final Value FORBID_SUSPEND_BLOCK = code("emilua.core", 12);
    static final Value INTERRUPTED = code("emilua.core", 13);
    static final Value UNMATCHED_SCOPE_CLEANUP = code("emilua.core", 14);

    static Value of(boolean truth) {
        return truth ? TRUE : FALSE;
    }

    static Value of(int number) {
        return new Value(Integer.toString(number));
    }

    static Value of(String string) {
        return new Value("'" + string + "'");
    }

    /** An error code of a category. */
    private static Value code(String category, int number) {
        return new Value(category + ":" + number);
    }

    /** The same error code for a bad argument. */
    Value argument(int index) {
        return new Value(text + "/" + index);
    }

    boolean isCode() {
        return text.indexOf(':') >= 0;
    }

    /** What a report says of a fiber that this ended, or nothing where that is left to the engine. */
    String message() {
        if (text.startsWith("'")) {
            return text.substring(1, text.length() - 1);
        }
        return Character.isDigit(text.charAt(0)) ? text : "*";
    }

    static List<Value> list(Value... values) {
        return Arrays.asList(values);
    }

    static String show(List<Value> values) {
        return values.stream().map(value -> " " + value.text).collect(Collectors.joining());
    }
}
