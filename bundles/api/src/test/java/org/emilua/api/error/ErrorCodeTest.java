package org.emilua.api.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import org.emilua.api.testing.LuaCode;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

class ErrorCodeTest {

    private final LuaCode lua = new LuaCode()
            .with("e", ErrorCode.of(Errno.ENOENT).table())
            .with("same", ErrorCode.of(Errno.ENOENT).with(LuaValue.valueOf("path1"), LuaValue.valueOf("/x")).table())
            .with("other", ErrorCode.of(Errno.EPERM).table())
            .with("os", ErrorCode.system(Errno.ENOENT.code()).table())
            .with("strange", ErrorCode.system(4711).table())
            .with("eof", AsioError.EOF.raised().table())
            .with("bad", ErrorCode.invalidArgument(3).table())
            .with("interrupted", ErrorCode.of(CoreError.INTERRUPTED).table());

    @Test
    void isATableWithCodeAndCategory() {
        assertEquals("table", lua.eval("type(e)"));
        assertEquals("2", lua.eval("e.code"));
        assertEquals("generic", lua.eval("e.category"));
        assertEquals("system", lua.eval("os.category"));
        assertEquals("asio.misc", lua.eval("eof.category"));
        assertEquals("emilua.core", lua.eval("interrupted.category"));
        assertEquals("13", lua.eval("interrupted.code"));
        assertEquals("3", lua.eval("bad.arg"));
        assertEquals("nil", lua.eval("e.nothing"));
    }

    @Test
    void hidesItsMetatable() {
        assertEquals("error_code", lua.eval("getmetatable(e)"));
        assertTrue(lua.raisedBy("setmetatable(e, {})").contains("metatable"));
    }

    @Test
    void equalityComparesCodeAndCategoryOnly() {
        assertEquals("true", lua.eval("e == same"));
        assertEquals("false", lua.eval("e == other"));
        assertEquals("false", lua.eval("e == os"));
        assertEquals("false", lua.eval("e == {code = 2}"));
        assertEquals("false", lua.eval("e == 2"));
    }

    @Test
    void tostringIsTheCategorysMessage() {
        assertEquals("No such file or directory", lua.eval("e"));
        assertEquals("No such file or directory", lua.eval("os"));
        assertEquals("Unknown error 4711", lua.eval("strange"));
        assertEquals("Operation not permitted", lua.eval("e.category:message(1)"));
        assertEquals("Success", lua.eval("e.category:message(0)"));
    }

    @Test
    void togenericMapsSystemErrorsAndLeavesOthersAlone() {
        assertEquals("true", lua.eval("os:togeneric() == e"));
        assertEquals("true", lua.eval("rawequal(e:togeneric(), e)"));
        assertEquals("true", lua.eval("rawequal(eof:togeneric(), eof)"));
        assertEquals("true", lua.eval("rawequal(strange:togeneric(), strange)"));
        assertEquals("generic 22 arg 1", lua.raisedBy("e.togeneric()"));
        assertEquals("generic 22 arg 1", lua.raisedBy("e.togeneric(1)"));
    }

    @Test
    void survivesWhatProgramsDoToIt() {
        lua.run("e.code = 'x'; e.category = 12");
        assertEquals("error code", lua.eval("e"));
        assertEquals("true", lua.eval("rawequal(e:togeneric(), e)"));
    }

    @Test
    void categoriesAreTheSameEverywhere() {
        assertEquals("true", lua.eval("e.category == other.category"));
        assertEquals("false", lua.eval("e.category == os.category"));
        assertEquals("error_category", lua.eval("getmetatable(e.category)"));
        assertEquals("emilua.core 8", lua.raisedBy("return e.category.nothing"));
        assertEquals("generic 22 arg 2", lua.raisedBy("return e.category:message('x')"));
        assertEquals("generic 22 arg 1", lua.raisedBy("return e.category.message(e, 1)"));
    }

    @Test
    void categoriesKnowTheirErrorsByName() {
        assertEquals(OptionalInt.of(1), Categories.GENERIC.codeOf("EPERM"));
        assertEquals(OptionalInt.of(11), Categories.SYSTEM.codeOf("EWOULDBLOCK"));
        assertEquals(OptionalInt.of(2), Categories.ASIO_MISC.codeOf("eof"));
        assertEquals(OptionalInt.empty(), Categories.ASIO_NETDB.codeOf("eof"));
        assertEquals(OptionalInt.empty(), Categories.GENERIC.codeOf("ENONSENSE"));
        assertEquals(OptionalInt.empty(), Categories.CORE.codeOf("INTERRUPTED"));
    }

    @Test
    void messagesMayHaveAnyCharacter() {
        ErrorCategory smiling = new ErrorCategory("\ud83d\ude00") {
            @Override
            public String message(int code) {
                return name() + code;
            }
        };
        lua.with("smile", ErrorCode.of(smiling, 1).table());
        assertEquals("true", lua.eval("tostring(smile) == '\ud83d\ude001'"));
        assertEquals("true", lua.eval("tostring(smile.category) == '\ud83d\ude00'"));
        assertEquals("true", lua.eval("smile.category:message(2) == '\ud83d\ude002'"));
    }

    @Test
    void arrivesInLuaAsTheSameTable() {
        ErrorCode error = ErrorCode.aborted();
        LuaTable table = error.table();
        assertSame(table, error.getMessageObject());
        assertEquals("Operation canceled", error.getMessage());
        assertEquals(0, error.getStackTrace().length);
        assertTrue(ErrorCode.matches(table, Categories.SYSTEM, 125));
        assertFalse(ErrorCode.matches(table, Categories.GENERIC, 125));
        assertFalse(ErrorCode.matches(null, Categories.GENERIC, 125));
        assertFalse(ErrorCode.isErrorCode(new LuaTable()));
    }

    @Test
    void everyErrorHasAMessageOfItsOwn() {
        Set<String> messages = new HashSet<>();
        for (CoreError error : CoreError.values()) {
            assertEquals(error.message(), Categories.CORE.message(error.code()));
            assertTrue(messages.add(error.message()), error.name());
            assertEquals(error.ordinal() + 1, error.code());
        }
        for (AsioError error : AsioError.values()) {
            assertEquals(error.message(), error.category().message(error.code()));
        }
        for (Errno errno : Errno.values()) {
            assertSame(errno, Errno.find(errno.code()));
            assertNotNull(Categories.SYSTEM.message(errno.code()));
        }
        assertSame(Errno.EIO, Errno.named("EIO"));
        assertSame(Errno.EAGAIN, Errno.named("EWOULDBLOCK"));
        assertSame(Errno.EOPNOTSUPP, Errno.named("ENOTSUP"));
        assertNull(Errno.named("eio"));
        assertNull(Errno.find(41));
        assertNull(Errno.find(-1));
        assertNull(Errno.find(134));
        assertEquals("Unknown error -5", Categories.GENERIC.message(-5));
        assertEquals("Unknown error 0", Categories.CORE.message(0));
        assertEquals("Unknown error 22", Categories.CORE.message(22));
        assertEquals("Unknown error 77", Categories.ASIO_MISC.message(77));
    }
}
