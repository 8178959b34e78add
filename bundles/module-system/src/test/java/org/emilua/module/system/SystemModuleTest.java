package org.emilua.module.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.emilua.api.LuaModule;
import org.emilua.api.engine.ProgramConfig.ByteSink;
import org.emilua.api.lua.Utf8;
import org.emilua.api.testing.FakeVm;
import org.emilua.api.testing.LuaCode;
import org.emilua.api.testing.LuaModuleContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The module in a program that does not own the process; the process's own streams are tested with a process. */
class SystemModuleTest extends LuaModuleContract {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final FakeVm vm = new FakeVm().redirectedTo(out::write, err::write);
    private final LuaCode lua;

    SystemModuleTest() {
        vm.arguments().add("\u00fc\ud83d\ude00");
        vm.environment().put("GREETING", "hello");
        lua = new LuaCode().with("system", load(vm));
        lua.run("buf = byte_span.append('text')");
    }

    @Override
    protected LuaModule module() {
        return vm -> new SystemModule().load(((FakeVm) vm).redirectedTo(out::write, err::write));
    }

    @Test
    void outputGoesWhereTheProgramsDoes() {
        assertEquals("4", lua.eval("system.out:write_some(buf)"));
        assertEquals("2", lua.eval("system.err:write_some(buf:slice(3))"));
        assertEquals("0", lua.eval("system.out:write_some(byte_span.new(0))"));
        assertEquals("text", out.toString(StandardCharsets.UTF_8));
        assertEquals("xt", err.toString(StandardCharsets.UTF_8));
        assertTrue(vm.flushes() >= 2, "print's output comes first");
    }

    @Test
    void theFirstArgumentIsIgnored() {
        assertEquals("4", lua.eval("system.out.write_some(nil, buf)"));
        assertEquals("false", lua.eval("system.in_.isatty()"));
    }

    @Test
    void inputIsEmpty() {
        assertEquals("asio.misc 2", lua.raisedBy("system.in_:read_some(buf)"));
        assertEquals("0", lua.eval("system.in_:read_some(byte_span.new(0))"));
    }

    @ParameterizedTest
    @CsvSource({"Broken pipe, 32", "No space left on device, 28", "Stream closed, 5"})
    void failedWritesAreSystemErrors(String message, int number) {
        ByteSink broken = (bytes, offset, length) -> {
            throw new IOException(message);
        };
        lua.with("broken", new SystemModule().load(new FakeVm().redirectedTo(broken, broken)));
        assertEquals("system " + number, lua.raisedBy("broken.out:write_some(buf)"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "#system.arguments                 | 3",
        "system.arguments[1]               | emilua",
        "system.arguments[2]               | script.lua",
        "system.arguments[3]               | \u00fc\ud83d\ude00",
        "#system.arguments[3]              | 6",
        "system.environment.GREETING       | hello",
        "system.environment.NOTHING        | nil",
        "system.out:isatty()               | false",
        "getmetatable(system.in_)          | system.in_",
        "getmetatable(system.out)          | system.out",
        "getmetatable(system.err)          | system.err",
        "system.signal                     | nil",
        "system.getpid() > 1               | true"
    })
    void evaluates(String expression, String expected) {
        assertEquals(expected, Utf8.decode(lua.run("return tostring(" + expression + ")").checkstring()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "system.out:write_some('text')            | generic 22 arg 2",
        "system.out:write_some()                  | generic 22 arg 2",
        "system.out.write_some(buf)               | generic 22 arg 2",
        "system.in_:read_some({})                 | generic 22 arg 2",
        "system.in_.write_some                    | emilua.core 8",
        "system.out.read_some                     | emilua.core 8",
        "system.out.dup                           | emilua.core 8",
        "system.out:tcgetpgrp()                   | system 25",
        "system.out:tcsetpgrp(1)                  | system 25",
        "system.out:tcsetpgrp('1')                | generic 22 arg 2",
        "system.exit('1')                         | generic 22 arg 1",
        "system.exit(1.5)                         | generic 22 arg 1",
        "system.exit(0/0)                         | generic 22 arg 1",
        "system.exit(true)                        | generic 22 arg 1",
        "system.exit(1, 1)                        | generic 22 arg 2",
        "system.exit(1, {force = 3})              | generic 22 arg 2",
        "system.exit(1, {force = '2'})            | generic 22 arg 2",
        "system.exit(1, {force = 'abrupt'})       | generic 22 arg 2",
        "system.exit(1, {force = true})           | generic 22 arg 2"
    })
    void raises(String expression, String expected) {
        assertEquals(expected, lua.raisedBy("return " + expression));
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "'nil, {}', 0", "'3', 3", "'3, {force = 0}', 3", "'3, {force = 1}', 3", "'3, {force = 2}', 3",
        "'3, {force = \"abort\"}', 3", "-1, -1"})
    void exitEndsTheVmWhateverTheForceWhereItDoesNotOwnTheProcess(String arguments, int code) {
        assertEquals(code, assertThrows(FakeVm.Exit.class, () -> lua.run("system.exit(" + arguments + ")")).code());
    }
}
