package org.emilua.module.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.emilua.api.LuaModule;
import org.emilua.api.bytes.ByteSpan;
import org.emilua.api.error.AsioError;
import org.emilua.api.lua.Handle;
import org.emilua.api.lua.LuaType;
import org.emilua.api.testing.FakeVm;
import org.emilua.api.testing.LuaCode;
import org.emilua.api.testing.LuaModuleContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

class StreamModuleTest extends LuaModuleContract {

    /** Reads "abcdefg" three bytes at a time, then EOF; writes two bytes at a time. */
    private static final class Native extends Handle {
        private static final LuaType<Native> TYPE = LuaType.named("test.native", Native.class)
                .method("read_some", (self, args) -> {
                    if (self.at == 7) {
                        throw AsioError.EOF.raised();
                    }
                    int count = Math.min(3, 7 - self.at);
                    int copied = args.byteSpan(2).copyFrom(ByteSpan.ofString(LuaString.valueOf("abcdefg".substring(self.at, self.at + count))));
                    self.at += copied;
                    return LuaValue.valueOf(copied);
                })
                .method("write_some", (self, args) -> {
                    ByteSpan span = args.byteSpan(2);
                    int count = Math.min(2, span.length());
                    self.written += span.slice(0, count).toLuaString().tojstring();
                    return LuaValue.valueOf(count);
                })
                .property("written", self -> LuaValue.valueOf(self.written));
        private int at;
        private String written = "";

        Native() {
            super(TYPE);
        }
    }

    private static final class Mute extends Handle {
        private static final LuaType<Mute> TYPE = LuaType.named("test.mute", Mute.class);

        Mute() {
            super(TYPE);
        }
    }

    private final LuaCode lua = new LuaCode()
            .with("stream", load(new FakeVm())).with("n", new Native()).with("mute", new Mute())
            .with("eof", AsioError.EOF.raised().table());

    StreamModuleTest() {
        lua.run("""
                buf = byte_span.new(6, 9)
                function giving(value) return {read_some = function() calls = (calls or 0) + 1; return value end} end
                w = {text = '', write_some = function(self, b)
                    local count = #b < 4 and #b or 4
                    self.text = self.text .. tostring(b:slice(1, count))
                    b[1] = 88
                    return count
                end}
                """);
    }

    @Override
    protected LuaModule module() {
        return new StreamModule();
    }

    @Test
    void readsUntilTheBufferIsFull() {
        assertEquals("6", lua.eval("stream.read_all(n, buf)"));
        assertEquals("abcdef", lua.eval("buf"));
        assertEquals("asio.misc 2", lua.raisedBy("stream.read_all(n, buf)"));
        assertEquals("gbcdef", lua.eval("buf"));
    }

    @Test
    void readsAtLeastTheMinimum() {
        assertEquals("3", lua.eval("stream.read_at_least(n, buf, 1)"));
        assertEquals("4", lua.eval("stream.read_at_least(n, buf, 4)"));
        assertEquals("defg", lua.eval("buf:slice(1, 4)"));
    }

    @Test
    void writesAll() {
        assertEquals("5", lua.eval("stream.write_all(n, 'hello')"));
        assertEquals("3", lua.eval("stream.write_all(n, byte_span.append('abc'))"));
        assertEquals("helloabc", lua.eval("n.written"));
    }

    @Test
    void writesAtLeastTheMinimum() {
        assertEquals("4", lua.eval("stream.write_at_least(n, byte_span.append('hello'), 3)"));
        assertEquals("hell", lua.eval("n.written"));
    }

    @Test
    void tablesAreStreamsToo() {
        assertEquals("9", lua.eval("stream.write_all(w, 'some text')"));
        assertEquals("some text", lua.eval("w.text"));
        assertEquals("6", lua.eval("stream.read_all(setmetatable({}, {__index = giving(2)}), buf)"));
        assertEquals("6", lua.eval("stream.read_all({read_some = setmetatable({}, {__call = function() return 3 end})}, buf)"));
    }

    @Test
    void stringsStayAsTheyAreWhateverAStreamDoes() {
        assertEquals("text", lua.eval("(function() local s = 'text'; stream.write_all(w, s); return s end)()"));
    }

    @Test
    void nothingToDoCallsNothing() {
        assertEquals("0", lua.eval("stream.read_all(giving('junk'), byte_span.new(0))"));
        assertEquals("0", lua.eval("stream.read_at_least(giving('junk'), buf, 0)"));
        assertEquals("0", lua.eval("stream.write_all(w, '')"));
        assertEquals("nil", lua.eval("calls"));
    }

    @Test
    void errorsPropagateAsTheyAre() {
        assertEquals("asio.misc 2", lua.raisedBy("stream.read_all({read_some = function() raise(eof) end}, buf)"));
        assertTrue(lua.raisedBy("stream.write_all({write_some = function() error('my own') end}, buf)").endsWith("my own"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'6'", "nil", "-1", "7", "1.5", "0/0", "1/0", "{}", "true"})
    void garbageFromAStreamIsAnError(String result) {
        String message = lua.raisedBy("stream.read_all(giving(" + result + "), buf)");
        assertTrue(message.contains("bad result of 'read_some': an integer from 0 to 6 is expected, got "), message);
        assertEquals("1", lua.eval("calls"));
    }

    @Test
    void aStreamThatNeverProgressesIsAnError() {
        String message = lua.raisedBy("stream.read_all(giving(0), buf)");
        assertTrue(message.contains("'read_some' transferred nothing in 100 calls in a row"), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "stream.read_all()                               | generic 22 arg 1",
        "stream.read_all(nil, buf)                       | generic 22 arg 1",
        "stream.read_all({}, buf)                        | generic 22 arg 1",
        "stream.read_all({read_some = 1}, buf)           | generic 22 arg 1",
        "stream.read_all('text', buf)                    | generic 22 arg 1",
        "stream.read_all(12, buf)                        | generic 22 arg 1",
        "stream.read_all(mute, buf)                      | generic 22 arg 1",
        "stream.read_all(buf, buf)                       | generic 22 arg 1",
        "stream.read_all(stream.read_all, buf)           | generic 22 arg 1",
        "stream.read_all(n)                              | generic 22 arg 2",
        "stream.read_all(n, 'text')                      | generic 22 arg 2",
        "stream.read_all(n, 12)                          | generic 22 arg 2",
        "stream.read_at_least(n, buf)                    | generic 22 arg 3",
        "stream.read_at_least(n, buf, 7)                 | generic 22 arg 3",
        "stream.read_at_least(n, buf, -1)                | generic 22 arg 3",
        "stream.read_at_least(n, buf, 1.5)               | generic 22 arg 3",
        "stream.read_at_least(n, buf, '1')               | generic 22 arg 3",
        "stream.read_at_least(mute, buf, 1)              | generic 22 arg 1",
        "stream.write_all(giving(1), 'x')                | generic 22 arg 1",
        "stream.write_all(n)                             | generic 22 arg 2",
        "stream.write_all(n, 12)                         | generic 22 arg 2",
        "stream.write_all(mute, 'x')                     | generic 22 arg 1",
        "stream.write_at_least(n, 'text', 1)             | generic 22 arg 2",
        "stream.write_at_least(n, buf, 7)                | generic 22 arg 3"
    })
    void raises(String expression, String expected) {
        assertEquals(expected, lua.raisedBy("return " + expression));
    }
}
