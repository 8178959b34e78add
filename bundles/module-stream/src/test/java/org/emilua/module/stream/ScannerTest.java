package org.emilua.module.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.emilua.api.error.AsioError;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.NativeFunction;
import org.emilua.api.testing.FakeVm;
import org.emilua.api.testing.LuaCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

class ScannerTest {

    private final LuaCode lua = new LuaCode()
            .with("stream", new StreamModule().load(new FakeVm()))
            .with("eof", AsioError.EOF.raised().table())
            .with("pcall", new NativeFunction("pcall", ScannerTest::protectedCall))
            .with("regex", new NativeFunction("regex", args -> new TextPattern(args.string(1))));

    ScannerTest() {
        lua.run("""
                -- A stream that gives one piece with each read, as far as it fits.
                function source(...)
                    local pieces = {...}
                    return {reads = 0, read_some = function(self, buffer)
                        self.reads = self.reads + 1
                        self.room = #buffer
                        local piece = table.remove(pieces, 1)
                        if piece == nil then raise(eof) end
                        if type(piece) == 'function' then return piece(buffer) end
                        local n = buffer:copy(piece)
                        if n < #piece then table.insert(pieces, 1, piece:sub(n + 1)) end
                        return n
                    end}
                end
                function show(value)
                    if type(value) ~= 'table' then return tostring(value) end
                    local texts = {}
                    for i, v in ipairs(value) do texts[i] = tostring(v) end
                    return '{' .. table.concat(texts, '|') .. '}'
                end
                function visible(text) return (text:gsub('\\r', 'R'):gsub('\\n', 'N')) end
                function scanner(opts, ...)
                    opts.stream = source(...)
                    return stream.scanner.new(opts)
                end
                -- All records with their terminators, then how it ended.
                function drain(s)
                    local texts = {}
                    while true do
                        local ok, line = pcall(s.get_line, s)
                        if not ok then
                            texts[#texts + 1] = line == eof and 'eof' or tostring(line)
                            return visible(table.concat(texts, ' '))
                        end
                        texts[#texts + 1] = show(line) .. '<' .. show(s.record_terminator) .. '>'
                    end
                end
                """);
    }

    private static Varargs protectedCall(Args args) {
        try {
            return LuaValue.varargsOf(LuaValue.TRUE, args.function(1).invoke(args.from(2)));
        } catch (LuaError e) {
            return LuaValue.varargsOf(LuaValue.FALSE, e.getMessageObject());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "{}, 'a\\r\\nb\\r\\n' ! a<RN> b<RN> eof",
        "{}, 'a\\r', '\\nb\\r\\n' ! a<RN> b<RN> eof",
        "{}, 'a\\r\\r', '\\n', '\\n\\r\\n' ! aR<RN> N<RN> eof",
        "{}, 'a\\r\\nlast' ! a<RN> last<> eof",
        "{}, 'a\\r\\nlast\\r' ! a<RN> lastR<> eof",
        "{} ! eof",
        "{}, '\\r\\n\\r\\n' ! <RN> <RN> eof",
        "{record_separator = '\\n'}, 'a\\nb' ! a<N> b<> eof",
        "{record_separator = 'abab'}, 'xabaabababab-' ! xaba<abab> <abab> -<> eof",
        "{record_separator = '--'}, '1-', '-2---3' ! 1<--> 2<--> -3<> eof",
        "{record_separator = regex('\\n+')}, 'a\\n', '\\n', '\\nb\\nc\\n' ! a<NNN> b<N> c<N> eof",
        "{record_separator = regex('\\r?\\n')}, 'a\\nb\\r', '\\nc\\r' ! a<N> b<RN> cR<> eof",
        "{record_separator = regex('abc(XYZ)?')}, '1abcX', 'YZ2abc', 'X3abc' ! 1<abcXYZ> 2<abc> X3<abc> eof",
        "{record_separator = regex('x*')}, 'abxxc', 'x', 'x' ! ab<xx> c<xx> eof",
        "{record_separator = regex('$')}, 'ab', 'c' ! abc<> eof",
        "{record_separator = regex('^-')}, '-a-b' ! <-> a-b<> eof",
        "{record_separator = regex('(?=,),')}, 'a,b' ! a<,> b<> eof"
    })
    void records(String arguments, String expected) {
        assertEquals(expected, lua.eval("drain(scanner(" + arguments + "))"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "{field_separator = ','}, 'a,bc,,d\\r\\n' ! {a|bc||d}<RN> eof",
        "{field_separator = ', '}, ',a, b, \\r\\n' ! {,a|b|}<RN> eof",
        "{field_separator = regex('[0-9]+')}, 'a1b22c\\r\\n3x' ! {a|b|c}<RN> {|x}<> eof",
        "{field_separator = regex('[0-9]+')}, '\\r\\n' ! {}<RN> eof",
        "{field_pattern = regex('[0-9]+')}, 'a1b22c\\r\\nno\\r\\n' ! {1|22}<RN> {}<RN> eof",
        "{field_separator = ',', field_pattern = regex('[a-z]')}, 'a,b' ! {a|b}<> eof",
        "{trim_record = true}, ' \\t a b\\v\\r\\n  \\r\\n' ! a b<RN> <RN> eof",
        "{trim_record = '-x'}, '-x-a-x-b--\\r\\n' ! a-x-b<RN> eof",
        "{trim_record = ''}, ' a ' ! ` a <> eof`",
        "{trim_record = true, field_separator = ' '}, ' a b ' ! {a|b}<> eof"
    })
    void fields(String arguments, String expected) {
        assertEquals(expected, lua.eval("drain(scanner(" + arguments + "))"));
    }

    @Test
    void anEmptyRecordIsOneEmptyFieldAsForRegexSplit() {
        assertEquals("1", lua.eval("#scanner({field_separator = ','}, '\\r\\n'):get_line()"));
        assertEquals("1", lua.eval("#scanner({field_separator = regex(',')}, '\\r\\n'):get_line()"));
    }

    @Test
    void awkDefaults() {
        assertEquals("{a|b|c}<N> {}<N> {}<N> {d}<> eof",
                lua.eval("drain(stream.scanner.with_awk_defaults(source('  a\\tb  c \\n\\n \\t\\nd')))"));
        assertEquals("0", lua.eval("#stream.scanner.with_awk_defaults(source('\\n')):get_line()"));
        lua.run("s = stream.scanner.with_awk_defaults(source('x'))");
        assertEquals("10", lua.eval("s.record_separator:byte()"));
        assertEquals("true", lua.eval("s.trim_record"));
        assertEquals("regex", lua.eval("getmetatable(s.field_separator)"));
    }

    @Test
    void theAwkSeparatorIsARegexAlsoWithoutTrimming() {
        lua.run("s = stream.scanner.with_awk_defaults(source('a \\n', '\\t b c'))");
        assertEquals("{a}<  N\t > {b}<  > {c}<> eof".replace("  N", " N").replace("<  >", "< >"),
                lua.eval("(function() s.record_separator = s.field_separator; return drain(s) end)()"));
    }

    @Test
    void aFunctionSplitsFieldsAndItsResultsArePassedThrough() {
        assertEquals("1 nil 3 nil 4", lua.eval("""
                (function(...)
                    local t = {n = select('#', ...), ...}
                    return tostring(t[1]) .. ' ' .. tostring(t[2]) .. ' ' .. tostring(t[3]) .. ' ' .. tostring(t[4]) .. ' ' .. t.n
                end)(scanner({field_separator = function(r) return #r, nil, 3, nil end}, 'x\\r\\n'):get_line())"""));
        lua.run("s = scanner({field_separator = function(r) error('mine ' .. tostring(r)) end}, 'x\\r\\ny')");
        assertTrue(lua.raisedBy("s:get_line()").endsWith("mine x"));
        assertEquals("x 1", lua.eval("tostring(s:buffered_line()) .. ' ' .. s.record_number"));
        assertTrue(lua.raisedBy("s:get_line()").endsWith("mine y"));
    }

    @Test
    void theAttributesAreFieldsOfTheTableThatWasGiven() {
        assertEquals("true", lua.eval("(function() o = {x = 1}; return stream.scanner.new(o) == o and o.x == 1 end)()"));
        assertEquals("true", lua.eval("getmetatable(o) == stream.scanner.mt"));
        assertEquals("0", lua.eval("o.record_number"));
        assertEquals("nil", lua.eval("o.record_terminator"));
        assertEquals("false", lua.eval("o.trim_record"));
        assertEquals("2", lua.eval("#o.record_separator"));
        assertEquals("true", lua.eval("stream.scanner.new().max_record_size > 0"));
        lua.run("o.stream = source('later')");
        assertEquals("later", lua.eval("o:get_line()"));
    }

    @Test
    void recordsAreCounted() {
        lua.run("s = scanner({}, 'a\\r\\nb\\r\\nc'); s:get_line(); s:get_line()");
        assertEquals("2", lua.eval("s.record_number"));
        assertEquals("c 3", lua.eval("tostring(s:get_line()) .. ' ' .. s.record_number"));
        assertEquals("asio.misc 2", lua.raisedBy("s:get_line()"));
        assertEquals("3", lua.eval("s.record_number"));
        lua.run("s.record_number = 10; s.stream = source('d')");
        assertEquals("d 11", lua.eval("tostring(s:get_line()) .. ' ' .. s.record_number"));
    }

    @Test
    void theTerminatorIsOfTheSeparatorsKind() {
        assertEquals("string", lua.eval("(function() s = scanner({}, 'a\\r\\nb'); s:get_line(); return type(s.record_terminator) end)()"));
        assertEquals("string", lua.eval("(function() s:get_line(); return type(s.record_terminator) end)()"));
        lua.run("s = scanner({record_separator = regex(';')}, 'a;b'); s:get_line()");
        assertEquals("byte_span 1", lua.eval("getmetatable(s.record_terminator) .. ' ' .. #s.record_terminator"));
        lua.run("s:get_line()");
        assertEquals("byte_span 0", lua.eval("getmetatable(s.record_terminator) .. ' ' .. #s.record_terminator"));
    }

    @Test
    void theCurrentRecordStaysUntilItIsRemoved() {
        lua.run("s = scanner({field_separator = ',', trim_record = true}, ' a,b \\r\\nrest'); s:get_line()");
        assertEquals("a,b", lua.eval("s:buffered_line()"));
        lua.run("s:remove_line()");
        assertEquals("nil", lua.eval("s.record_terminator"));
        assertEquals("generic 22", lua.raisedBy("s:buffered_line()"));
        assertEquals("generic 22", lua.raisedBy("s:remove_line()"));
        assertEquals("{rest}", lua.eval("show(s:get_line())"));
    }

    @Test
    void theBufferHasTheCurrentRecordUntilItIsRemoved() {
        lua.run("s = scanner({}, 'head\\r\\n\\r\\nbody'); s:get_line(); s:get_line()");
        lua.run("b, at = s:buffer()");
        assertEquals("7", lua.eval("at"));
        assertEquals("\r\nbody", lua.eval("b:slice(at)"));
        lua.run("s:remove_line(); b, at = s:buffer()");
        assertEquals("9 body", lua.eval("at .. ' ' .. tostring(b:slice(at))"));
        assertEquals("true", lua.eval("b.capacity > #b"));
    }

    @Test
    void aBufferOfTheProgramIsReadAndFilled() {
        lua.run("""
                s = scanner({}, '5678', '9\\r\\nmore\\r\\n')
                local b = byte_span.new(6, 10)
                b:copy('xx1\\r\\n2')
                given = b
                s:set_buffer(b, 3)
                """);
        assertEquals("1", lua.eval("s:get_line()"));
        assertEquals("25678", lua.eval("(function() l = s:get_line(); return l:slice(1, 5) end)()"));
        assertEquals("256789", lua.eval("l"));
        assertEquals("xx1\r\n25678", lua.eval("given:slice(1, 10)"));
        assertEquals("more", lua.eval("s:get_line()"));
    }

    @Test
    void settingABufferDiscardsTheRecordButNotItsNumber() {
        lua.run("s = scanner({}, 'a\\r\\nb'); s:get_line(); s:set_buffer(byte_span.append('c\\r\\n'))");
        assertEquals("nil 1", lua.eval("tostring(s.record_terminator) .. ' ' .. s.record_number"));
        assertEquals("generic 22", lua.raisedBy("s:buffered_line()"));
        assertEquals("c", lua.eval("s:get_line()"));
        assertEquals("asio.misc 2", lua.raisedBy("s:get_line()"));
        lua.run("b, at = s:buffer(); s:set_buffer(b, at)");
        assertEquals("asio.misc 2", lua.raisedBy("s:get_line()"));
    }

    @Test
    void anEmptyBufferWithCapacityIsUsed() {
        lua.run("s = scanner({}, 'ab\\r\\ncd\\r\\n'); b = byte_span.new(0, 8); s:set_buffer(b)");
        assertEquals("ab", lua.eval("s:get_line()"));
        assertEquals("ab\r\ncd\r\n", lua.eval("b:slice(1, 8)"));
        assertEquals("8", lua.eval("s.stream.room"));
    }

    @Test
    void recordsKeepTheirContent() {
        assertEquals("true", lua.eval("""
                (function()
                    local pieces, kept = {}, {}
                    for i = 1, 3000 do pieces[i] = 'record ' .. i .. (' '):rep(i % 50) .. '\\r\\n' end
                    local s = scanner({}, table.concat(pieces))
                    for i = 1, 3000 do kept[i] = s:get_line() end
                    for i = 1, 3000 do
                        kept[i]:append('garbage')
                        if tostring(kept[i]) .. '\\r\\n' ~= pieces[i] then return i end
                    end
                    return true
                end)()"""));
    }

    @Test
    void longRecordsGrowTheBuffer() {
        assertEquals("500000 500001 5", lua.eval("""
                (function()
                    local s = scanner({buffer_size_hint = 7}, ('x'):rep(500000) .. '\\r\\n' .. ('y'):rep(500001) .. '\\r\\nshort')
                    return #s:get_line() .. ' ' .. #s:get_line() .. ' ' .. #s:get_line()
                end)()"""));
    }

    @Test
    void theHintIsTheFirstBuffersSize() {
        lua.run("s = scanner({buffer_size_hint = 33}, 'x'); s:get_line()");
        assertEquals("32", lua.eval("s.stream.room")); // what is left for the read that ends the stream
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "{max_record_size = 5}, '12345\\r\\n123456\\r\\n' ! 12345<RN> Message too long",
        "{max_record_size = 5}, '12345\\r', '\\n12345' ! 12345<RN> 12345<> eof",
        "{max_record_size = 5}, '1234567890' ! Message too long",
        "{max_record_size = 5}, '123456' ! Message too long",
        "{max_record_size = 5, record_separator = regex('[|]+')}, '12345|', '|||12345' ! 12345<||||> 12345<> eof",
        "{max_record_size = 5, record_separator = regex('[|]+')}, '123456|' ! Message too long",
        "{max_record_size = 5, record_separator = regex('[|]+')}, '12345' .. ('|'):rep(5000) ! Message too long"
    })
    void recordsHaveALimit(String arguments, String expected) {
        String drained = lua.eval("drain(scanner(" + arguments + "))");
        assertTrue(drained.equals(expected) || drained.startsWith(expected + " ("), drained);
    }

    @Test
    void aRecordBeyondTheLimitLeavesEverythingUsable() {
        lua.run("s = scanner({max_record_size = 5}, 'ok\\r\\n1234567', '89\\r\\nnext\\r\\n'); s:get_line()");
        assertEquals("generic 90", lua.raisedBy("s:get_line()"));
        assertEquals("nil 1", lua.eval("tostring(s.record_terminator) .. ' ' .. s.record_number"));
        assertEquals("generic 90", lua.raisedBy("s:get_line()"));
        lua.run("s.max_record_size = 20");
        assertEquals("123456789", lua.eval("s:get_line()"));
        assertEquals("next", lua.eval("s:get_line()"));
    }

    @Test
    void anErrorOfTheStreamLosesNothing() {
        lua.run("s = scanner({}, 'a\\r\\nb', function() raise('broken') end, 'c\\r\\n'); s:get_line()");
        assertEquals("broken", lua.raisedBy("s:get_line()"));
        assertEquals("bc", lua.eval("s:get_line()"));
    }

    @Test
    void rulesMayChangeBetweenRecords() {
        lua.run("s = scanner({}, 'a\\r\\nb;c,d\\r', '\\n'); s:get_line()");
        lua.run("s.record_separator = ';'");
        assertEquals("b", lua.eval("s:get_line()"));
        lua.run("s.record_separator = nil; s.field_separator = ','");
        assertEquals("{c|d}", lua.eval("show(s:get_line())"));
    }

    @Test
    void rulesMayChangeAfterASearchThatFoundNothing() {
        lua.run("s = scanner({record_separator = '#'}, 'a;b', function() raise('broken') end, '')");
        assertEquals("broken", lua.raisedBy("s:get_line()"));
        lua.run("s.record_separator = ';'");
        assertEquals("a", lua.eval("s:get_line()"));
    }

    @Test
    void theScannerIsBusyWhileItReads() {
        lua.run("""
                s = scanner({}, function(b)
                    for _, f in ipairs {s.get_line, s.buffered_line, s.remove_line, s.buffer,
                            function(s) s:set_buffer(byte_span.new(1)) end} do
                        local ok, e = pcall(f, s)
                        assert(not ok and e.code == 16, tostring(e))
                    end
                    return b:copy('x\\r\\n')
                end)
                """);
        assertEquals("x", lua.eval("s:get_line()"));
    }

    @Test
    void anyTableWithTheMethodsIsAScanner() {
        assertEquals("a<RN> b<> eof", lua.eval("drain(setmetatable({stream = source('a\\r\\nb')}, stream.scanner.mt))"));
        lua.run("""
                class = setmetatable({record_separator = ';'}, {__index = stream.scanner.mt.__index})
                function class:next() return self:get_line() end
                one = setmetatable({stream = source('a;b;')}, {__index = class})
                two = setmetatable({stream = source('c;')}, {__index = class})
                """);
        assertEquals("a c b", lua.eval("tostring(one:next()) .. ' ' .. tostring(two:next()) .. ' ' .. tostring(one:next())"));
        assertEquals("2 1", lua.eval("one.record_number .. ' ' .. two.record_number"));
    }

    @Test
    void aCopyOfTheFieldsIsAnotherScanner() {
        lua.run("a = scanner({}, 'x\\r\\ny\\r\\n'); a:get_line(); b = {}; for k, v in pairs(a) do b[k] = v end; setmetatable(b, stream.scanner.mt)");
        assertEquals("asio.misc 2", lua.raisedBy("b:get_line()"));
        assertEquals("y", lua.eval("a:get_line()"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "stream.scanner.new(1)                                   | generic 22 arg 1",
        "stream.scanner.new('x')                                 | generic 22 arg 1",
        "stream.scanner.new {record_separator = ''}              | generic 22 arg 1",
        "stream.scanner.new {record_separator = 1}               | generic 22 arg 1",
        "stream.scanner.new {record_separator = {}}              | generic 22 arg 1",
        "stream.scanner.new {field_separator = ''}               | generic 22 arg 1",
        "stream.scanner.new {field_separator = 1}                | generic 22 arg 1",
        "stream.scanner.new {field_pattern = 'x'}                | generic 22 arg 1",
        "stream.scanner.new {trim_record = 1}                    | generic 22 arg 1",
        "stream.scanner.new {max_record_size = 0}                | generic 22 arg 1",
        "stream.scanner.new {max_record_size = 1.5}              | generic 22 arg 1",
        "stream.scanner.new {max_record_size = '5'}              | generic 22 arg 1",
        "stream.scanner.new {max_record_size = 0/0}              | generic 22 arg 1",
        "stream.scanner.new {buffer_size_hint = -1}              | generic 22 arg 1",
        "stream.scanner.new():get_line()                         | generic 22 arg 1",
        "stream.scanner.new{stream = {}}:get_line()              | generic 22 arg 1",
        "stream.scanner.new{stream = 5}:get_line()               | generic 22 arg 1",
        "scanner({}, 'x').get_line()                             | generic 22 arg 1",
        "scanner({}, 'x').get_line('x')                          | generic 22 arg 1",
        "scanner({}, 'x'):set_buffer()                           | generic 22 arg 2",
        "scanner({}, 'x'):set_buffer('x')                        | generic 22 arg 2",
        "scanner({}, 'x'):set_buffer(byte_span.new(3), 0)        | generic 22 arg 3",
        "scanner({}, 'x'):set_buffer(byte_span.new(3, 9), 5)     | generic 22 arg 3",
        "scanner({}, 'x'):buffered_line()                        | generic 22",
        "scanner({}, 'x'):remove_line()                          | generic 22",
        "stream.scanner.with_awk_defaults()                      | generic 22 arg 1",
        "stream.scanner.with_awk_defaults({})                    | generic 22 arg 1",
        "(function() local s = scanner({}, 'x'); s.record_number = {}; s:get_line() end)() | generic 22 arg 1",
        "(function() local s = scanner({}, 'x'); s.trim_record = 7; s:get_line() end)()    | generic 22 arg 1"
    })
    void raises(String expression, String expected) {
        assertEquals(expected, lua.raisedBy("return " + expression));
    }

    @Test
    void aBadAttributeIsNamed() {
        assertEquals("attribute 'field_pattern' must be a regex",
                lua.eval("select(2, pcall(stream.scanner.new, {field_pattern = 'x'})).detail"));
        assertEquals("attribute 'stream' must be an object with the method read_some",
                lua.eval("select(2, pcall(stream.scanner.new().get_line, stream.scanner.new())).detail"));
    }

    @Test
    void aLimitBeyondAllMemoryIsTaken() {
        assertEquals("x<> eof", lua.eval("drain(scanner({max_record_size = math.huge}, 'x'))"));
        assertEquals("x<> eof", lua.eval("drain(scanner({max_record_size = 2^60, buffer_size_hint = 2^40}, 'x'))"));
    }
}
