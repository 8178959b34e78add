package org.emilua.lua.code;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Values in front of other values, as of {@code f(a, ...)} and {@code return a, f()}. A long list is a chain of arrays, each more than
 * twice as long as the one before it, so that the lists of calls which hand on more and more do not take time in proportion to
 * the square of their number.
 */
public final class GrowingList extends Varargs {

    /** A few more than {@code unpack} makes, so that others fit in front of those. */
    static final int MOST = 1 << 20;

    /** Shorter lists are one array. */
    private static final int SMALLEST = 16;

    private final LuaValue[] values;
    private final int start;
    private final @Nullable GrowingList rest;
    private final int count;

    /** The values of an array from an index on, and those behind. */
    private GrowingList(LuaValue[] values, int start, @Nullable GrowingList rest) {
        this.values = values;
        this.start = start;
        this.rest = rest;
        count = values.length - start + (rest == null ? 0 : rest.count);
    }

    /** A value in front of others; where there are too many, the error of an exhausted stack. */
    public static Varargs prepend(LuaValue head, Varargs rest) {
        int more = rest.narg();
        return switch (more) {
            case 0 -> head;
            case 1 -> LuaValue.varargsOf(head, rest.arg1());
            default -> prepend(new LuaValue[] {head}, rest, more);
        };
    }

    /** Values in front of others, as {@link #prepend(LuaValue, Varargs)}. */
    public static Varargs prepend(LuaValue[] head, Varargs rest) {
        int more = rest.narg();
        return more == 0 ? LuaValue.varargsOf(head) : prepend(head, rest, more);
    }

    private static Varargs prepend(LuaValue[] head, Varargs rest, int more) {
        int length = head.length + more;
        if (length < SMALLEST) {
            return LuaValue.varargsOf(joined(head, rest, more));
        }
        if (length > MOST) {
            throw Errors.runtime("stack overflow");
        }
        return rest instanceof GrowingList list ? list.grown(head) : new GrowingList(joined(head, rest, more), 0, null);
    }

    private static LuaValue[] joined(LuaValue[] head, Varargs rest, int more) {
        LuaValue[] all = new LuaValue[head.length + more];
        System.arraycopy(head, 0, all, 0, head.length);
        for (int i = 0; i < more; i++) {
            all[head.length + i] = rest.arg(i + 1);
        }
        return all;
    }

    /** Values in front of this list, together with as many of its arrays as are not much longer than what is before them. */
    private GrowingList grown(LuaValue[] head) {
        int length = head.length;
        GrowingList behind = this;
        while (behind != null && behind.own() <= 2 * length) {
            length += behind.own();
            behind = behind.rest;
        }
        LuaValue[] all = new LuaValue[length];
        System.arraycopy(head, 0, all, 0, head.length);
        int at = head.length;
        for (GrowingList next = this; next != null && next != behind; next = next.rest) {
            System.arraycopy(next.values, next.start, all, at, next.own());
            at += next.own();
        }
        return new GrowingList(all, 0, behind);
    }

    private int own() {
        return values.length - start;
    }

    @Override
    public LuaValue arg(int index) {
        int left = index - 1;
        for (GrowingList at = this; left >= 0 && at != null; at = at.rest) {
            if (left < at.own()) {
                return at.values[at.start + left];
            }
            left -= at.own();
        }
        return LuaValue.NIL;
    }

    @Override
    public int narg() {
        return count;
    }

    @Override
    public LuaValue arg1() {
        return values[start];
    }

    @Override
    public Varargs subargs(int from) {
        int left = from - 1;
        for (GrowingList at = this; at != null; at = at.rest) {
            if (left < at.own()) {
                return left == 0 ? at : new GrowingList(at.values, at.start + left, at.rest);
            }
            left -= at.own();
        }
        return LuaValue.NONE;
    }
}
