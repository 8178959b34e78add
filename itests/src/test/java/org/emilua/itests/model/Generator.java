package org.emilua.itests.model;

import static org.emilua.itests.model.Operation.*;
import static org.emilua.itests.model.Operation.ACQUIRE;
import static org.emilua.itests.model.Operation.GET;
import static org.emilua.itests.model.Operation.IS_READY;
import static org.emilua.itests.model.Operation.RELEASE;
import static org.emilua.itests.model.Operation.SELECT;
import static org.emilua.itests.model.Operation.SET_ERROR;
import static org.emilua.itests.model.Operation.SET_VALUE;
import static org.emilua.itests.model.Operation.TRY_ACQUIRE;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.emilua.itests.fuzz.Dice;

/**
 * Makes programs. Each favours some operations and does without others, so that all combinations get their share. Programs
 * that do what the reference leaves open are replaced.
 */
final class Generator {

    /** How often a program has an operation, compared with others. */
    static final Map<Operation, Integer> WEIGHTS = new EnumMap<>(Map.ofEntries(
            Map.entry(SPAWN, 80), Map.entry(JOIN, 90), Map.entry(DETACH, 20), Map.entry(INTERRUPT, 90), Map.entry(CAUGHT, 10),
            Map.entry(JOINABLE, 25), Map.entry(YIELD, 130), Map.entry(SLEEP, 60), Map.entry(FORBID_SUSPEND, 12),
            Map.entry(ALLOW_SUSPEND, 4), Map.entry(DISABLE_INTERRUPTION, 25), Map.entry(RESTORE_INTERRUPTION, 8),
            Map.entry(IS_MAIN, 4), Map.entry(COUNT, 10), Map.entry(LOCK, 55), Map.entry(UNLOCK, 12), Map.entry(WAIT, 40),
            Map.entry(ACQUIRE, 35), Map.entry(TRY_ACQUIRE, 8), Map.entry(RELEASE, 12), Map.entry(GET, 20),
            Map.entry(SET_VALUE, 8), Map.entry(SET_ERROR, 5), Map.entry(IS_READY, 4), Map.entry(SELECT, 20), Map.entry(COUNT_DOWN, 20),
            Map.entry(AWAIT, 12), Map.entry(ARRIVE, 15), Map.entry(TRY_AWAIT, 3), Map.entry(MEET, 20), Map.entry(DROP, 3),
            Map.entry(FORGET, 6), Map.entry(ADD_THREAD, 2),
            Map.entry(NOTIFY_ONE, 30), Map.entry(NOTIFY_ALL, 20), Map.entry(PCALL, 70), Map.entry(XPCALL, 35),
            Map.entry(RAISE, 25), Map.entry(RAISE_AGAIN, 10), Map.entry(SCOPE, 40), Map.entry(CLEANUP_PUSH, 50),
            Map.entry(CLEANUP_POP, 15), Map.entry(CREATE, 45), Map.entry(WRAP, 30), Map.entry(RESUME, 70),
            Map.entry(CALL_WRAPPED, 45), Map.entry(CO_YIELD, 8), Map.entry(STATUS, 30), Map.entry(RUNNING, 10),
            Map.entry(RETURN, 20), Map.entry(LOOP, 20), Map.entry(CALL, 30), Map.entry(SET, 10), Map.entry(WHEN, 15),
            Map.entry(UNTIL, 12), Map.entry(MISTAKE, 8)));

    /** What message handlers do. */
    static final List<Operation> HANDLER_OPERATIONS =
            List.of(
                    INTERRUPT, JOINABLE, SET, COUNT_DOWN, TRY_AWAIT,  NOTIFY_ONE, NOTIFY_ALL, COUNT, STATUS, SPAWN, RUNNING, IS_MAIN, TRY_ACQUIRE, IS_READY);

    /** What is passed, returned and raised. */
    static final List<Value> VALUES = List.of(
            Value.NIL, Value.TRUE, Value.FALSE, Value.of(7), Value.of(42), Value.of("a"), Value.of("b"), Value.NIL);

    /**
     * A program.
     *
     * @param number its number in the sequence
     * @param program the program
     * @param asMain what the model says where it runs as a VM's main fiber
     * @param asFiber what the model says where it runs as a detached fiber
     */
    record Case(long number, Program program, Expectation asMain, Expectation asFiber) {}

    /** The program of that number in the sequence that a seed begins. Each tenth may sleep. */
    Case make(long seed, long number) {
        for (long attempt = 0; ; attempt++) {
            Program program = new Writing(new Dice(seed * 0x9E3779B97F4A7C15L + number * 1_000_003 + attempt), number % 10 == 9).write();
            Case specified = specified(number, program);
            if (specified != null) {
                return specified;
            }
        }
    }

    /** The program with what the model says; null where the reference does not say all about it, wherever it runs. */
    static Case specified(long number, Program program) {
        try {
            return new Case(number, program, Interpreter.expect(program, true), Interpreter.expect(program, false));
        } catch (Unspecified e) {
            return null;
        }
    }
}
