package org.emilua.api.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.emilua.api.testing.LuaCode;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaValue;

class LuaTypeTest {

    private static final class Point extends Handle {
        private static final LuaType<Point> TYPE = LuaType.named("test.point", Point.class)
                .method("sum", (self, args) -> LuaValue.valueOf(self.x + self.y + args.integerOr(2, 0)))
                .method("broken", (self, args) -> {
                    throw new IllegalStateException("oops");
                })
                .function("new", args -> new Point(args.integer(1), args.integer(2)))
                .property("x", self -> LuaValue.valueOf(self.x))
                .property("y", self -> LuaValue.valueOf(self.y), (self, value) -> self.y = new Args(value).integer(1))
                .property("bad", self -> {
                    throw new IllegalStateException("oops");
                })
                .metamethod("__add", args -> new Point(args.handle(1, Point.class).x + args.handle(2, Point.class).x, 0))
                .metamethod("__eq", args -> LuaValue.valueOf(args.handle(1, Point.class).x == args.handle(2, Point.class).x))
                .metamethod("__call", args -> LuaValue.valueOf(args.count()));
        private final int x;
        private int y;

        Point(int x, int y) {
            super(TYPE);
            this.x = x;
            this.y = y;
        }
    }

    private static final class Open extends Handle {
        private static final LuaType<Open> TYPE = LuaType.named("test.open", Open.class)
                .method("known", (self, args) -> LuaValue.TRUE)
                .index((self, args) -> LuaValue.valueOf("?" + args.arg(2)))
                .newIndex((self, args) -> {
                    self.last = args.arg(2) + "=" + args.arg(3);
                    return LuaValue.NONE;
                });
        private String last = "";

        Open() {
            super(TYPE);
        }
    }

    private final Open open = new Open();
    private final LuaCode lua = new LuaCode().with("p", new Point(1, 2)).with("q", new Point(1, 5)).with("o", open);

    @Test
    void methodsAndPropertiesAreMembers() {
        assertEquals("3", lua.eval("p:sum()"));
        assertEquals("13", lua.eval("p:sum(10)"));
        assertEquals("1", lua.eval("p.x"));
        assertEquals("8", lua.eval("p.new(3, 5):sum()"));
        assertEquals("true", lua.eval("rawequal(p.sum, q.sum)"));
    }

    @Test
    void settersAssign() {
        lua.run("p.y = 40");
        assertEquals("41", lua.eval("p:sum()"));
        assertEquals("generic 22 arg 1", lua.raisedBy("p.y = 'x'"));
    }

    @Test
    void whatIsNoMemberRaisesBadIndex() {
        for (String chunk : new String[] {
            "return p.nothing", "return p[1]", "return p[nil]", "return p[0/0]", "p.nothing = 1", "p.x = 1", "p.sum = 1",
            "p[1] = 2", "p[nil] = 1"
        }) {
            assertEquals("emilua.core 8", lua.raisedBy(chunk), chunk);
        }
    }

    @Test
    void selfMustBeOfTheType() {
        assertEquals("generic 22 arg 1", lua.raisedBy("p.sum()"));
        assertEquals("generic 22 arg 1", lua.raisedBy("p.sum(o)"));
        assertEquals("generic 22 arg 1", lua.raisedBy("p.sum({})"));
        assertEquals("generic 22 arg 2", lua.raisedBy("return p + 1"));
    }

    @Test
    void theMetatableIsHiddenAndCannotBeChanged() {
        assertEquals("test.point", lua.eval("getmetatable(p)"));
        assertEquals("userdata", lua.eval("type(p)"));
        assertTrue(!lua.raisedBy("setmetatable(p, {})").equals("nothing"));
        assertTrue(!lua.raisedBy("rawset(p, 'x', 1)").equals("nothing"));
        assertTrue(!lua.raisedBy("rawget(p, 'x')").equals("nothing"));
        assertTrue(lua.eval("p").matches("test\\.point: 0x[0-9a-f]+"), lua.eval("p"));
        assertTrue(!lua.eval("p").equals(lua.eval("q")));
    }

    @Test
    void metamethodsWork() {
        assertEquals("2", lua.eval("(p + q).x"));
        assertEquals("true", lua.eval("p == q"));
        assertEquals("false", lua.eval("rawequal(p, q)"));
        assertEquals("false", lua.eval("p == o"));
        assertEquals("false", lua.eval("p == 1"));
        assertEquals("3", lua.eval("p(1, nil)"));
    }

    @Test
    void objectsAreTableKeysByIdentity() {
        assertEquals("1 2", lua.eval("(function() local t = {[p] = 1, [q] = 2}; return t[p] .. ' ' .. t[q] end)()"));
    }

    @Test
    void fallbacksGetWhatIsNoMember() {
        assertEquals("true", lua.eval("o:known()"));
        assertEquals("?x", lua.eval("o.x"));
        assertEquals("?1", lua.eval("o[1]"));
        lua.run("o.a = 12");
        assertEquals("a=12", open.last);
    }

    @Test
    void javaExceptionsArriveAsMessages() {
        String message = "internal error in '%s': java.lang.IllegalStateException: oops";
        assertTrue(lua.raisedBy("p:broken()").endsWith(message.formatted("broken")));
        assertTrue(lua.raisedBy("return p.bad").endsWith(message.formatted("test.point")));
    }
}
