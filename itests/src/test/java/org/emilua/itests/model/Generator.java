package org.emilua.itests.model;

import static org.emilua.itests.model.Operation.*;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.emilua.itests.fuzz.Dice;

/**
 * Makes programs. Each favours some operations and does without others, so that all combinations get their share. Programs
 * that do what the reference leaves open are replaced.
 */
final class Generator {

    /**
     * A program.
     *
     * @param number its number in the sequence
     * @param program the program
     * @param asMain what the model says where it runs as a VM's main fiber
     * @param asFiber what the model says where it runs as a detached fiber
     */
    record Case(long number, Program program, Expectation asMain, Expectation asFiber) {}

    private static final int MAX_DEPTH = 6;
    private static final int MAX_PLACES = 6;

    private static final Map<Operation, Integer> WEIGHTS = new EnumMap<>(Map.ofEntries(
            Map.entry(SPAWN, 80), Map.entry(JOIN, 90), Map.entry(DETACH, 20), Map.entry(INTERRUPT, 90), Map.entry(CAUGHT, 10),
            Map.entry(JOINABLE, 25), Map.entry(YIELD, 130), Map.entry(SLEEP, 60), Map.entry(FORBID_SUSPEND, 12),
            Map.entry(ALLOW_SUSPEND, 4), Map.entry(DISABLE_INTERRUPTION, 25), Map.entry(RESTORE_INTERRUPTION, 8),
            Map.entry(IS_MAIN, 4), Map.entry(COUNT, 10), Map.entry(LOCK, 55), Map.entry(UNLOCK, 12), Map.entry(WAIT, 40),
            Map.entry(NOTIFY_ONE, 30), Map.entry(NOTIFY_ALL, 20), Map.entry(PCALL, 70), Map.entry(XPCALL, 35),
            Map.entry(RAISE, 25), Map.entry(RAISE_AGAIN, 10), Map.entry(SCOPE, 40), Map.entry(CLEANUP_PUSH, 50),
            Map.entry(CLEANUP_POP, 15), Map.entry(CREATE, 45), Map.entry(WRAP, 30), Map.entry(RESUME, 70),
            Map.entry(CALL_WRAPPED, 45), Map.entry(CO_YIELD, 8), Map.entry(STATUS, 30), Map.entry(RUNNING, 10),
            Map.entry(RETURN, 20), Map.entry(LOOP, 20), Map.entry(CALL, 30), Map.entry(SET, 10), Map.entry(WHEN, 15),
            Map.entry(UNTIL, 12), Map.entry(MISTAKE, 8)));

    private static final List<Operation> HANDLER_OPERATIONS =
            List.of(INTERRUPT, JOINABLE, SET, NOTIFY_ONE, NOTIFY_ALL, COUNT, STATUS, SPAWN, RUNNING, IS_MAIN);

    private static final List<Value> VALUES = List.of(
            Value.NIL, Value.TRUE, Value.FALSE, Value.of(7), Value.of(42), Value.of("a"), Value.of("b"), Value.NIL);

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

    /** Where a block is. */
    private enum Place { FIBER, COROUTINE, CLEANUP, MESSAGE_HANDLER }

    /** One program while it is written. */
    private static final class Writing {

        private final Dice dice;
        private final Map<Operation, Integer> weights = new EnumMap<>(WEIGHTS);
        private final int protection;
        private final boolean timed;
        private final Set<Integer> asked = new HashSet<>();
        private int budget;
        private int numbers;
        private int fibers;
        private int owner;
        private int coroutines;
        private int wrapped;

        Writing(Dice dice, boolean timed) {
            this.dice = dice;
            this.timed = timed;
            protection = dice.between(5, 90);
            weights.replaceAll((_, weight) -> dice.chance(25) ? 0 : dice.chance(20) ? weight * 3 : weight);
            weights.merge(SPAWN, 20, Integer::sum);
            weights.merge(YIELD, 20, Integer::sum);
            if (!timed) {
                weights.put(SLEEP, 0);
            }
        }

        Program write() {
            List<Statement> body = new ArrayList<>();
            int starters = dice.between(1, 4);
            for (int i = 0; i < starters; i++) {
                budget = dice.between(3, 25);
                body.add(single(SPAWN, Place.FIBER, 0));
            }
            if (dice.chance(50)) {
                body.addAll(interruptions());
            }
            budget = dice.between(3, 40);
            body.addAll(block(Place.FIBER, 0, dice.between(2, 12)));
            if (dice.chance(50)) {
                for (int i = 1; i <= fibers; i++) {
                    body.add(protect(List.of(simple(JOIN, i))));
                }
            }
            return new Program(body);
        }

        /** Lets those that were spawned begin, then interrupts some of them. */
        private List<Statement> interruptions() {
            List<Statement> statements = new ArrayList<>();
            for (int i = dice.between(1, 3); i > 0; i--) {
                statements.add(simple(YIELD, 0));
            }
            for (int i = 1; i <= fibers; i++) {
                if (dice.chance(50)) {
                    statements.add(simple(INTERRUPT, i));
                }
            }
            return statements;
        }

        private List<Statement> block(Place place, int depth, int length) {
            List<Statement> statements = new ArrayList<>();
            for (int i = 0; i < length && budget > 0; i++) {
                statements.addAll(write(choose(place, depth), place, depth));
            }
            return statements;
        }

        private List<Statement> body(Place place, int depth) {
            return block(place, depth + 1, depth >= MAX_DEPTH ? 1 : dice.between(1, 6));
        }

        private Operation choose(Place place, int depth) {
            if (place == Place.MESSAGE_HANDLER) {
                return dice.any(HANDLER_OPERATIONS);
            }
            while (true) {
                int at = dice.below(weights.values().stream().mapToInt(Integer::intValue).sum() + (place == Place.COROUTINE ? 150 : 0));
                for (Map.Entry<Operation, Integer> entry : weights.entrySet()) {
                    at -= entry.getValue();
                    if (at < 0) {
                        if (depth >= MAX_DEPTH && WEIGHTS.get(entry.getKey()) > 0 && hasBody(entry.getKey())) {
                            break;
                        }
                        return entry.getKey();
                    }
                }
                if (at >= 0) {
                    return CO_YIELD;
                }
            }
        }

        private static boolean hasBody(Operation operation) {
            return switch (operation) {
                case SPAWN, PCALL, XPCALL, SCOPE, CLEANUP_PUSH, CREATE, WRAP, LOOP, CALL, WHEN, UNTIL -> true;
                default -> false;
            };
        }

        /** A statement, with what usually goes with it. */
        private List<Statement> write(Operation operation, Place place, int depth) {
            budget--;
            List<Statement> statements = switch (operation) {
                case LOCK -> around(LOCK, UNLOCK, object(), place, depth, 60);
                case FORBID_SUSPEND -> around(FORBID_SUSPEND, ALLOW_SUSPEND, 0, place, depth, 85);
                case DISABLE_INTERRUPTION -> around(DISABLE_INTERRUPTION, RESTORE_INTERRUPTION, 0, place, depth, 75);
                case WAIT -> waiting();
                case INTERRUPT -> dice.chance(50)
                        ? List.of(simple(YIELD, 0), simple(INTERRUPT, fiber()), simple(YIELD, 0))
                        : List.of(simple(INTERRUPT, fiber()));
                case JOIN -> joining();
                case CLEANUP_PUSH -> pushing(place, depth);
                default -> List.of(single(operation, place, depth));
            };
            boolean mayRaise = !hasBody(operation) || operation == CALL;
            int chance = place == Place.CLEANUP ? 80 : protection;
            return mayRaise && place != Place.MESSAGE_HANDLER && operation != RETURN && dice.chance(chance)
                    ? List.of(protect(statements)) : statements;
        }

        /** A pair of operations, with something in between. */
        private List<Statement> around(Operation begin, Operation end, int operand, Place place, int depth, int chance) {
            if (!dice.chance(chance)) {
                return List.of(simple(begin, operand));
            }
            List<Statement> statements = new ArrayList<>();
            statements.add(simple(begin, operand));
            statements.addAll(block(place, depth + 1, dice.between(0, 3)));
            statements.add(simple(end, operand));
            return statements;
        }

        private List<Statement> joining() {
            Statement join = simple(JOIN, owned());
            return dice.chance(60) ? List.of(join) : List.of(join, simple(CAUGHT, join.first()));
        }

        /** A wait with its mutex, most of the time. */
        private List<Statement> waiting() {
            int mutex = object();
            Statement wait = statement(WAIT, object(), dice.chance(90) ? mutex : object(), List.of(), List.of(), List.of());
            if (dice.chance(25)) {
                return List.of(wait);
            }
            Statement inside = dice.chance(70) ? wait : statement(UNTIL, object(), 3, List.of(), List.of(wait), List.of());
            return List.of(simple(LOCK, mutex), inside, simple(UNLOCK, mutex));
        }

        /** A cleanup handler, which is sometimes taken back. */
        private List<Statement> pushing(Place place, int depth) {
            List<Statement> statements = new ArrayList<>();
            statements.add(with(CLEANUP_PUSH, 0, body(Place.CLEANUP, depth)));
            if (dice.chance(25)) {
                statements.addAll(block(place, depth + 1, dice.between(0, 2)));
                statements.add(simple(CLEANUP_POP, dice.below(EXECUTE.length)));
            }
            return statements;
        }

        /** What keeps a fiber busy for a while, so that others find it blocked. */
        private List<Statement> blocking() {
            if (timed && dice.chance(50)) {
                return List.of(simple(SLEEP, ticks()));
            }
            return switch (dice.below(4)) {
                case 0 -> List.of(with(LOOP, dice.between(2, 4), List.of(simple(YIELD, 0))));
                case 1 -> List.of(simple(JOIN, 1 + dice.below(MAX_PLACES)));
                case 2 -> waiting();
                default -> List.of(simple(LOCK, object()), simple(YIELD, 0), simple(UNLOCK, object()));
            };
        }

        private Statement spawn(int depth) {
            int outer = owner;
            int place = ++fibers;
            owner = place;
            Statement spawned = with(SPAWN, place, fiberBody(depth));
            owner = outer;
            return spawned;
        }

        private List<Statement> fiberBody(int depth) {
            List<Statement> statements = new ArrayList<>(block(Place.FIBER, depth + 1, dice.below(3)));
            if (dice.chance(60)) {
                List<Statement> blocking = blocking();
                statements.addAll(dice.chance(40) ? List.of(protect(blocking)) : blocking);
            }
            statements.addAll(body(Place.FIBER, depth));
            return statements;
        }

        private Statement single(Operation operation, Place place, int depth) {
            return switch (operation) {
                case SPAWN -> fibers < MAX_PLACES
                        ? spawn(depth)
                        : simple(JOIN, fiber());
                case DETACH, CAUGHT -> simple(operation, owned());
                case JOINABLE -> simple(JOINABLE, fiber());
                case SLEEP -> simple(SLEEP, ticks());
                case UNLOCK, NOTIFY_ONE, NOTIFY_ALL, SET -> simple(operation, object());
                case PCALL, SCOPE -> with(operation, 0, body(place, depth));
                case XPCALL -> statement(XPCALL, 0, 0, List.of(), body(place, depth), messageHandler(depth));
                case CLEANUP_POP -> simple(CLEANUP_POP, dice.below(EXECUTE.length));
                case RAISE -> passing(RAISE, 0, List.of(dice.any(VALUES)));
                case CREATE -> coroutines < MAX_PLACES
                        ? with(CREATE, ++coroutines, body(Place.COROUTINE, depth))
                        : passing(RESUME, coroutine(), values());
                case WRAP -> wrapped < MAX_PLACES
                        ? with(WRAP, ++wrapped, body(Place.COROUTINE, depth))
                        : passing(CALL_WRAPPED, 1 + dice.below(wrapped), values());
                case RESUME -> passing(RESUME, coroutine(), values());
                case CALL_WRAPPED -> passing(CALL_WRAPPED, 1 + dice.below(Math.max(1, wrapped)), values());
                case STATUS -> simple(STATUS, coroutine());
                case CO_YIELD, RETURN -> passing(operation, 0, values());
                case LOOP -> with(LOOP, dice.between(2, 3), body(place, depth));
                case CALL -> with(CALL, dice.below(WAYS.length), body(place, depth));
                case WHEN -> with(WHEN, object(), body(place, depth));
                case UNTIL -> statement(UNTIL, object(), dice.between(2, 4), List.of(), body(place, depth), List.of());
                case MISTAKE -> simple(MISTAKE, dice.below(MISTAKES.length));
                default -> simple(operation, 0);
            };
        }

        private List<Statement> messageHandler(int depth) {
            List<Statement> statements = new ArrayList<>(block(Place.MESSAGE_HANDLER, depth + 1, dice.below(3)));
            if (dice.chance(70)) {
                statements.add(passing(RETURN, 0, values()));
            }
            return statements;
        }

        /** A fiber, seldom the one that asks. */
        private int fiber() {
            int chosen = 1 + dice.below(Math.min(MAX_PLACES, fibers + 2));
            return chosen != owner || dice.chance(15) ? chosen : 1 + dice.below(Math.min(MAX_PLACES, fibers + 2));
        }

        /** A fiber that nobody had to do with yet, most of the time. */
        private int owned() {
            int chosen = fiber();
            for (int i = 0; i < 3 && !asked.add(chosen); i++) {
                chosen = fiber();
            }
            return chosen;
        }

        private int coroutine() {
            return 1 + dice.below(Math.max(1, coroutines));
        }

        /** How long to sleep: fibers that wake up at the same time are rare enough. */
        private int ticks() {
            return dice.between(1, 9);
        }

        private int object() {
            return dice.chance(75) ? 1 : 2;
        }

        private List<Value> values() {
            List<Value> values = new ArrayList<>();
            for (int i = dice.below(4); i > 0; i--) {
                values.add(dice.any(VALUES));
            }
            return values;
        }

        private Statement protect(List<Statement> body) {
            return with(PCALL, 0, body);
        }

        private Statement simple(Operation operation, int first) {
            return statement(operation, first, 0, List.of(), List.of(), List.of());
        }

        private Statement passing(Operation operation, int first, List<Value> values) {
            return statement(operation, first, 0, values, List.of(), List.of());
        }

        private Statement with(Operation operation, int first, List<Statement> body) {
            return statement(operation, first, 0, List.of(), body, List.of());
        }

        private Statement statement(
                Operation operation, int first, int second, List<Value> values, List<Statement> body, List<Statement> handler) {
            return new Statement(++numbers, operation, first, second, values, body, handler);
        }
    }
}
