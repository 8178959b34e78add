package org.emilua.lua.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/** Reads expressions. */
final class Expressions {

    /** Functions that look at their caller's frame. */
    private static final Set<String> FRAME_FUNCTIONS = Set.of("setfenv", "getfenv");

    private static final int UNARY_PRIORITY = 8;

    private final Parser parser;
    private final Lexer lexer;
    private final Nesting nesting;

    Expressions(Parser parser, Lexer lexer, Nesting nesting) {
        this.parser = parser;
        this.lexer = lexer;
        this.nesting = nesting;
    }

    List<Expr> list() throws SyntaxError {
        List<Expr> list = new ArrayList<>();
        do {
            list.add(expression());
        } while (parser.accept(','));
        return list;
    }

    Expr expression() throws SyntaxError {
        return operation(0);
    }

    // ---- operators

    /** A binary operator: how strongly it binds to the left and to the right. */
    private record Binding(@Nullable Operator operator, int left, int right) {}

    private static final Binding OR = new Binding(null, 1, 1);
    private static final Binding AND = new Binding(null, 2, 2);
    private static final Binding CONCAT = new Binding(null, 5, 4);
    private static final Binding EQ = new Binding(Operator.EQ, 3, 3);
    private static final Binding NE = new Binding(Operator.NE, 3, 3);
    private static final Binding LE = new Binding(Operator.LE, 3, 3);
    private static final Binding GE = new Binding(Operator.GE, 3, 3);
    private static final Binding LT = new Binding(Operator.LT, 3, 3);
    private static final Binding GT = new Binding(Operator.GT, 3, 3);
    private static final Binding ADD = new Binding(Operator.ADD, 6, 6);
    private static final Binding SUB = new Binding(Operator.SUB, 6, 6);
    private static final Binding MUL = new Binding(Operator.MUL, 7, 7);
    private static final Binding DIV = new Binding(Operator.DIV, 7, 7);
    private static final Binding MOD = new Binding(Operator.MOD, 7, 7);
    private static final Binding POW = new Binding(Operator.POW, 10, 9);

    private @Nullable Binding binary() {
        return switch (lexer.token) {
            case OR -> OR;
            case AND -> AND;
            case CONCAT -> CONCAT;
            case EQ -> EQ;
            case NE -> NE;
            case LE -> LE;
            case GE -> GE;
            case CHARACTER -> switch (lexer.character) {
                case '<' -> LT;
                case '>' -> GT;
                case '+' -> ADD;
                case '-' -> SUB;
                case '*' -> MUL;
                case '/' -> DIV;
                case '%' -> MOD;
                case '^' -> POW;
                default -> null;
            };
            default -> null;
        };
    }

    private @Nullable Operator unary() {
        if (lexer.token == Token.NOT) {
            return Operator.NOT;
        }
        return parser.is('-') ? Operator.NEG : parser.is('#') ? Operator.LEN : null;
    }

    /** An operation whose operators all bind stronger than {@code limit}. */
    private Expr operation(int limit) throws SyntaxError {
        nesting.enter();
        Operator prefix = unary();
        Expr left;
        if (prefix != null) {
            lexer.next();
            left = unary(prefix, operation(UNARY_PRIORITY));
        } else {
            left = simple();
        }
        for (Binding next = binary(); next != null && next.left > limit; next = binary()) {
            lexer.next();
            left = combine(next, left, operation(next.right));
        }
        nesting.leave();
        return left;
    }

    private Expr unary(Operator operator, Expr operand) {
        return operator == Operator.NEG && operand instanceof Expr.Num number
                ? new Expr.Num(-number.value())
                : new Expr.Unary(operator, operand, lexer.lastLine);
    }

    private Expr combine(Binding binding, Expr left, Expr right) {
        if (binding == OR) {
            return new Expr.Or(left, right);
        } else if (binding == AND) {
            return new Expr.And(left, right);
        }
        Operator operator = binding.operator;
        return operator == null ? concat(left, right) : new Expr.Binary(operator, left, right, lexer.lastLine);
    }

    /** The right operand of a concatenation takes all that follow; they become operands of one. */
    private Expr concat(Expr left, Expr right) {
        List<Expr> operands = new ArrayList<>();
        operands.add(left);
        if (right instanceof Expr.Concat more) {
            operands.addAll(more.operands());
        } else {
            operands.add(right);
        }
        return new Expr.Concat(operands, lexer.lastLine);
    }

    // ---- operands

    private Expr simple() throws SyntaxError {
        Expr constant = switch (lexer.token) {
            case NUMBER -> new Expr.Num(lexer.number);
            case STRING -> new Expr.Str(lexer.string);
            case NIL -> new Expr.Nil();
            case TRUE -> new Expr.Bool(true);
            case FALSE -> new Expr.Bool(false);
            case DOTS -> dots();
            default -> null;
        };
        if (constant != null) {
            lexer.next();
            return constant;
        }
        if (lexer.token == Token.FUNCTION) {
            int line = lexer.line;
            lexer.next();
            return parser.function(false, line, "anonymous");
        }
        return parser.is('{') ? table() : suffixed();
    }

    private Expr dots() throws SyntaxError {
        FunctionBody function = parser.scope().function;
        if (!function.isVararg()) {
            throw lexer.errorNear("cannot use '...' outside a vararg function");
        }
        function.useVarargs();
        return new Expr.Dots();
    }

    private Expr primary() throws SyntaxError {
        if (parser.is('(')) {
            int line = lexer.line;
            lexer.next();
            Expr inner = expression();
            parser.close(parser.accept(')'), ")", "(", line);
            return inner instanceof Expr.Str ? inner : new Expr.Paren(inner); // errors name a field by a string in parentheses too
        }
        if (lexer.token == Token.NAME || lexer.token == Token.GOTO) {
            LuaString name = lexer.string;
            lexer.next();
            return variable(name, lexer.lastLine);
        }
        throw lexer.errorNear("unexpected symbol");
    }

    /** A variable by its name: local, captured or global. */
    Expr variable(LuaString name, int line) throws SyntaxError {
        String text = ByteText.of(name);
        Scope scope = parser.scope();
        if (FRAME_FUNCTIONS.contains(text)) {
            scope.function.seeFrames();
        }
        Local local = scope.findLocal(text);
        if (local != null) {
            return new Expr.LocalVar(local);
        }
        Upvalue upvalue = scope.findUpvalue(text);
        return upvalue != null ? new Expr.UpvalueVar(upvalue) : new Expr.Global(name, line);
    }

    Expr suffixed() throws SyntaxError {
        Expr expr = primary();
        while (true) {
            int line = lexer.line;
            if (parser.is('.')) {
                lexer.next();
                LuaString key = parser.name();
                if (FRAME_FUNCTIONS.contains(ByteText.of(key))) {
                    parser.scope().function.seeFrames();
                }
                expr = new Expr.Index(expr, new Expr.Str(key), lexer.lastLine);
            } else if (parser.is('[')) {
                lexer.next();
                Expr key = expression();
                parser.require(']');
                expr = new Expr.Index(expr, key, lexer.lastLine);
            } else if (parser.is(':')) {
                lexer.next();
                LuaString name = parser.name();
                int at = lexer.line;
                expr = new Expr.MethodCall(expr, name, arguments(), at);
            } else if (parser.is('(') || parser.is('{') || lexer.token == Token.STRING) {
                expr = new Expr.Call(expr, arguments(), line);
            } else {
                return expr;
            }
        }
    }

    private List<Expr> arguments() throws SyntaxError {
        if (lexer.token == Token.STRING) {
            Expr only = new Expr.Str(lexer.string);
            lexer.next();
            return List.of(only);
        }
        if (parser.is('{')) {
            return List.of(table());
        }
        if (!parser.is('(')) {
            throw lexer.errorNear("function arguments expected");
        }
        int line = lexer.line;
        lexer.next();
        if (parser.accept(')')) {
            return List.of();
        }
        List<Expr> args = list();
        parser.close(parser.accept(')'), ")", "(", line);
        if (args.size() > 250) {
            throw lexer.errorNear("function or expression too complex");
        }
        return args;
    }

    private Expr table() throws SyntaxError {
        int line = lexer.line;
        parser.require('{');
        List<Expr.Field> fields = new ArrayList<>();
        while (!parser.is('}')) {
            fields.add(field());
            if (!parser.accept(',') && !parser.accept(';')) {
                break;
            }
        }
        parser.close(parser.accept('}'), "}", "{", line);
        return new Expr.Table(fields, line);
    }

    private Expr.Field field() throws SyntaxError {
        if (parser.is('[')) {
            lexer.next();
            Expr key = expression();
            parser.require(']');
            parser.require('=');
            return field(key, expression());
        }
        if (lexer.token == Token.NAME && lexer.isFollowedByAssignment()) {
            LuaString name = parser.name();
            lexer.next();
            Expr value = expression();
            nameFunction(List.of(value), ByteText.of(name));
            return field(new Expr.Str(name), value);
        }
        return field(null, expression());
    }

    private Expr.Field field(@Nullable Expr key, Expr value) {
        return new Expr.Field(key, value, lexer.lastLine);
    }

    // ---- what assignments tell

    void assign(Expr target) {
        if (target instanceof Expr.LocalVar variable) {
            variable.local().assign();
        } else if (target instanceof Expr.UpvalueVar variable) {
            variable.upvalue().local().assign();
        }
    }

    /** Names the function that is the first of the values for people. */
    void nameFunction(List<Expr> values, String name) {
        if (values.getFirst() instanceof Expr.Function function && function.body().name().equals("anonymous")) {
            function.body().name(name);
        }
    }

    String nameOf(Expr target) {
        return switch (target) {
            case Expr.LocalVar e -> e.local().name;
            case Expr.UpvalueVar e -> e.upvalue().name();
            case Expr.Global e -> ByteText.of(e.name());
            case Expr.Index e when e.key() instanceof Expr.Str key -> nameOf(e.object()) + "." + ByteText.of(key.value());
            default -> "anonymous";
        };
    }
}
