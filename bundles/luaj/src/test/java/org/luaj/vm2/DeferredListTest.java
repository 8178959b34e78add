package org.luaj.vm2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a program can do to a list must not tell whether its values were made at once. */
class DeferredListTest {

    private static final int SIZE = 5;
    private static final LuaValue[] KEYS = {
        LuaValue.valueOf(1), LuaValue.valueOf(3), LuaValue.valueOf(5), LuaValue.valueOf(6), LuaValue.valueOf(9), LuaValue.valueOf(0),
        LuaValue.valueOf(2.5), LuaValue.valueOf("name"), LuaValue.valueOf("other"), LuaValue.TRUE
    };

    private final Random random = new Random(11);
    private int made;

    private final class Letters extends DeferredList {

        Letters() {
            super(SIZE);
        }

        @Override
        protected LuaValue[] make() {
            made++;
            return letters();
        }
    }

    private static LuaValue[] letters() {
        LuaValue[] letters = new LuaValue[SIZE];
        for (int i = 0; i < SIZE; i++) {
            letters[i] = LuaValue.valueOf(String.valueOf((char) ('a' + i)));
        }
        return letters;
    }

    private LuaValue key() {
        return KEYS[random.nextInt(KEYS.length)];
    }

    private static LuaTable metatable(String mode) {
        LuaTable metatable = new LuaTable();
        metatable.rawset("__mode", LuaValue.valueOf(mode));
        return metatable;
    }

    private static String content(LuaTable table) {
        List<String> fields = new ArrayList<>();
        for (Varargs e = table.next(LuaValue.NIL); !e.arg1().isnil(); e = table.next(e.arg1())) {
            fields.add(e.arg1().tojstring() + '=' + e.arg(2).tojstring());
        }
        return fields.toString();
    }

    /** Does something that the seed chooses, and tells what came of it. */
    private String act(LuaTable table, long seed) {
        random.setSeed(seed);
        switch (random.nextInt(13)) {
            case 0:
                return table.rawget(key()).tojstring();
            case 1:
                table.rawset(key(), LuaValue.valueOf(random.nextInt(100)));
                return "set";
            case 2:
                table.rawset(key(), LuaValue.NIL);
                return "cleared";
            case 3:
                return String.valueOf(table.rawlen());
            case 4:
                return content(table);
            case 5:
                table.insert(random.nextInt(table.length() + 2), LuaValue.valueOf("new"));
                return "inserted";
            case 6:
                return table.remove(random.nextInt(table.length() + 1)).tojstring();
            case 7:
                table.presize(random.nextInt(12), random.nextInt(4));
                return "sized";
            case 8:
                table.setmetatable(random.nextBoolean() ? metatable("k") : new LuaTable());
                return "metatable";
            case 9:
                return String.valueOf(table.dense(table.rawlen()) == null);
            case 10:
                if (table.isPlain()) {
                    table.adopt(new LuaValue[] {LuaValue.valueOf("x"), LuaValue.NIL, LuaValue.valueOf("z")});
                }
                return "adopted";
            case 11:
                return table.next(LuaValue.valueOf(2)).tojstring();
            default:
                if (random.nextInt(4) == 0) {
                    table.clear();
                }
                return String.valueOf(table.keyCount());
        }
    }

    private String attempt(LuaTable table, long seed) {
        try {
            return act(table, seed);
        } catch (LuaError e) {
            return e.getMessage();
        }
    }

    @Test
    void behavesAsAListThatWasMadeAtOnce() {
        for (int run = 0; run < 20_000; run++) {
            LuaTable deferred = new Letters();
            LuaTable plain = LuaTable.list(letters());
            for (int i = 0; i < 6; i++) {
                long seed = 100L * run + i;
                assertEquals(attempt(plain, seed), attempt(deferred, seed), "seed " + seed);
            }
            assertEquals(content(plain), content(deferred), "run " + run);
        }
    }

    @Test
    void makesNoValueForItsLengthOrANameAndEachOnlyOnce() {
        LuaTable list = new Letters();
        assertEquals(SIZE, list.rawlen());
        assertEquals(SIZE, list.len().toint());
        assertNull(list.entry(LuaString.valueOf("name")));
        assertEquals(0, made);
        assertEquals("c", list.rawget(3).tojstring());
        assertEquals("[1=a, 2=b, 3=c, 4=d, 5=e]", content(list));
        assertEquals(1, made);
    }

    @Test
    void valuesThatCouldNotBeMadeAreMadeTheNextTime() {
        LuaTable list = new DeferredList(1) {
            @Override
            protected LuaValue[] make() {
                if (made++ == 0) {
                    throw new LuaError("not yet");
                }
                return new LuaValue[] {LuaValue.valueOf("late")};
            }
        };
        assertThrows(LuaError.class, () -> list.rawget(1));
        assertEquals(1, list.rawlen());
        assertEquals("[1=late]", content(list));
    }
}
