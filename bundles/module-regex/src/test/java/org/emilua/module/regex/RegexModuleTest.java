package org.emilua.module.regex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.emilua.api.LuaModule;
import org.emilua.api.testing.FakeVm;
import org.emilua.api.testing.LuaCode;
import org.emilua.api.testing.LuaModuleContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

class RegexModuleTest extends LuaModuleContract {

    private final LuaCode lua = new LuaCode().with("regex", load(new FakeVm()));

    RegexModuleTest() {
        lua.run("""
                function re(pattern, options)
                    options = options or {}
                    options.pattern, options.grammar = pattern, options.grammar or 'ecma'
                    return regex.new(options)
                end
                function all(...)
                    local t = {...}
                    for i = 1, select('#', ...) do t[i] = tostring(t[i]) end
                    return table.concat(t, '|')
                end
                function found(pattern, s, options)
                    local r = regex.search(re(pattern, options), s)
                    local t = {tostring(r.empty)}
                    for i = 0, 9 do if r[i] then t[#t + 1] = i .. '=' .. r[i].start .. '-' .. r[i].end_ end end
                    return table.concat(t, ' ')
                end
                """);
    }

    @Override
    protected LuaModule module() {
        return new RegexModule();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', quoteCharacter = '`', value = {
        "`all(regex.match(re('(\\\\w+)=(\\\\w*)'), 'key=value'))` key|value",
        "`all(regex.match(re('a+'), 'aaa'))` aaa",
        "`all(regex.match(re('a+'), 'aab'))` nil",
        "`all(regex.match(re('a|ab'), 'ab'))` ab",
        "`all(regex.match(re('(a)|(b)'), 'b'))` nil|b",
        "`all(regex.match(re('(a)|(b)', {nosubs = true}), 'b'))` b",
        "`all(regex.match(re('(a)(b)', {optimize = true}), 'ab'))` a|b",
        "`all(regex.match(re('(STRASSE)', {ignore_case = true}), 'Strasse'))` Strasse",
        "`all(regex.match(re(''), ''))` ``"
    })
    void matchesTheWhole(String expression, String expected) {
        assertEquals(expected, lua.eval(expression));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', quoteCharacter = '`', value = {
        "`found('b(c)(x)?', 'abcd')` `false 0=2-3 1=3-3`",
        "`found('x', 'abcd')` true",
        "`found('c*', 'ab')` `false 0=1-0`",
        "`found('$', 'ab')` `false 0=3-2`",
        "`found('a|ab', 'xab')` `false 0=2-2`",
        "`found('a|ab', 'xab', {grammar = 'extended'})` `false 0=2-3`",
        "`found('a\\\\(b*\\\\)', 'xab', {grammar = 'basic'})` `false 0=2-3 1=3-3`",
        "`found('(b)', byte_span.append('ab'))` `false 0=2-2 1=2-2`"
    })
    void searches(String expression, String expected) {
        assertEquals(expected, lua.eval(expression));
    }

    @Test
    void splitsAndCollects() {
        assertEquals("a|b||c", lua.eval("table.concat(regex.split(re(','), 'a,b,,c'), '|')"));
        assertEquals("1", lua.eval("#regex.split(re(','), '')"));
        assertEquals("12|3", lua.eval("table.concat(regex.patsplit(re('\\\\d+'), 'a12b3'), '|')"));
        assertEquals("0", lua.eval("#regex.patsplit(re('\\\\d+'), 'ab')"));
    }

    @Test
    void partsOfSpansShareTheirMemory() {
        lua.run("""
                span = byte_span.append('-key=value-'):slice(2, 10)
                key, value = regex.match(re('(.*)=(.*)'), span)
                parts = regex.split(re('='), span)
                words = regex.patsplit(re('\\\\w+'), span)
                span[1] = 75
                """);
        assertEquals("byte_span", lua.eval("getmetatable(key)"));
        assertEquals("Key", lua.eval("key"));
        assertEquals("value", lua.eval("value"));
        assertEquals("Key", lua.eval("parts[1]"));
        assertEquals("value", lua.eval("parts[2]"));
        assertEquals("Key", lua.eval("words[1]"));
        assertEquals("true", lua.eval("regex.match(re('.*'), span) == span"));
    }

    @Test
    void allBytesAreEqual() {
        lua.run("bytes = {} for i = 0, 255 do bytes[#bytes + 1] = string.char(i) end bytes = table.concat(bytes)");
        for (String grammar : new String[] {"basic", "extended"}) {
            assertEquals("true", lua.eval("regex.match(re('.*', {grammar = '" + grammar + "'}), bytes) == bytes"));
        }
        assertEquals("true", lua.eval("regex.match(re('[^]*'), bytes) == bytes"));
        assertEquals("false 0=1-256", lua.eval("found('[\\0-\\255]+', bytes)"));
        assertEquals("false 0=129-256", lua.eval("found('[\\\\x80-\\\\xff]+', bytes)"));
        assertEquals("false 0=1-1", lua.eval("found('\\0', bytes)"));
        assertEquals("true", lua.eval("found('\\224', '\\192', {ignore_case = true})"));
    }

    @Test
    void theGrammarIsEcmaUnlessSaid() {
        assertEquals("12", lua.eval("regex.match(regex.new{pattern = '\\\\d+'}, '12')"));
        assertEquals("regex", lua.eval("getmetatable(re('a'))"));
        assertEquals("emilua.core 8", lua.raisedBy("return re('a').match"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = true, value = {
        "regex.new()                                  | generic 22 arg 1",
        "regex.new('a')                               | generic 22 arg 1",
        "regex.new{}                                  | generic 22 arg 1",
        "regex.new{pattern = 1}                       | generic 22 arg 1",
        "regex.new{pattern = 'a', grammar = 'perl'}   | generic 22 arg 1",
        "regex.new{pattern = 'a', grammar = 1}        | generic 22 arg 1",
        "regex.new{pattern = 'a', nosubs = 1}         | generic 22 arg 1",
        "regex.new{pattern = 'a', ignore_case = 'no'} | generic 22 arg 1",
        "re('(')                                      | generic 22 arg 1",
        "regex.match('a', 'a')                        | generic 22 arg 1",
        "regex.match(re('a'))                         | generic 22 arg 2",
        "regex.search(re('a'), 12)                    | generic 22 arg 2",
        "regex.split(re('a'), {})                     | generic 22 arg 2",
        "regex.patsplit(nil, 'a')                     | generic 22 arg 1"
    })
    void raises(String expression, String expected) {
        assertEquals(expected, lua.raisedBy("return " + expression));
    }

    private LuaValue errorOf(String expression) {
        return assertThrows(LuaError.class, () -> lua.run("return " + expression)).getMessageObject();
    }

    @Test
    void errorsNameTheCulprit() {
        LuaValue error = errorOf("re('ab[c')");
        assertEquals("error_brack at byte 3: the bracket expression has no end", error.get("detail").tojstring());
        assertEquals("error_brack", error.get("reason").tojstring());
        assertEquals(3, error.get("position").toint());
        assertEquals("option 'grammar' must be 'basic', 'extended' or 'ecma'",
                errorOf("regex.new{pattern = 'a', grammar = 'perl'}").get("detail").tojstring());
        assertEquals("option 'pattern' must be a string, not nil", errorOf("regex.new{}").get("detail").tojstring());
        assertEquals("pattern", errorOf("regex.new{}").get("option").tojstring());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "regex.match(re('(a*)*b'), a)", "regex.match(re('(a|aa)+$'), a .. 'b')", "regex.search(re('(a*)*b'), a)",
        "regex.search(re('(x+x+)+y'), ('x'):rep(100000))", "regex.match(re('(a?){500}a{500}'), a)",
        "regex.match(re('((a*)*)*b', {grammar = 'extended'}), a)", "regex.split(re('(a|b|ab)*c'), a)",
        "regex.search(re('(.*)(.*)(.*)(.*)(.*)x'), a)", "regex.search(re('[ab]*a[ab]{30}c'), ('ab'):rep(50000))"
    })
    void regularPatternsTakeLinearTime(String call) {
        lua.run("a = ('a'):rep(100000)");
        assertEquals("nothing", lua.raisedBy("return " + call));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "regex.match(re('(a*)*\\\\1b'), a)", "regex.search(re('(?=(a+)+$)b|(a|aa)+\\\\2c'), a)",
        "regex.search(re('\\\\(a*\\\\)*\\\\1b', {grammar = 'basic'}), a)",
        "regex.search(re('(a*)(a*)(a*)(a*)\\\\1\\\\2\\\\3\\\\4b'), a)", "regex.patsplit(re('a(.*b)?'), ('a'):rep(1000000))"
    })
    void whatIsTooMuchWorkIsAnError(String call) {
        lua.run("a = ('a'):rep(5000)");
        assertEquals("generic 22 arg 1", lua.raisedBy("return " + call));
        String why = errorOf(call).get("reason").tojstring();
        assertTrue(why.equals("error_complexity") || why.equals("error_stack"), why);
    }
}
