package org.emilua.lua.compiler;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.emilua.lua.syntax.Expr;
import org.emilua.lua.syntax.FunctionBody;
import org.emilua.lua.syntax.Local;
import org.emilua.lua.syntax.Operator;
import org.emilua.lua.syntax.Stat;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how a function's variables are best held: collects for each which kinds of values its declaration and
 * assignments give it, until nothing changes any more. Begins with the assumption that all are numbers.
 */
final class Kinds {

    private static final int NUMBERS = 1;
    private static final int MAYBE_NUMBERS = 2;
    private static final int OTHERS = 4;
    private static final double LARGEST_START = 1L << 31;
    private static final double LARGEST_STEP = 1 << 16;

    private final Map<Local, Integer> seen = new HashMap<>();
    /** The kinds of expressions that consist of others, as far as is known: who asks for each of them asks no part twice. */
    private final Map<Expr, Kind> composed = new IdentityHashMap<>();
    private final @Nullable FunctionBody ofNumbers;
    private boolean changed;

    private Kinds(@Nullable FunctionBody ofNumbers) {
        this.ofNumbers = ofNumbers;
    }

    /** The kinds of a function's variables. */
    static Kinds of(FunctionBody body) {
        Kinds kinds = new Kinds(null);
        kinds.find(body, OTHERS);
        return kinds;
    }

    /**
     * The kinds of a function's variables when all of its arguments are numbers, if it returns a number then; null if that is
     * not sure. What it returns when it calls itself with numbers is one by induction.
     */
    static @Nullable Kinds ofNumbers(FunctionBody body) {
        Kinds kinds = new Kinds(body);
        kinds.find(body, NUMBERS);
        return NumericReturns.all(body, kinds) ? kinds : null;
    }

    /** How the function gets its arguments. */
    Kind ofArguments() {
        return ofNumbers == null ? Kind.BOXED : Kind.NUMBER;
    }

    private void find(FunctionBody body, int arguments) {
        for (Local parameter : body.parameters) {
            see(parameter, arguments);
        }
        do {
            changed = false;
            block(body.body());
        } while (changed);
    }

    // ---- what is known

    Kind of(Local local) {
        if (local.isCell()) {
            return Kind.CELL;
        }
        int values = seen.getOrDefault(local, 0);
        if (values == OTHERS) {
            return Kind.BOXED;
        }
        return (values & ~NUMBERS) == 0 ? numbers(local) : Kind.DUAL;
    }

    /** A variable that only ever holds numbers; loops over integers mark theirs. */
    private Kind numbers(Local local) {
        return integers.containsKey(local) && !local.isAssigned() ? Kind.INTEGER : Kind.NUMBER;
    }

    private final Map<Local, Boolean> integers = new HashMap<>();

    Kind of(Expr expr) {
        return switch (expr) {
            case Expr.Num e -> Kind.NUMBER;
            case Expr.LocalVar e -> e.local().isCell() ? Kind.BOXED : of(e.local());
            case Expr.Binary e -> e.operator().isArithmetic() ? composed(e) : Kind.BOXED;
            case Expr.Unary e -> composed(e);
            case Expr.Paren e -> isMulti(e.inner()) ? Kind.BOXED : of(e.inner());
            case Expr.Call e -> isNumericCall(e) ? Kind.NUMBER : Kind.BOXED;
            case Expr.Or e -> composed(e);
            default -> Kind.BOXED;
        };
    }

    private Kind composed(Expr expr) {
        Kind kind = composed.get(expr);
        if (kind == null) {
            kind = switch (expr) {
                case Expr.Binary e -> arithmetic(e);
                case Expr.Unary e -> unary(e);
                case Expr.Or e -> choice(e);
                default -> throw new IllegalStateException("consists of no others: " + expr.getClass());
            };
            composed.put(expr, kind);
        }
        return kind;
    }

    /** Whether an expression may have another number of values than one. */
    boolean isMulti(Expr expr) {
        return expr.isMulti() && !(expr instanceof Expr.Call call && isNumericCall(call));
    }

    /** Whether the function calls itself with numbers, and so gets a number. */
    private boolean isNumericCall(Expr.Call call) {
        return ofNumbers != null
                && call.function() instanceof Expr.UpvalueVar variable
                && variable.upvalue().isSelf(ofNumbers)
                && call.args().size() == ofNumbers.parameters.size()
                && call.args().stream().allMatch(arg -> of(arg).isNumeric());
    }

    private Kind arithmetic(Expr.Binary e) {
        Kind left = of(e.left());
        Kind right = of(e.right());
        if (!left.isNumeric() || !right.isNumeric()) {
            return Kind.DUAL;
        }
        return isIntegerOperation(e, left) ? Kind.INTEGER : Kind.NUMBER;
    }

    private static boolean isIntegerOperation(Expr.Binary e, Kind left) {
        if (left != Kind.INTEGER || !(e.right() instanceof Expr.Num constant) || !isInteger(constant.value(), LARGEST_STEP)) {
            return false;
        }
        return e.operator() == Operator.ADD
                || e.operator() == Operator.SUB
                || e.operator() == Operator.MOD && constant.value() > 0;
    }

    private Kind unary(Expr.Unary e) {
        if (e.operator() == Operator.NEG) {
            return of(e.operand()).isNumeric() ? Kind.NUMBER : Kind.DUAL;
        }
        return e.operator() == Operator.LEN ? Kind.DUAL : Kind.BOXED;
    }

    /** {@code condition and number or other} always is one of both. */
    private Kind choice(Expr.Or e) {
        if (!isChoice(e) || !(e.left() instanceof Expr.And and)) {
            return Kind.BOXED;
        }
        return of(and.right()).isNumeric() && of(e.right()).isNumeric() ? Kind.NUMBER : Kind.DUAL;
    }

    boolean isChoice(Expr.Or e) {
        return e.left() instanceof Expr.And and && of(and.right()).isNumeric();
    }

    private static boolean isInteger(double value, double largest) {
        return value == Math.rint(value) && Math.abs(value) <= largest;
    }

    /** Whether a numeric loop counts integers: from an integer by constant integer steps. */
    boolean countsIntegers(Stat.NumericFor loop) {
        Expr step = loop.step();
        boolean integerStep = step == null || step instanceof Expr.Num by && by.value() != 0 && isInteger(by.value(), LARGEST_STEP);
        boolean integerStart = loop.start() instanceof Expr.Num from
                ? isInteger(from.value(), LARGEST_START) && (from.value() != 0 || 1 / from.value() > 0)
                : of(loop.start()) == Kind.INTEGER;
        return integerStep && integerStart;
    }

    // ---- statements

    private void block(List<Stat> statements) {
        for (Stat statement : statements) {
            statement(statement);
        }
    }

    private void statement(Stat statement) {
        switch (statement) {
            case Stat.LocalDeclaration s -> declaration(s);
            case Stat.LocalFunction s -> see(s.local(), OTHERS);
            case Stat.Assignment s -> assignment(s);
            case Stat.Do s -> block(s.body());
            case Stat.While s -> block(s.body());
            case Stat.Repeat s -> block(s.body());
            case Stat.If s -> branches(s);
            case Stat.NumericFor s -> numericFor(s);
            case Stat.GenericFor s -> genericFor(s);
            case Stat.CallStatement s -> {}
            case Stat.Return s -> {}
            case Stat.Break s -> {}
            case Stat.Goto s -> {}
            case Stat.Label s -> {}
        }
    }

    private void declaration(Stat.LocalDeclaration s) {
        for (int i = 0; i < s.locals().size(); i++) {
            see(s.locals().get(i), valueAt(s.values(), i));
        }
    }

    private void assignment(Stat.Assignment s) {
        for (int i = 0; i < s.targets().size(); i++) {
            if (s.targets().get(i) instanceof Expr.LocalVar target) {
                see(target.local(), valueAt(s.values(), i));
            }
        }
    }

    private @Nullable Expr valueAt(List<Expr> values, int index) {
        if (index >= values.size()) {
            return null;
        }
        Expr value = values.get(index);
        return index == values.size() - 1 && isMulti(value) ? null : value;
    }

    private void branches(Stat.If s) {
        for (Stat.Branch branch : s.branches()) {
            block(branch.body());
        }
        if (s.otherwise() != null) {
            block(s.otherwise());
        }
    }

    private void numericFor(Stat.NumericFor s) {
        see(s.variable(), NUMBERS);
        if (countsIntegers(s)) {
            if (integers.put(s.variable(), true) == null) {
                composed.clear();
            }
        } else if (integers.remove(s.variable()) != null) {
            learnt();
        }
        block(s.body());
    }

    /** The first variable of {@code ipairs} is a number. */
    private void genericFor(Stat.GenericFor s) {
        for (int i = 0; i < s.variables().size(); i++) {
            see(s.variables().get(i), i == 0 ? OTHERS | NUMBERS : OTHERS);
        }
        block(s.body());
    }

    private void see(Local local, @Nullable Expr value) {
        see(local, value == null ? OTHERS : switch (of(value)) {
            case NUMBER, INTEGER -> NUMBERS;
            case DUAL -> MAYBE_NUMBERS;
            case BOXED, CELL -> OTHERS;
        });
    }

    private void see(Local local, int values) {
        int known = seen.getOrDefault(local, 0);
        if ((known | values) != known) {
            seen.put(local, known | values);
            learnt();
        }
    }

    private void learnt() {
        changed = true;
        composed.clear();
    }
}
