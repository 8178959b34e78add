package org.emilua.api.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.emilua.api.testing.LuaCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaString;

class ByteSpanTest {

    private final LuaCode lua = new LuaCode();

    ByteSpanTest() {
        lua.run("a = byte_span.append('hello world')");
        lua.run("function span(text) return byte_span.append(text) end");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "#byte_span.new(3)                                | 3",
        "byte_span.new(3).capacity                        | 3",
        "byte_span.new(3, 8).capacity                     | 8",
        "#byte_span.new(3, 8)                             | 3",
        "byte_span.new(2)[1] + byte_span.new(2)[2]        | 0",
        "#byte_span.new(0)                                | 0",
        "getmetatable(a)                                  | byte_span",
        "type(a)                                          | userdata",
        "a                                                | hello world",
        "a[1]                                             | 104",
        "a[11]                                            | 100",
        "a:slice()                                        | hello world",
        "a:slice(7)                                       | world",
        "a:slice(7, 8)                                    | wo",
        "a:slice(nil, 5)                                  | hello",
        "#a:slice(12)                                     | 0",
        "#a:slice(1, 0)                                   | 0",
        "#a:slice(12, 11)                                 | 0",
        "byte_span.new(2, 6):slice(2, 5).capacity         | 5",
        "#byte_span.new(2, 6):slice(1, 6)                 | 6",
        "a:slice(3, 4) == span('ll')                      | true",
        "a == span('hello')                               | false",
        "a ~= span('hello world')                         | false",
        "a == 'hello world'                               | false",
        "a:starts_with('hell')                            | true",
        "a:starts_with(span('hello worlds'))              | false",
        "a:starts_with('')                                | true",
        "a:ends_with(span('rld'))                         | true",
        "a:ends_with('hello')                             | false",
        "a:ends_with('')                                  | true",
        "a:find('o')                                      | 5",
        "a:find('o', 6)                                   | 8",
        "a:find('world', 7)                               | 7",
        "a:find('world', 8)                               | nil",
        "a:find(span('xyz'))                              | nil",
        "a:find('')                                       | 1",
        "a:find('', 12)                                   | 12",
        "a:find('hello world!')                           | nil",
        "a:rfind('o')                                     | 8",
        "a:rfind('o', 7)                                  | 5",
        "a:rfind('o', 4)                                  | nil",
        "a:rfind('hello', 5)                              | 1",
        "a:rfind('hello', 4)                              | nil",
        "a:rfind('o', 0)                                  | nil",
        "a:find_first_of('wo')                            | 5",
        "a:find_first_of('wo', 6)                         | 7",
        "a:find_first_of('')                              | nil",
        "a:find_last_of('le')                             | 10",
        "a:find_last_of('le', 9)                          | 4",
        "a:find_last_of('z')                              | nil",
        "a:find_first_not_of('ehl')                       | 5",
        "a:find_first_not_of('ehl', 12)                   | nil",
        "a:find_first_not_of('')                          | 1",
        "a:find_last_not_of('dl')                         | 9",
        "a:find_last_not_of('dlr', 11)                    | 8",
        "a:find_last_not_of('helo wrd')                   | nil",
        "span(' \\t\\r\\n\\f\\v x y \\v'):trimmed()       | x y",
        "#span('  '):trimmed()                            | 0",
        "span('--x-y--'):trimmed('-')                     | x-y",
        "#span(''):trimmed()                              | 0",
        "span('\\255\\0x\\255'):trimmed('\\255\\0')       | x",
        "span('\\255\\127'):find_first_of('\\255')        | 1",
        "byte_span.append('a', nil, span('b'), 'c')       | abc",
        "byte_span.append(nil, 'x')                       | x",
        "#byte_span.append()                              | 0",
        "byte_span.append(span('a'), 'b')                 | ab",
        "a:slice(1, 5):append('!')                        | hello!"
    })
    void evaluates(String expression, String expected) {
        assertEquals(expected, lua.eval(expression));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "byte_span.new()              | generic 22 arg 1",
        "byte_span.new(-1)            | generic 22 arg 1",
        "byte_span.new(1.5)           | generic 22 arg 1",
        "byte_span.new('1')           | generic 22 arg 1",
        "byte_span.new(0/0)           | generic 22 arg 1",
        "byte_span.new(2^40)          | generic 22 arg 1",
        "byte_span.new(3, 2)          | generic 22 arg 2",
        "byte_span.new(3, {})         | generic 22 arg 2",
        "a:slice(0)                   | generic 22 arg 2",
        "a:slice(-1)                  | generic 22 arg 2",
        "a:slice(13)                  | generic 22 arg 2",
        "a:slice(1.5)                 | generic 22 arg 2",
        "a:slice(1, 12)               | generic 22 arg 3",
        "a:slice(5, 3)                | generic 22 arg 3",
        "a:slice(1, -1)               | generic 22 arg 3",
        "a.slice()                    | generic 22 arg 1",
        "a.slice({})                  | generic 22 arg 1",
        "a:copy()                     | generic 22 arg 2",
        "a:copy(12)                   | generic 22 arg 2",
        "a:append(12)                 | generic 22 arg 2",
        "a:append('x', {})            | generic 22 arg 3",
        "byte_span.append({})         | generic 22 arg 1",
        "byte_span.append('a', true)  | generic 22 arg 2",
        "a:starts_with()              | generic 22 arg 2",
        "a:ends_with(1)               | generic 22 arg 2",
        "a:find()                     | generic 22 arg 2",
        "a:find('x', 0)               | generic 22 arg 3",
        "a:find('x', 13)              | generic 22 arg 3",
        "a:find('x', 'y')             | generic 22 arg 3",
        "a:rfind({})                  | generic 22 arg 2",
        "a:rfind('x', 12)             | generic 22 arg 3",
        "a:rfind('x', -1)             | generic 22 arg 3",
        "a:find_first_of(1)           | generic 22 arg 2",
        "a:find_first_of('x', 13)     | generic 22 arg 3",
        "a:find_last_of()             | generic 22 arg 2",
        "a:find_last_of('x', 12)      | generic 22 arg 3",
        "a:find_first_not_of()        | generic 22 arg 2",
        "a:find_first_not_of('x', 0)  | generic 22 arg 3",
        "a:find_last_not_of()         | generic 22 arg 2",
        "a:find_last_not_of('x', 99)  | generic 22 arg 3",
        "a:trimmed(1)                 | generic 22 arg 2",
        "a[0]                         | emilua.core 8",
        "a[12]                        | emilua.core 8",
        "a[1.5]                       | emilua.core 8",
        "a[-1]                        | emilua.core 8",
        "a['1']                       | emilua.core 8",
        "a.nothing                    | emilua.core 8",
        "a[{}]                        | emilua.core 8"
    })
    void raises(String expression, String expected) {
        assertEquals(expected, lua.raisedBy("return " + expression));
    }

    @ParameterizedTest
    @CsvSource({"a[12] = 1, emilua.core 8", "a.capacity = 1, emilua.core 8", "a[1] = 256, generic 22 arg 3",
        "a[1] = -1, generic 22 arg 3", "a[1] = {}, generic 22 arg 3", "a[1] = nil, generic 22 arg 3"})
    void raisesAtAssignment(String chunk, String expected) {
        assertEquals(expected, lua.raisedBy(chunk));
    }

    @Test
    void slicesShareMemory() {
        assertEquals("heLLo world", lua.eval("(function() local s = a:slice(3, 4); s[1] = 76; s[2] = 76; return a end)()"));
    }

    @Test
    void appendWorksInPlaceWhereTheCapacityAllows() {
        lua.run("whole = byte_span.new(6); part = whole:slice(1, 2); grown = part:append('ab', 'cd')");
        assertEquals("abcd", lua.eval("whole:slice(3)"));
        assertEquals("6 6 2", lua.eval("#grown .. ' ' .. grown.capacity .. ' ' .. #part"));
    }

    @Test
    void appendMovesToNewMemoryWhereItMustGrow() {
        lua.run("old = span('abcd'); grown = old:append('ef'); grown[1] = 88");
        assertEquals("abcd", lua.eval("old"));
        assertEquals("Xbcdef", lua.eval("grown"));
        assertEquals("true", lua.eval("grown.capacity >= 8"));
    }

    @Test
    void appendTakesItselfAsTail() {
        assertEquals("abab", lua.eval("(function() local s = span('ab'); return s:append(s) end)()"));
        lua.run("s = byte_span.new(2, 8); s:copy('ab')");
        assertEquals("ababab", lua.eval("s:append(s, s)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x:slice(3):copy(x)", "x:copy(x:slice(3))"})
    void copyHandlesOverlap(String copy) {
        lua.run("x = span('abcdef')");
        assertEquals("4", lua.eval(copy));
        assertEquals(copy.startsWith("x:slice") ? "ababcd" : "cdefef", lua.eval("x"));
    }

    @Test
    void copyTakesWhatFits() {
        lua.run("x = byte_span.new(3)");
        assertEquals("3", lua.eval("x:copy('abcdef')"));
        assertEquals("1", lua.eval("x:copy(span('Z'))"));
        assertEquals("0", lua.eval("x:copy('')"));
        assertEquals("Zbc", lua.eval("x"));
    }

    @Test
    void appendFromStringsNeverAliasesThem() {
        lua.run("text = 'abc'; s = byte_span.append(text); s[1] = 90");
        assertEquals("abc", lua.eval("text"));
    }

    @Test
    void javaSideSeesTheSameMemory() {
        byte[] bytes = {1, 2, 3, 4};
        ByteSpan span = ByteSpan.wrap(bytes).slice(1, 3);
        assertSame(bytes, span.array());
        assertEquals(1, span.offset());
        assertEquals(3, span.capacity());
        span.setByte(0, 200);
        assertEquals(200, bytes[1] & 0xFF);
        assertEquals(200, span.byteAt(0));
        assertEquals(LuaString.valueOf(new byte[] {(byte) 200, 3}), span.toLuaString());
        assertEquals(span.toLuaString(), span.view());
    }

    /** Searches against the obvious way to do them. */
    @Test
    void searchesAgreeWithStrings() {
        Random random = new Random(1);
        for (int round = 0; round < 2_000; round++) {
            String text = letters(random, random.nextInt(12));
            String wanted = letters(random, random.nextInt(4));
            ByteSpan span = bytes(text);
            int at = random.nextInt(text.length() + 1);
            assertEquals(text.indexOf(wanted, at), ByteSearch.find(span, bytes(wanted), at));
            assertEquals(text.substring(0, at).lastIndexOf(wanted), ByteSearch.findLast(span, bytes(wanted), at));
            List<Integer> members = new ArrayList<>();
            for (int i = 0; i < text.length(); i++) {
                if (wanted.indexOf(text.charAt(i)) >= 0) {
                    members.add(i);
                }
            }
            ByteSet set = ByteSet.of(bytes(wanted));
            assertEquals(members.stream().filter(i -> i >= at).findFirst().orElse(-1), ByteSearch.firstOf(span, set, at));
            assertEquals(members.stream().filter(i -> i < at).reduce(-1, (a, b) -> b), ByteSearch.lastOf(span, set, at));
        }
    }

    private static String letters(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append((char) ('a' + random.nextInt(3)));
        }
        return text.toString();
    }

    private static ByteSpan bytes(String text) {
        return ByteSpan.ofString(LuaString.valueOf(text));
    }
}
