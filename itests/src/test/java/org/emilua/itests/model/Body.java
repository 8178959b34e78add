package org.emilua.itests.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What belongs to the body of a fiber, or of a coroutine, wherever it runs: its scopes with their cleanup handlers, and the
 * protected calls it is in.
 */
final class Body {

    /** A protected call, and what a message handler made of the error that is on its way to it. */
    static final class Protection {
        final List<Statement> handler;
        final int number;
        Raised handled;
        Value outcome;

        Protection(int number, List<Statement> handler) {
            this.number = number;
            this.handler = handler;
        }
    }

    private final Deque<Deque<Statement>> scopes = new ArrayDeque<>();
    private final Deque<Protection> protections = new ArrayDeque<>();
    private int cleanups;
    private int scopesOfCleanup;

    void openScope() {
        scopes.push(new ArrayDeque<>());
    }

    void closeScope() {
        scopes.pop();
    }

    void pushCleanup(Statement handler) {
        checkOwnScope();
        scopes.element().push(handler);
    }

    /** The handler that was pushed last in the innermost scope, which is taken from it; null if there is none. */
    Statement popCleanup() {
        return scopes.element().poll();
    }

    /** A cleanup handler, or a message handler, begins; what it returns goes to {@link #handlerEnded}. */
    int handlerBegins() {
        int outer = scopesOfCleanup;
        scopesOfCleanup = scopes.size();
        cleanups++;
        return outer;
    }

    void handlerEnded(int outer) {
        scopesOfCleanup = outer;
        cleanups--;
    }

    boolean inHandler() {
        return cleanups > 0;
    }

    /** What a handler does to the scope that it was pushed in is its own secret. */
    void checkOwnScope() {
        if (cleanups > 0 && scopes.size() == scopesOfCleanup) {
            throw new Unspecified("a handler changes the scope that it belongs to");
        }
    }

    void protect(Protection protection) {
        protections.push(protection);
    }

    void unprotect() {
        protections.pop();
    }

    /** The innermost protected call, or null. */
    Protection protection() {
        return protections.peek();
    }
}
