package org.emilua.itests.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Writes programs in Lua. */
final class Renderer {

    /** What every script begins with. */
    static final String PRELUDE = prelude();

    private static final String LOCALS = "F, K, W, M, C, G, S, P, U, L, B, say, catch, running, count, sleep, raise_again";
    private static final String FIELDS = "p." + LOCALS.replace(", ", ", p.");

    private final StringBuilder out = new StringBuilder();
    private int depth;

    private Renderer() {}

    private static String prelude() {
        try (InputStream in = Renderer.class.getResourceAsStream("prelude.lua")) {
            if (in == null) {
                throw new IllegalStateException("prelude.lua is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A script of which the program is the main fiber. */
    static String script(Program program, double tick) {
        return PRELUDE + "\nlocal p = objects(':', " + tick + ")\nlocal " + LOCALS + " = " + FIELDS + "\n"
                + "p.main(" + function(program) + ")\n";
    }

    /** The definition of a Lua function with one parameter, its objects, that is the program. */
    static String definition(Program program) {
        return "function(p)\nlocal " + LOCALS + " = " + FIELDS + "\nreturn p.main(" + function(program) + ")\nend";
    }

    /** The program alone. */
    static String function(Program program) {
        Renderer renderer = new Renderer();
        renderer.function("", program.body());
        return renderer.out.toString();
    }

    private void function(String parameters, List<Statement> body) {
        out.append("function(").append(parameters).append(")\n");
        block(body);
        indent().append("end");
    }

    private void block(List<Statement> body) {
        depth++;
        for (Statement statement : body) {
            indent();
            statement(statement);
            out.append('\n');
        }
        depth--;
    }

    private StringBuilder indent() {
        return out.append("    ".repeat(depth));
    }

    private static String values(List<Value> values) {
        return values.stream().map(Value::text).collect(Collectors.joining(", "));
    }

    private static String more(List<Value> values) {
        return values.isEmpty() ? "" : ", " + values(values);
    }

    private void say(Statement at, String expression) {
        out.append("say(").append(at.number()).append(expression.isEmpty() ? "" : ", ").append(expression).append(')');
    }

    /** An expression with the body as the last argument of its call. */
    private void enclose(Statement at, String before, String parameters, String after) {
        out.append(before);
        function(parameters, at.body());
        out.append(after);
    }

    private void statement(Statement at) {
        int first = at.first();
        switch (at.operation()) {
            case SPAWN -> enclose(at, "F[" + first + "] = p.spawn('f" + first + "', ", "", ") say(" + at.number() + ")");
            case JOIN -> say(at, "F[" + first + "]:join()");
            case DETACH -> say(at, "F[" + first + "]:detach()");
            case INTERRUPT -> say(at, "F[" + first + "]:interrupt()");
            case CAUGHT -> say(at, "F[" + first + "].interruption_caught");
            case JOINABLE -> say(at, "F[" + first + "].joinable");
            case FORGET -> say(at, "p.forget(" + first + ")");
            case YIELD, FORBID_SUSPEND, ALLOW_SUSPEND, DISABLE_INTERRUPTION, RESTORE_INTERRUPTION ->
                    say(at, "this_fiber." + at.operation().name().toLowerCase(java.util.Locale.ROOT) + "()");
            case SLEEP -> say(at, "sleep(" + first + ")");
            case IS_MAIN -> say(at, "this_fiber.is_main");
            case COUNT -> say(at, "count()");
            case ADD_THREAD -> say(at, "p.add_thread()");
            case LOCK -> say(at, "M[" + first + "]:lock()");
            case UNLOCK -> say(at, "M[" + first + "]:unlock()");
            case WAIT -> say(at, "C[" + first + "]:wait(M[" + at.second() + "])");
            case NOTIFY_ONE -> say(at, "C[" + first + "]:notify_one()");
            case NOTIFY_ALL -> say(at, "C[" + first + "]:notify_all()");
            case ACQUIRE -> say(at, "S[" + first + "]:acquire(" + at.second() + ")");
            case TRY_ACQUIRE -> say(at, "S[" + first + "]:try_acquire(" + at.second() + "), S[" + first + "].available");
            case RELEASE -> say(at, "S[" + first + "]:release(" + at.second() + ")");
            case GET -> say(at, "U[" + first + "]:get()");
            case SET_VALUE -> say(at, "P[" + first + "]:set_value(" + values(at.values()) + ")");
            case SET_ERROR -> say(at, "P[" + first + "]:set_error(" + values(at.values()) + ")");
            case IS_READY -> say(at, "U[" + first + "].is_ready");
            case SELECT -> say(at, "sync.select{S[" + first + "], U[" + at.second() + "]}");
            case COUNT_DOWN -> say(at, "L[" + first + "]:count_down(" + at.second() + ")");
            case AWAIT -> say(at, "L[" + first + "]:wait()");
            case ARRIVE -> say(at, "L[" + first + "]:arrive_and_wait(" + at.second() + ")");
            case TRY_AWAIT -> say(at, "L[" + first + "]:try_wait()");
            case MEET -> say(at, "B[" + first + "]:arrive_and_wait()");
            case DROP -> say(at, "B[" + first + "]:arrive_and_drop()");
            case RAISE -> out.append("error(").append(values(at.values())).append(", 0)");
            case RAISE_AGAIN -> out.append("raise_again()");
            case CREATE, WRAP, RESUME, CALL_WRAPPED, CO_YIELD, STATUS, RUNNING -> coroutine(at);
            case RETURN -> out.append("do return ").append(values(at.values())).append(" end");
            case SET -> out.append("G[").append(first).append("] = true");
            case MISTAKE -> say(at, Operation.MISTAKES[first][0]);
            case CLEANUP_POP -> say(at, "scope_cleanup_pop(" + Operation.EXECUTE[first] + ")");
            default -> compound(at);
        }
    }

    private void coroutine(Statement at) {
        int first = at.first();
        String entry = ") say(" + at.number() + ")";
        switch (at.operation()) {
            case CREATE -> body(at, "K[" + first + "] = p.create('k" + first + "', ", entry);
            case WRAP -> body(at, "W[" + first + "] = p.wrap('w" + first + "', ", entry);
            case RESUME -> say(at, "coroutine.resume(K[" + first + "]" + more(at.values()) + ")");
            case CALL_WRAPPED -> say(at, "W[" + first + "](" + values(at.values()) + ")");
            case CO_YIELD -> say(at, "coroutine.yield(" + values(at.values()) + ")");
            case STATUS -> say(at, "coroutine.status(K[" + first + "])");
            default -> say(at, "running()");
        }
    }

    /** A coroutine's function, which begins with a line of the trace. */
    private void body(Statement at, String before, String after) {
        out.append(before);
        marked(at, "...", "'enter', ...", at.body(), after);
    }

    private void compound(Statement at) {
        switch (at.operation()) {
            case PCALL -> enclose(at, "say(" + at.number() + ", catch(pcall(", "", ")))");
            case XPCALL -> {
                enclose(at, "say(" + at.number() + ", catch(xpcall(", "", ", ");
                marked(at, "e", "'handler', e", at.handler(), ")))");
            }
            case SCOPE -> enclose(at, "scope(", "", ") say(" + at.number() + ")");
            case CLEANUP_PUSH -> {
                out.append("scope_cleanup_push(");
                marked(at, "", "'cleanup'", at.body(), ") say(" + at.number() + ")");
            }
            case CALL -> enclose(at, "way." + Operation.WAYS[at.first()] + "(", "", ") say(" + at.number() + ")");
            case LOOP -> nested(at, "for _ = 1, " + at.first() + " do");
            case WHEN -> nested(at, "if G[" + at.first() + "] then");
            case UNTIL -> nested(at, "for _ = 1, " + at.second() + " do if G[" + at.first() + "] then break end");
            default -> throw new IllegalArgumentException(at.operation().name());
        }
    }

    private void marked(Statement at, String parameters, String mark, List<Statement> body, String after) {
        out.append("function(").append(parameters).append(")\n");
        depth++;
        indent();
        say(at, mark);
        out.append('\n');
        depth--;
        block(body);
        indent().append("end").append(after);
    }

    private void nested(Statement at, String head) {
        out.append(head).append('\n');
        block(at.body());
        indent().append("end");
    }
}
