package org.emilua.module.json;

import java.util.OptionalInt;
import org.emilua.api.error.ErrorCategory;
import org.emilua.api.error.ErrorCode;

/** What is wrong with a text, or would be with the text that a writer is asked for: category {@code emilua.json.lexer}. */
enum LexerError implements JsonErrorCategory.Kind {
    UNEXPECTED_END("The text ends before its value is complete"),
    UNEXPECTED_TOKEN("A character stands where JSON does not allow it"),
    TRAILING_DATA("Something follows the value"),
    BYTE_ORDER_MARK("The text begins with a byte order mark"),
    INVALID_LITERAL("A word is neither true nor false nor null"),
    INVALID_NUMBER("A number is malformed"),
    INVALID_ESCAPE("A backslash in a string is followed by no valid escape sequence"),
    UNESCAPED_CONTROL("A string contains a control character that is not escaped"),
    INVALID_KEY("A member's key is no string"),
    UNBALANCED_END_ARRAY("No array is open here that could end"),
    UNBALANCED_END_OBJECT("No object is open here that could end"),
    MISSING_VALUE("A value is missing"),
    EXCESS_VALUE("There is a value already where only one may stand");

    static final ErrorCategory CATEGORY = new JsonErrorCategory("emilua.json.lexer", values());

    private final String message;

    LexerError(String message) {
        this.message = message;
    }

    @Override
    public String message() {
        return message;
    }

    @Override
    public OptionalInt generic() {
        return OptionalInt.empty();
    }

    ErrorCode raised() {
        return ErrorCode.of(CATEGORY, ordinal() + 1);
    }
}
