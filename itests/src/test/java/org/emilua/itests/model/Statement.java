package org.emilua.itests.model;

import java.util.ArrayList;
import java.util.List;

/**
 * One step of a program.
 *
 * @param number names the step in traces
 * @param operation what it does
 * @param first an operand
 * @param second another
 * @param values what it passes
 * @param body what it runs, or has run later
 * @param handler the message handler of {@link Operation#XPCALL}
 */
record Statement(
        int number, Operation operation, int first, int second, List<Value> values, List<Statement> body, List<Statement> handler) {

    Statement {
        values = List.copyOf(values);
        body = List.copyOf(body);
        handler = List.copyOf(handler);
    }

    Statement with(List<Statement> newBody, List<Statement> newHandler) {
        return new Statement(number, operation, first, second, values, newBody, newHandler);
    }

    Statement withFirst(int operand) {
        return new Statement(number, operation, operand, second, values, body, handler);
    }

    Statement withValues(List<Value> newValues) {
        return new Statement(number, operation, first, second, newValues, body, handler);
    }

    /** This statement and all in it. */
    List<Statement> all() {
        List<Statement> found = new ArrayList<>();
        collect(this, found);
        return found;
    }

    private static void collect(Statement statement, List<Statement> found) {
        found.add(statement);
        statement.body.forEach(inner -> collect(inner, found));
        statement.handler.forEach(inner -> collect(inner, found));
    }
}
