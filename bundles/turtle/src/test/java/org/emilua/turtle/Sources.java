package org.emilua.turtle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.emilua.api.error.CategoryDefinition;
import org.emilua.api.error.CoreError;
import org.emilua.api.error.ErrorCode;

/** Reads sources as the runtime would, under the name {@code errors.ttl}. */
final class Sources {

    static final String PREFIX = "@prefix cat: <https://schema.emilua.org/error_category/0/#>.\n";

    /** Two lines, so that what follows stands in line 3. */
    static final String HEAD = PREFIX + "<about:emilua-module> a <https://schema.emilua.org/error_category/0/>;\n";

    private Sources() {}

    static CategoryDefinition read(String source) {
        return read(source.getBytes(StandardCharsets.UTF_8));
    }

    static CategoryDefinition read(byte[] source) {
        return new TurtleCategoryReader().read("errors.ttl", source);
    }

    /** A category with one error. */
    static CategoryDefinition.Entry readEntry(String properties) {
        CategoryDefinition definition = read(HEAD + "cat:error [ " + properties + " ].");
        assertEquals(1, definition.errors().size());
        return definition.errors().getFirst();
    }

    static String failure(CoreError kind, String source) {
        return failure(kind, source.getBytes(StandardCharsets.UTF_8));
    }

    /** The detail of the error that a source gives. */
    static String failure(CoreError kind, byte[] source) {
        ErrorCode error = assertThrows(ErrorCode.class, () -> read(source));
        String detail = error.table().rawget("detail").tojstring();
        assertEquals(kind.message(), error.getMessage(), detail);
        assertTrue(detail.startsWith("errors.ttl:"), detail);
        return detail;
    }
}
