package org.emilua.turtle;

import org.eclipse.rdf4j.model.Literal;
import org.eclipse.rdf4j.model.Value;
import org.emilua.api.error.CoreError;
import org.emilua.api.error.ErrorCode;
import org.luaj.vm2.LuaValue;

/**
 * Words what is wrong with a file.
 *
 * @param file the file's name in messages
 */
record Problems(String file) {

    private static final int MAX_QUOTED = 60;
    private static final int MAX_MESSAGE = 300;

    /** The file is no Turtle. A line of 0 is unknown. */
    ErrorCode malformed(int line, String problem) {
        return error(CoreError.BAD_RDF, line, problem);
    }

    /** The file states nothing about a module. */
    ErrorCode noModule(String problem) {
        return error(CoreError.BAD_RDF_MODULE, 0, problem);
    }

    /** The module is no error category that makes sense. */
    ErrorCode badCategory(int line, String problem) {
        return error(CoreError.BAD_RDF_ERROR_CATEGORY, line, problem);
    }

    private ErrorCode error(CoreError kind, int line, String problem) {
        String place = line > 0 ? file + ":" + line : file;
        String detail = place + ": " + printable(problem, MAX_MESSAGE);
        ErrorCode error = ErrorCode.of(kind).withDetail(detail);
        return line > 0 ? error.with(LuaValue.valueOf("line"), LuaValue.valueOf(line)) : error;
    }

    /** A value as messages show it: on one line and not too long. */
    static String quoted(Value value) {
        String text = printable(value.stringValue(), MAX_QUOTED);
        return value instanceof Literal ? '"' + text + '"' : value.isIRI() ? "<" + text + ">" : "[ ]";
    }

    private static String printable(String text, int most) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(most).forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return text.codePointCount(0, text.length()) > most ? shown + "..." : shown.toString();
    }
}
