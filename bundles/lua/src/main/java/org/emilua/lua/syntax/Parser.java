package org.emilua.lua.syntax;

import static org.emilua.lua.syntax.Token.CHARACTER;

import java.util.ArrayList;
import java.util.List;
import org.luaj.vm2.LuaString;

/** Reads the statements of Lua 5.1 with LuaJIT's extensions. One parser reads one chunk, on one thread. */
public final class Parser {

    private final Lexer lexer;
    private final String chunk;
    private final Expressions expressions;
    private final Nesting nesting;
    private Scope scope;

    private Parser(byte[] source, int start, String chunk) {
        this.chunk = chunk;
        lexer = new Lexer(source, start, chunk);
        nesting = new Nesting(lexer);
        FunctionBody main = new FunctionBody(null, chunk, 0);
        main.makeVararg();
        main.name("main chunk");
        scope = new Scope(null, main, lexer);
        expressions = new Expressions(this, lexer, nesting);
    }

    /**
     * Reads a chunk.
     *
     * @param source the text
     * @param start where it begins, behind a first line for the system's loader
     * @param chunk its name as messages show it
     * @throws SyntaxError what is wrong with it
     */
    public static FunctionBody parse(byte[] source, int start, String chunk) throws SyntaxError {
        return new Parser(source, start, chunk).main();
    }

    private FunctionBody main() throws SyntaxError {
        lexer.next();
        List<Stat> statements = block();
        if (lexer.token != Token.EOF) {
            throw expected("<eof>");
        }
        scope.finish();
        scope.function.complete(statements, lexer.line);
        return scope.function;
    }

    Scope scope() {
        return scope;
    }

    // ---- tokens

    SyntaxError expected(String what) {
        return lexer.errorNear("'" + what + "' expected");
    }

    boolean is(char c) {
        return lexer.token == CHARACTER && lexer.character == c;
    }

    boolean accept(char c) throws SyntaxError {
        boolean there = is(c);
        if (there) {
            lexer.next();
        }
        return there;
    }

    private boolean accept(Token token) throws SyntaxError {
        boolean there = lexer.token == token;
        if (there) {
            lexer.next();
        }
        return there;
    }

    void require(char c) throws SyntaxError {
        if (!accept(c)) {
            throw expected(String.valueOf(c));
        }
    }

    private void require(Token token) throws SyntaxError {
        if (!accept(token)) {
            throw expected(token.text);
        }
    }

    /** Requires what closes something that was opened on another line, perhaps. */
    void close(boolean closed, String what, String opener, int line) throws SyntaxError {
        if (!closed) {
            throw line == lexer.line
                    ? expected(what)
                    : lexer.errorNear("'" + what + "' expected (to close '" + opener + "' at line " + line + ")");
        }
    }

    private void close(Token token, Token opener, int line) throws SyntaxError {
        close(accept(token), token.text, opener.text, line);
    }

    LuaString name() throws SyntaxError {
        if (lexer.token != Token.NAME && lexer.token != Token.GOTO) {
            throw expected(Token.NAME.text);
        }
        LuaString name = lexer.string;
        lexer.next();
        return name;
    }

    // ---- blocks

    private boolean atBlockEnd() {
        return switch (lexer.token) {
            case ELSE, ELSEIF, END, EOF, UNTIL -> true;
            default -> false;
        };
    }

    private List<Stat> scopedBlock(boolean isLoop) throws SyntaxError {
        scope.openBlock(isLoop);
        List<Stat> statements = block();
        scope.closeBlock();
        return statements;
    }

    private List<Stat> block() throws SyntaxError {
        nesting.enter();
        List<Stat> statements = new ArrayList<>();
        boolean last = false;
        while (!last && !atBlockEnd()) {
            if (lexer.token == Token.LABEL) {
                labels(statements);
                continue;
            }
            if (accept(';')) {
                continue;
            }
            last = lexer.token == Token.RETURN;
            statements.add(statement());
            accept(';');
        }
        nesting.leave();
        return statements;
    }

    private Stat statement() throws SyntaxError {
        int line = lexer.line;
        return switch (lexer.token) {
            case IF -> ifStatement(line);
            case WHILE -> whileStatement(line);
            case DO -> {
                lexer.next();
                List<Stat> body = scopedBlock(false);
                close(Token.END, Token.DO, line);
                yield new Stat.Do(body);
            }
            case FOR -> forStatement(line);
            case REPEAT -> repeatStatement(line);
            case FUNCTION -> functionStatement(line);
            case LOCAL -> localStatement();
            case RETURN -> returnStatement();
            case BREAK -> breakStatement();
            case GOTO -> lexer.isFollowedByName() ? gotoStatement(line) : expressionStatement();
            default -> expressionStatement();
        };
    }

    // ---- control

    private Stat ifStatement(int line) throws SyntaxError {
        List<Stat.Branch> branches = new ArrayList<>();
        do {
            lexer.next();
            Expr condition = expressions.expression();
            require(Token.THEN);
            branches.add(new Stat.Branch(condition, scopedBlock(false)));
        } while (lexer.token == Token.ELSEIF);
        List<Stat> otherwise = accept(Token.ELSE) ? scopedBlock(false) : null;
        close(Token.END, Token.IF, line);
        return new Stat.If(branches, otherwise);
    }

    private Stat whileStatement(int line) throws SyntaxError {
        lexer.next();
        Expr condition = expressions.expression();
        require(Token.DO);
        List<Stat> body = scopedBlock(true);
        close(Token.END, Token.WHILE, line);
        return new Stat.While(condition, body, line);
    }

    private Stat repeatStatement(int line) throws SyntaxError {
        lexer.next();
        scope.openBlock(true);
        scope.openBlock(false);
        List<Stat> body = block();
        close(Token.UNTIL, Token.REPEAT, line);
        Expr condition = expressions.expression();
        scope.closeBlock();
        scope.closeBlock();
        return new Stat.Repeat(body, condition, line);
    }

    private Stat forStatement(int line) throws SyntaxError {
        lexer.next();
        scope.openBlock(true);
        LuaString first = name();
        Stat loop;
        if (is('=')) {
            loop = numericFor(first, line);
        } else if (is(',') || lexer.token == Token.IN) {
            loop = genericFor(first, line);
        } else {
            throw lexer.errorNear("'=' or 'in' expected");
        }
        scope.closeBlock();
        return loop;
    }

    private Stat numericFor(LuaString name, int line) throws SyntaxError {
        lexer.next();
        Expr start = expressions.expression();
        require(',');
        Expr limit = expressions.expression();
        Expr step = accept(',') ? expressions.expression() : null;
        hidden("(for index)", "(for limit)", "(for step)");
        scope.openBlock(false);
        Local variable = scope.declare(ByteText.of(name), 0);
        scope.activate(List.of(variable));
        int doLine = lexer.line;
        List<Stat> body = loopBody(line);
        return new Stat.NumericFor(variable, start, limit, step, body, doLine);
    }

    private Stat genericFor(LuaString first, int line) throws SyntaxError {
        List<LuaString> names = new ArrayList<>(List.of(first));
        while (accept(',')) {
            names.add(name());
        }
        require(Token.IN);
        int callLine = lexer.line;
        List<Expr> values = expressions.list();
        List<Local> hidden = hidden("(for generator)", "(for state)", "(for control)");
        scope.openBlock(false);
        List<Local> variables = declareAll(names);
        scope.activate(variables);
        List<Stat> body = loopBody(line);
        return new Stat.GenericFor(hidden, variables, values, body, callLine);
    }

    private List<Local> hidden(String... names) throws SyntaxError {
        List<Local> hidden = new ArrayList<>();
        for (String name : names) {
            hidden.add(scope.declare(name, hidden.size()));
        }
        scope.activate(hidden);
        return hidden;
    }

    private List<Local> declareAll(List<LuaString> names) throws SyntaxError {
        List<Local> locals = new ArrayList<>();
        for (LuaString name : names) {
            locals.add(scope.declare(ByteText.of(name), locals.size()));
        }
        return locals;
    }

    private List<Stat> loopBody(int line) throws SyntaxError {
        require(Token.DO);
        List<Stat> body = block();
        scope.closeBlock();
        close(Token.END, Token.FOR, line);
        return body;
    }

    private Stat breakStatement() throws SyntaxError {
        int line = lexer.line;
        lexer.next();
        scope.checkBreak(line);
        return new Stat.Break();
    }

    private Stat gotoStatement(int line) throws SyntaxError {
        lexer.next();
        return scope.jump(ByteText.of(name()), line);
    }

    /** Labels and semicolons in a row; all of them count as the block's end if nothing else follows. */
    private void labels(List<Stat> statements) throws SyntaxError {
        List<Stat.Label> labels = new ArrayList<>();
        while (lexer.token == Token.LABEL) {
            lexer.next();
            labels.add(scope.label(ByteText.of(name())));
            require(Token.LABEL);
            while (accept(';')) {
                continue;
            }
        }
        for (Stat.Label label : labels) {
            scope.settle(label, atBlockEnd() && lexer.token != Token.UNTIL);
        }
        statements.addAll(labels);
    }

    private Stat returnStatement() throws SyntaxError {
        int line = lexer.line;
        lexer.next();
        List<Expr> values = atBlockEnd() || is(';') ? List.of() : expressions.list();
        return new Stat.Return(values, line);
    }

    // ---- functions and variables

    private Stat functionStatement(int line) throws SyntaxError {
        lexer.next();
        LuaString first = name();
        StringBuilder full = new StringBuilder(ByteText.of(first));
        Expr target = expressions.variable(first, lexer.lastLine);
        boolean isMethod = false;
        while (!isMethod && (is('.') || is(':'))) {
            isMethod = is(':');
            full.append((char) lexer.character);
            lexer.next();
            LuaString key = name();
            full.append(ByteText.of(key));
            target = new Expr.Index(target, new Expr.Str(key), lexer.lastLine);
        }
        Expr.Function function = function(isMethod, line, full.toString());
        expressions.assign(target);
        return new Stat.Assignment(List.of(stored(target, line)), List.of(function), line);
    }

    /** A function from its parameters on. */
    Expr.Function function(boolean isMethod, int line, String name) throws SyntaxError {
        FunctionBody body = new FunctionBody(scope.function, chunk, line);
        body.name(name);
        return function(body, isMethod);
    }

    private Expr.Function function(FunctionBody body, boolean isMethod) throws SyntaxError {
        scope = new Scope(scope, body, lexer);
        if (isMethod) {
            parameter("self");
        }
        require('(');
        if (!is(')')) {
            parameters();
        }
        require(')');
        List<Stat> statements = block();
        int end = lexer.line;
        close(Token.END, Token.FUNCTION, body.line);
        scope.finish();
        body.complete(statements, end);
        Scope outer = scope.outer;
        if (outer == null) {
            throw new IllegalStateException("a function inside nothing");
        }
        scope = outer;
        return new Expr.Function(body);
    }

    private void parameters() throws SyntaxError {
        do {
            if (accept(Token.DOTS)) {
                scope.function.makeVararg();
                return;
            }
            if (lexer.token != Token.NAME && lexer.token != Token.GOTO) {
                throw lexer.errorNear("<name> or '...' expected");
            }
            parameter(ByteText.of(name()));
        } while (accept(','));
    }

    private void parameter(String name) throws SyntaxError {
        Local parameter = scope.declare(name, 0);
        scope.function.parameters.add(parameter);
        scope.activate(List.of(parameter));
    }

    private Stat localStatement() throws SyntaxError {
        lexer.next();
        int line = lexer.line;
        if (accept(Token.FUNCTION)) {
            return localFunction(line);
        }
        List<LuaString> names = new ArrayList<>();
        do {
            names.add(name());
            scope.declare("", names.size() - 1);
        } while (accept(','));
        List<Expr> values = List.of();
        if (accept('=')) {
            values = expressions.list();
            expressions.nameFunction(values, ByteText.of(names.getFirst()));
        }
        List<Local> locals = declareAll(names);
        scope.activate(locals);
        return new Stat.LocalDeclaration(locals, values, lexer.lastLine);
    }

    private Stat localFunction(int line) throws SyntaxError {
        Local local = scope.declare(ByteText.of(name()), 0);
        scope.activate(List.of(local));
        FunctionBody body = new FunctionBody(scope.function, chunk, line);
        body.name(local.name);
        local.function = body;
        return new Stat.LocalFunction(local, function(body, false));
    }

    private Stat expressionStatement() throws SyntaxError {
        Expr first = expressions.suffixed();
        if (first instanceof Expr.Call || first instanceof Expr.MethodCall) {
            if (!is('=') && !is(',')) {
                return new Stat.CallStatement(first);
            }
            throw lexer.errorNear("unexpected symbol");
        }
        return assignment(first);
    }

    private Stat assignment(Expr first) throws SyntaxError {
        List<Expr> targets = new ArrayList<>();
        checkTarget(first);
        targets.add(first);
        while (accept(',')) {
            Expr target = expressions.suffixed();
            checkTarget(target);
            targets.add(target);
            if (targets.size() > 200) {
                throw lexer.error("main function has more than 200 variable names");
            }
        }
        require('=');
        List<Expr> values = expressions.list();
        targets.forEach(expressions::assign);
        expressions.nameFunction(values, expressions.nameOf(first));
        int line = lexer.lastLine;
        return new Stat.Assignment(targets.stream().map(target -> stored(target, line)).toList(), values, line);
    }

    /** An assignment's target, whose line is where the assignment happens. */
    private static Expr stored(Expr target, int line) {
        return target instanceof Expr.Index field ? new Expr.Index(field.object(), field.key(), line) : target;
    }

    private void checkTarget(Expr target) throws SyntaxError {
        boolean assignable = target instanceof Expr.LocalVar
                || target instanceof Expr.UpvalueVar
                || target instanceof Expr.Global
                || target instanceof Expr.Index;
        if (!assignable) {
            throw lexer.errorNear("syntax error");
        }
    }
}
