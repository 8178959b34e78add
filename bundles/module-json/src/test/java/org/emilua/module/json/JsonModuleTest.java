package org.emilua.module.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.emilua.api.LuaModule;
import org.emilua.api.testing.FakeVm;
import org.emilua.api.testing.LuaCode;
import org.emilua.api.testing.LuaModuleContract;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonModuleTest extends LuaModuleContract {

    private final LuaCode lua = new LuaCode().with("json", load(new FakeVm()));

    JsonModuleTest() {
        lua.run("""
                encode, decode, null, array = json.encode, json.decode, json.null, json.into_array
                w = json.writer.new()
                loop = {}; loop.list = {1, {loop}}
                shared = {}; twice = {shared, shared}
                point = setmetatable({x = 1}, {__tojson = function(p, state)
                    state.writer:begin_array() state.writer:value(p.x) state.writer:end_array()
                end})
                function custom(f) return setmetatable({}, {__tojson = f}) end
                function pretty(v) return (encode(v, {indent = '  '}):gsub('\\n', '~')) end
                function writes(f) local w = json.writer.new(); f(w); return w:generate() end
                function chain(n) local t = {}; for i = 2, n do t = {t} end; return t end
                """);
    }

    @Override
    protected LuaModule module() {
        return new JsonModule();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "encode({'foo', {bar = {'baz', null, 1, 2}}})             | [\"foo\",{\"bar\":[\"baz\",null,1,2]}]",
        "encode(decode('{\"b\":{},\"a\":[]}'))                    | {\"b\":{},\"a\":[]}",
        "encode(null)                                             | null",
        "encode({})                                               | {}",
        "encode(array())                                          | []",
        "encode(array({}))                                        | []",
        "encode({1, 2, x = 3, [1.5] = 4})                         | [1,2]",
        "encode({x = 3, [1.5] = 4, [true] = 5})                   | {\"x\":3}",
        "encode(array({x = 1}))                                   | []",
        "encode(twice)                                            | [{},{}]",
        "encode(point)                                            | [1]",
        "encode({a = point})                                      | {\"a\":[1]}",
        "encode({point, 'x'})                                     | [[1],\"x\"]",
        "encode(custom(function(v, s) json.encode(point, {state = s}) end)) | [1]",
        "encode(custom(function(v, s) s.writer:literal('1e5') end)) | 1e5",
        "pretty({1, {a = {}}, array()})                           | [~  1,~  {~    \"a\": {}~  },~  []~]",
        "pretty({point})                                          | [~  [~    1~  ]~]",
        "encode(1, {})                                            | 1",
        "tostring(null)                                           | null",
        "getmetatable(null)                                       | json.null",
        "getmetatable(w)                                          | json.writer",
        "json.is_array(array())                                   | true",
        "json.is_array({})                                        | false",
        "json.is_array(decode('[]'))                              | true",
        "json.is_array(decode('[1]'))                             | true",
        "json.is_array(decode('{}'))                              | false",
        "json.is_array(3)                                         | false",
        "json.is_array(nil)                                       | false",
        "decode('null') == null                                   | true",
        "decode('[null]')[1] == null                              | true",
        "decode('{\"a\":null}').a == null                         | true",
        "#decode('[1,null,3]')                                    | 3",
        "w.level                                                  | 0",
        "writes(function(w) w:value(null) end)                    | null",
        "writes(function(w) w:begin_object() w:value('k') w:begin_array() w:value(true) w:end_array() w:end_object() end) | {\"k\":[true]}",
        "writes(function(w) w:begin_array() w:literal(' 1') w:literal('\\t') w:literal('[2]') w:end_array() end) | [ 1\t,[2]]",
        "writes(function(w) w:begin_object() w:literal('\"k\"') w:value(2) w:end_object() end) | {\"k\":2}",
        "select('#', encode(1, {state = {writer = w}}))           | 0",
    })
    void values(String expression, String expected) {
        assertEquals(expected, lua.eval(expression));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "decode()                                       | generic 22 arg 1",
        "decode(1)                                      | generic 22 arg 1",
        "decode('[')                                    | emilua.json.lexer 1",
        "decode('1e999')                                | emilua.json.dom 1",
        "encode()                                       | generic 22 arg 1",
        "encode(nil)                                    | generic 22 arg 1",
        "encode(1, 2)                                   | generic 22 arg 2",
        "encode(1, {indent = 2})                        | generic 22 arg 2",
        "encode(1, {indent = '--'})                     | generic 22 arg 2",
        "encode(1, {state = 1})                         | generic 22 arg 2",
        "encode(1, {state = {}})                        | generic 22 arg 2",
        "encode(1, {state = {writer = w, visited = 1}}) | generic 22 arg 2",
        "encode(math.abs)                               | emilua.json.dom 5",
        "encode({a = {math.abs}})                       | emilua.json.dom 5",
        "encode(w)                                      | emilua.json.dom 5",
        "encode(0/0)                                    | emilua.json.dom 4",
        "encode({1/0})                                  | emilua.json.dom 4",
        "encode(loop)                                   | emilua.json.dom 3",
        "encode(chain(1001))                            | emilua.json.dom 2",
        "encode(custom(function() end))                 | emilua.json.lexer 12",
        "encode(custom(function(v, s) s.writer:begin_array() end)) | emilua.json.lexer 12",
        "encode({custom(function(v, s) s.writer:end_array() end)}) | emilua.json.lexer 10",
        "encode({custom(function(v, s) s.writer:value(1) s.writer:value(2) end)}) | emilua.json.lexer 13",
        "encode(custom(function(v, s) json.encode(v, {state = s}) end)) | emilua.json.dom 3",
        "encode(custom(function(v, s) s.writer:value(1) s.writer:generate() end)) | emilua.json.lexer 1",
        "json.is_array()                                | generic 22 arg 1",
        "array(nil)                                     | generic 22 arg 1",
        "array(1)                                       | generic 22 arg 1",
        "w:generate()                                   | emilua.json.lexer 1",
        "w:end_array()                                  | emilua.json.lexer 10",
        "w:end_object()                                 | emilua.json.lexer 11",
        "w:value()                                      | generic 22 arg 2",
        "w:value({})                                    | generic 22 arg 2",
        "w:value(0/0)                                   | emilua.json.dom 4",
        "w:literal(1)                                   | generic 22 arg 2",
        "w.value({}, 1)                                 | generic 22 arg 1",
        "w:begin_array() w:end_object()                 | emilua.json.lexer 11",
        "w:begin_object() w:end_array()                 | emilua.json.lexer 10",
        "w:begin_object() w:value(1)                    | emilua.json.lexer 9",
        "w:begin_object() w:begin_array()               | emilua.json.lexer 9",
        "w:begin_object() w:literal('1')                | emilua.json.lexer 9",
        "w:begin_object() w:value('k') w:end_object()   | emilua.json.lexer 12",
        "w:begin_array() w:generate()                   | emilua.json.lexer 1",
        "w:value(1) w:value(2)                          | emilua.json.lexer 13",
        "w:value(1) w:generate() w:value(1)             | generic 22 arg 1",
        "w:value(1) w:generate() local l = w.level      | generic 22 arg 1",
        "w:value(1) w:generate() w:generate()           | generic 22 arg 1",
        "for i = 1, 1001 do w:begin_array() end         | emilua.json.dom 2",
        "local x = w.nothing                            | emilua.core 8",
        "w.level = 1                                    | emilua.core 8",
    })
    void errors(String chunk, String expected) {
        assertEquals(expected, lua.raisedBy(chunk));
    }
}
