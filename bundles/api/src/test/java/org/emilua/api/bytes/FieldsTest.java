package org.emilua.api.bytes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldsTest {

    /** Stands in for the module's engine. */
    private record JavaPattern(Pattern pattern) implements BytePattern {
        @Override
        public boolean find(byte[] bytes, int offset, int length, int from, MatchRange result) {
            Matcher matcher = pattern.matcher(new String(bytes, offset, length, ISO_8859_1));
            if (!matcher.find(from)) {
                result.notFound(true, from);
                return false;
            }
            result.found(matcher.start(), matcher.end(), matcher.hitEnd());
            return true;
        }
    }

    private final Fields fields = new Fields();

    private String texts(String bytes) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < fields.count(); i++) {
            parts.add(bytes.substring(fields.start(i), fields.end(i)));
        }
        return String.join("|", parts) + " " + fields.count();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', quoteCharacter = '`', value = {
        "`,` `a,b,c` `a|b|c 3`",
        "`,` `abc` `abc 1`",
        "`,` `` ` 1`",
        "`,` `,a,,b,` `|a||b| 5`",
        "`,+` `a,,b` `a|b 2`",
        "`x*` `abc` `a|b|c 3`",
        "`x*` `axxb` `a|b 2`",
        "`x*` `xaxbx` `|a|b| 4`",
        "`b|` `abc` `a|c 2`",
        "`` `` ` 1`"
    })
    void separates(String pattern, String bytes, String expected) {
        fields.split(new JavaPattern(Pattern.compile(pattern)), ("#" + bytes + "#").getBytes(ISO_8859_1), 1, bytes.length());
        assertEquals(expected, texts(bytes));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', quoteCharacter = '`', value = {
        "`[a-z]+` `ab, cd;e` `ab|cd|e 3`",
        "`[a-z]+` `123` ` 0`",
        "`[^,]*` `a,,b` `a||b 3`",
        "`[^,]*` `a,b,` `a|b| 3`",
        "`x*` `` ` 1`",
        "`x*` `axx` `|xx 2`"
    })
    void takesMatches(String pattern, String bytes, String expected) {
        fields.match(new JavaPattern(Pattern.compile(pattern)), ("#" + bytes + "#").getBytes(ISO_8859_1), 1, bytes.length());
        assertEquals(expected, texts(bytes));
    }

    @Test
    void manyPartsFit() {
        String bytes = "ab,".repeat(1000);
        fields.split(new JavaPattern(Pattern.compile(",")), bytes.getBytes(ISO_8859_1), 0, bytes.length());
        assertEquals(1001, fields.count());
        assertEquals(3 * 999, fields.start(999));
        assertEquals(bytes.length(), fields.end(1000));
    }
}
