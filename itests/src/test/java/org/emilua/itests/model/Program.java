package org.emilua.itests.model;

import java.util.List;

/** A program: what its main fiber does. It has {@link #OBJECTS} objects of each kind. */
record Program(List<Statement> body) {

    /** How many mutexes there are, and as many condition variables, semaphores, futures, latches, barriers and flags. */
    static final int OBJECTS = 2;

    Program {
        body = List.copyOf(body);
    }

    /** How many statements it has. */
    int size() {
        return body.stream().mapToInt(statement -> statement.all().size()).sum();
    }

    boolean uses(Operation operation) {
        return body.stream().flatMap(statement -> statement.all().stream()).anyMatch(s -> s.operation() == operation);
    }
}
