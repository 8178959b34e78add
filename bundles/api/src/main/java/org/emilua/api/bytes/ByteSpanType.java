package org.emilua.api.bytes;

import org.emilua.api.error.CoreError;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.LuaType;
import org.emilua.api.lua.ModuleTable;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The Lua side of {@link ByteSpan} (reference: byte_span). All indices here are Lua's, from 1, both ends included. */
public final class ByteSpanType {

    static final LuaType<ByteSpan> TYPE = LuaType.named("byte_span", ByteSpan.class)
            .property("capacity", self -> LuaValue.valueOf(self.capacity()))
            .method("slice", ByteSpanType::slice)
            .method("copy", (self, args) -> LuaValue.valueOf(self.copyFrom(args.byteSpanOrString(2))))
            .function("append", ByteSpanType::append)
            .method("starts_with", (self, args) -> LuaValue.valueOf(startsWith(self, args.byteSpanOrString(2))))
            .method("ends_with", (self, args) -> LuaValue.valueOf(endsWith(self, args.byteSpanOrString(2))))
            .method("find", (self, args) ->
                    position(ByteSearch.find(self, args.byteSpanOrString(2), start(self, args))))
            .method("rfind", (self, args) ->
                    position(ByteSearch.findLast(self, args.byteSpanOrString(2), end(self, args))))
            .method("find_first_of", (self, args) ->
                    position(ByteSearch.firstOf(self, ByteSet.of(args.byteSpanOrString(2)), start(self, args))))
            .method("find_last_of", (self, args) ->
                    position(ByteSearch.lastOf(self, ByteSet.of(args.byteSpanOrString(2)), end(self, args))))
            .method("find_first_not_of", (self, args) ->
                    position(ByteSearch.firstOf(self, ByteSet.of(args.byteSpanOrString(2)).complement(), start(self, args))))
            .method("find_last_not_of", (self, args) ->
                    position(ByteSearch.lastOf(self, ByteSet.of(args.byteSpanOrString(2)).complement(), end(self, args))))
            .method("trimmed", ByteSpanType::trimmed)
            .index(ByteSpanType::byteAt)
            .newIndex(ByteSpanType::setByte)
            .metamethod("__len", args -> LuaValue.valueOf(args.byteSpan(1).length()))
            .metamethod("__tostring", args -> args.byteSpan(1).toLuaString())
            .metamethod("__eq", args -> LuaValue.valueOf(args.byteSpan(1).contentEquals(args.byteSpan(2))));

    private static final int MOST = Integer.MAX_VALUE - 8;

    private ByteSpanType() {}

    /** The module {@code byte_span}, for one VM. */
    public static LuaTable module() {
        return new ModuleTable().function("new", ByteSpanType::create).function("append", ByteSpanType::append);
    }

    private static ByteSpan create(Args args) {
        int length = args.integer(1, 0, MOST);
        int capacity = args.isNil(2) ? length : args.integer(2, length, MOST);
        return ByteSpan.allocate(length, capacity);
    }

    private static ByteSpan slice(ByteSpan self, Args args) {
        int start = args.isNil(2) ? 1 : args.integer(2, 1, self.capacity() + 1);
        int end = args.isNil(3) ? self.length() : args.integer(3, 0, self.capacity());
        if (end < start - 1) {
            throw Args.invalid(args.isNil(3) ? 2 : 3);
        }
        return self.slice(start - 1, end);
    }

    private static ByteSpan append(Args args) {
        boolean grows = args.count() > 0 && args.arg(1) instanceof ByteSpan;
        int first = grows ? 2 : 1;
        ByteSpan[] tails = new ByteSpan[Math.max(0, args.count() - first + 1)];
        for (int i = 0; i < tails.length; i++) {
            tails[i] = args.isNil(first + i) ? ByteSpan.allocate(0, 0) : args.byteSpanOrString(first + i);
        }
        return (grows ? args.byteSpan(1) : ByteSpan.allocate(0, 0)).append(tails);
    }

    private static boolean startsWith(ByteSpan self, ByteSpan prefix) {
        return prefix.length() <= self.length() && self.slice(0, prefix.length()).contentEquals(prefix);
    }

    private static boolean endsWith(ByteSpan self, ByteSpan suffix) {
        int from = self.length() - suffix.length();
        return from >= 0 && self.slice(from, self.length()).contentEquals(suffix);
    }

    private static ByteSpan trimmed(ByteSpan self, Args args) {
        ByteSet kept = (args.isNil(2) ? ByteSet.WHITE_SPACE : ByteSet.of(args.byteSpanOrString(2))).complement();
        int from = ByteSearch.firstOf(self, kept, 0);
        return from < 0 ? self.slice(0, 0) : self.slice(from, ByteSearch.lastOf(self, kept, self.length()) + 1);
    }

    private static Varargs byteAt(ByteSpan self, Args args) {
        return LuaValue.valueOf(self.byteAt(index(self, args)));
    }

    private static Varargs setByte(ByteSpan self, Args args) {
        int index = index(self, args);
        self.setByte(index, args.integer(3, 0, 0xFF));
        return LuaValue.NONE;
    }

    private static int index(ByteSpan self, Args args) {
        LuaValue key = args.arg(2);
        double number = key.type() == LuaValue.TNUMBER ? key.todouble() : 0;
        if (number < 1 || number > self.length() || number != Math.rint(number)) {
            throw ErrorCode.of(CoreError.BAD_INDEX).with(LuaValue.valueOf("index"), key);
        }
        return (int) number - 1;
    }

    /** Where a search begins, counted from 0: argument 3, the span's first byte by default. */
    private static int start(ByteSpan self, Args args) {
        return args.isNil(3) ? 0 : args.integer(3, 1, self.length() + 1) - 1;
    }

    /** Behind what byte a backward search ends: argument 3, the span's last byte by default. */
    private static int end(ByteSpan self, Args args) {
        return args.isNil(3) ? self.length() : args.integer(3, 0, self.length());
    }

    private static LuaValue position(int index) {
        return index < 0 ? LuaValue.NIL : LuaValue.valueOf(index + 1);
    }
}
