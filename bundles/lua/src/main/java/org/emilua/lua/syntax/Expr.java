package org.emilua.lua.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/** An expression. Lines are the ones that errors name. */
public sealed interface Expr {

    /** {@code nil}. */
    record Nil() implements Expr {}

    /** {@code true} or {@code false}. */
    record Bool(boolean value) implements Expr {}

    /** A number. */
    record Num(double value) implements Expr {}

    /** A string. */
    record Str(LuaString value) implements Expr {}

    /** {@code ...}. */
    record Dots() implements Expr {}

    /** A function. */
    record Function(FunctionBody body) implements Expr {}

    /** A local variable of the function itself. */
    record LocalVar(Local local) implements Expr {}

    /** A variable of an enclosing function. */
    record UpvalueVar(Upvalue upvalue) implements Expr {}

    /** A global variable. */
    record Global(LuaString name, int line) implements Expr {}

    /** {@code object[key]}. */
    record Index(Expr object, Expr key, int line) implements Expr {}

    /** {@code function(args)}. */
    record Call(Expr function, List<Expr> args, int line) implements Expr {}

    /** {@code object:name(args)}. */
    record MethodCall(Expr object, LuaString name, List<Expr> args, int line) implements Expr {

        /** What errors call the method that is called. */
        public String calledDescription() {
            return "method '" + ByteText.of(name) + "'";
        }
    }

    /** An operator with two operands that are always evaluated. */
    record Binary(Operator operator, Expr left, Expr right, int line) implements Expr {}

    /** {@code a .. b .. c}: two operands or more. */
    record Concat(List<Expr> operands, int line) implements Expr {}

    /** {@code -}, {@code not} or {@code #}. */
    record Unary(Operator operator, Expr operand, int line) implements Expr {}

    /** {@code left and right}. */
    record And(Expr left, Expr right) implements Expr {}

    /** {@code left or right}. */
    record Or(Expr left, Expr right) implements Expr {}

    /** Parentheses: one value of what is inside. */
    record Paren(Expr inner) implements Expr {}

    /** A table constructor: its fields in the order of the text. */
    record Table(List<Field> fields, int line) implements Expr {

        /** Whether the list can be stored before the other fields: none precedes an element, and none has a key that may be an element's. */
        public boolean listFirst() {
            boolean behindKey = false;
            boolean behindElement = false;
            for (Field field : fields) {
                if (field.key() == null) {
                    if (behindKey) {
                        return false;
                    }
                    behindElement = true;
                } else if (behindElement && !(field.key() instanceof Str)) {
                    return false;
                } else {
                    behindKey = true;
                }
            }
            return true;
        }
    }

    /**
     * A field of a table constructor.
     *
     * @param key the key; null for an element of the list
     * @param line where it ends, which is where it is stored
     */
    record Field(@Nullable Expr key, Expr value, int line) {}

    /** Whether the expression may have another number of values than one. */
    default boolean isMulti() {
        return this instanceof Call || this instanceof MethodCall || this instanceof Dots;
    }

    /** What errors call the expression, as in {@code local 'x'}; null if they do not name it. */
    default @Nullable String description() {
        return switch (this) {
            case LocalVar e -> "local '" + e.local().name + "'";
            case UpvalueVar e -> "upvalue '" + e.upvalue().name() + "'";
            case Global e -> "global '" + ByteText.of(e.name()) + "'";
            case Index e -> "field '" + (e.key() instanceof Str key ? ByteText.upToZero(ByteText.of(key.value())) : "?") + "'";
            case Paren e -> e.inner().isMulti() ? null : e.inner().description();
            case Or e -> isFalse(e.left()) || e.left() instanceof And ? e.right().description() : null;
            case And e -> isTrue(e.left()) ? e.right().description() : null;
            default -> null;
        };
    }

    private static boolean isFalse(Expr constant) {
        return constant instanceof Nil || constant instanceof Bool(boolean value) && !value;
    }

    private static boolean isTrue(Expr constant) {
        return isNumber(constant) || constant instanceof Str || constant instanceof Bool(boolean value) && value;
    }

    /** Whether the peers know the expression as a number when they compile it. */
    private static boolean isNumber(Expr constant) {
        return switch (constant) {
            case Num e -> true;
            case Paren e -> isNumber(e.inner());
            case Unary e -> e.operator() == Operator.NEG && isNumber(e.operand());
            case Binary e -> isNumber(e.left()) && switch (e.operator()) {
                case ADD, SUB, MUL, POW -> isNumber(e.right());
                case DIV, MOD -> e.right() instanceof Num divisor && divisor.value() != 0;
                default -> false;
            };
            default -> false;
        };
    }
}
