package org.emilua.lua.code;

import java.util.List;
import org.emilua.lua.syntax.ByteText;
import org.emilua.lua.syntax.Expr;
import org.emilua.lua.syntax.Stat;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Makes the errors that the language itself raises, in Lua's words and with the position where they happened. */
public final class Errors {

    /** A message of this length has the positions of so many coroutines that nobody wants another one. */
    private static final int LONG_MESSAGE = 10_000;

    private Errors() {}

    // ---- errors of library functions

    /** An error that a library function raises: {@code message} behind the position of the Lua code that called it. */
    public static LuaError raise(String message) {
        return raiseBytes(ByteText.encode(message));
    }

    /** An error like {@link #raise} whose message is a {@link ByteText}. */
    public static LuaError raiseBytes(String message) {
        return new ScriptError(ByteText.string(position(1) + message));
    }

    /** An error like {@link #raise}, which passes on an error of a coroutine together with the calls that it came from. */
    public static LuaError raiseAgain(LuaString message, LuaError inner) {
        boolean more = message.length() < LONG_MESSAGE;
        return new ScriptError(more ? ByteText.string(position(1) + ByteText.of(message)) : message, inner);
    }

    /**
     * {@code chunk:line: } of the function at a level, of which 1 is the caller of the library function that runs; or nothing. A
     * {@link ByteText}.
     */
    public static String position(int level) {
        CallStack.Level found = CallStack.at(level);
        return found == null ? "" : found.position();
    }

    /**
     * What is wrong with an argument of the library function that runs: {@code bad argument #index to 'name' (problem)}.
     * The name is the one that the call used, and a method's object does not count.
     *
     * @param index the argument's index, the first is 1
     */
    public static LuaError argument(int index, String problem) {
        List<CallStack.Level> levels = CallStack.captureInCoroutine(2);
        CallStack.Level caller = levels.size() > 1 ? levels.get(1) : null;
        Object site = caller == null ? null : caller.site();
        String name = nameOfCalled(site);
        int counted = site instanceof Expr.MethodCall ? index - 1 : index;
        String position = caller == null ? "" : caller.position();
        String message = counted == 0
                ? "calling '" + name + "' on bad self (" + ByteText.encode(problem) + ")"
                : "bad argument #" + counted + " to '" + name + "' (" + ByteText.encode(problem) + ")";
        return new ScriptError(ByteText.string(position + message));
    }

    private static String nameOfCalled(@Nullable Object site) {
        String description = called(site);
        return description != null ? nameIn(description) : site instanceof Stat.GenericFor ? "(for generator)" : "?";
    }

    /** What errors call the function that is called at a place, as in {@code method 'x'}; null if they do not name it. */
    static @Nullable String called(@Nullable Object site) {
        return switch (site) {
            case Expr.Call call -> call.function().description();
            case Expr.MethodCall call -> call.calledDescription();
            case null, default -> null;
        };
    }

    /** The name in a description such as {@code local 'x'}. */
    static String nameIn(String description) {
        return description.substring(description.indexOf('\'') + 1, description.length() - 1);
    }

    /** An argument of the wrong type: {@code expected expected, got type}. */
    public static LuaError argumentType(int index, String expected, LuaValue got) {
        return argument(index, expected + " expected, got " + (got == LuaValue.NONE ? "no value" : got.typename()));
    }

    // ---- errors of operations

    /** An error of an operation: {@code message} behind the position of the Lua function that runs. */
    public static LuaError runtime(String message) {
        return new ScriptError(ByteText.string(position(0) + message));
    }

    private static LuaError about(String operation, @Nullable String variable, LuaValue culprit, CallStack.@Nullable Level level) {
        String name = variable == null ? "a " + culprit.typename() + " value" : variable + " (a " + culprit.typename() + " value)";
        String position = level == null ? "" : level.position();
        return new ScriptError(ByteText.string(position + "attempt to " + operation + " " + name));
    }

    /** Calling a value that cannot be called. */
    public static LuaError call(LuaValue f) {
        CallStack.Level level = CallStack.at(0);
        return about("call", called(level == null ? null : level.site()), f, level);
    }

    /** Indexing a value that has no fields. */
    public static LuaError index(LuaValue object) {
        CallStack.Level level = CallStack.at(0);
        Expr indexed = switch (level == null ? null : level.site()) {
            case Expr.Index e -> e.object();
            case Expr.MethodCall e -> e.object();
            case null, default -> null;
        };
        return about("index", indexed == null ? null : indexed.description(), object, level);
    }

    /** Indexing a value that has no fields and that some other inherits from. */
    public static LuaError indexInherited(LuaValue object) {
        return about("index", null, object, CallStack.at(0));
    }

    /** Arithmetic on values that do not allow it. */
    public static LuaError arithmetic(LuaValue a, LuaValue b) {
        boolean firstIsFine = Conversions.toNumber(a) instanceof LuaNumber;
        CallStack.Level level = CallStack.at(0);
        Expr operand = switch (level == null ? null : level.site()) {
            case Expr.Binary e -> firstIsFine ? e.right() : e.left();
            case Expr.Unary e -> e.operand();
            case null, default -> null;
        };
        return about("perform arithmetic on", operand == null ? null : operand.description(), firstIsFine ? b : a, level);
    }

    /** Concatenating a value that is no text; {@code index} is that of the operand, -1 for a result in between. */
    public static LuaError concat(LuaValue culprit, int index) {
        CallStack.Level level = CallStack.at(0);
        Expr operand = level != null && level.site() instanceof Expr.Concat e && index >= 0 ? e.operands().get(index) : null;
        return about("concatenate", operand == null ? null : operand.description(), culprit, level);
    }

    /** Asking for the length of a value without one. */
    public static LuaError length(LuaValue culprit) {
        CallStack.Level level = CallStack.at(0);
        Expr operand = level != null && level.site() instanceof Expr.Unary e ? e.operand() : null;
        return about("get length of", operand == null ? null : operand.description(), culprit, level);
    }

    /** Comparing values that have no order. */
    public static LuaError compare(LuaValue a, LuaValue b) {
        String first = a.typename();
        String second = b.typename();
        return runtime(first.equals(second)
                ? "attempt to compare two " + first + " values"
                : "attempt to compare " + first + " with " + second);
    }

    /** A numeric loop whose {@code part} is no number. */
    public static LuaError loop(String part) {
        return runtime("'for' " + part + " must be a number");
    }
}
