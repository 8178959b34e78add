package org.emilua.itests.model;

import static org.emilua.itests.model.Operation.*;
import static org.emilua.itests.model.Operation.ACQUIRE;
import static org.emilua.itests.model.Operation.GET;
import static org.emilua.itests.model.Operation.IS_READY;
import static org.emilua.itests.model.Operation.RELEASE;
import static org.emilua.itests.model.Operation.SELECT;
import static org.emilua.itests.model.Operation.SET_ERROR;
import static org.emilua.itests.model.Operation.SET_VALUE;
import static org.emilua.itests.model.Operation.SPAWN;
import static org.emilua.itests.model.Operation.TRY_ACQUIRE;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.emilua.itests.fuzz.Dice;

/** Writes one program. It favours some operations and does without others. */
final class Writing {

    private static final int MAX_DEPTH = 6;
    private static final int MAX_PLACES = 6;

    /** How many ways there are to keep a fiber busy. */
    private static final int CROWDS = 9;

    /** Where a block is. */
    private enum Place { FIBER, COROUTINE, CLEANUP, MESSAGE_HANDLER }

    private final Dice dice;
    private final Map<Operation, Integer> weights = new EnumMap<>(Generator.WEIGHTS);
    private final int protection;
    private final boolean timed;

    /** What most fibers begin with, so that they meet, or -1. */
    private final int crowd;

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
        crowd = dice.chance(40) ? dice.below(CROWDS) : -1;
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
        for (int i = dice.between(crowd >= 0 ? 3 : 1, 4); i > 0; i--) {
            budget = dice.between(3, 25);
            body.add(single(SPAWN, Place.FIBER, 0));
        }
        body.addAll(dice.chance(50) ? disturbances() : List.of());
        budget = dice.between(3, 40);
        body.addAll(block(Place.FIBER, 0, dice.between(2, 12)));
        if (dice.chance(50)) {
            for (int i = 1; i <= fibers; i++) {
                body.add(with(PCALL, 0, List.of(simple(JOIN, i))));
            }
        }
        return new Program(body);
    }

    /** Lets those that were spawned begin, then interrupts some of them, or wakes some. */
    private List<Statement> disturbances() {
        List<Statement> statements = new ArrayList<>();
        for (int i = dice.between(1, 3); i > 0; i--) {
            statements.add(simple(YIELD, 0));
        }
        for (int i = 1; i <= fibers; i++) {
            if (dice.chance(30)) {
                statements.add(simple(dice.chance(70) ? NOTIFY_ONE : NOTIFY_ALL, object()));
            }
            if (dice.chance(40)) {
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
            return dice.any(Generator.HANDLER_OPERATIONS);
        }
        while (true) {
            int at = dice.below(weights.values().stream().mapToInt(Integer::intValue).sum() + (place == Place.COROUTINE ? 150 : 0));
            for (Map.Entry<Operation, Integer> entry : weights.entrySet()) {
                at -= entry.getValue();
                if (at < 0) {
                    if (depth >= MAX_DEPTH && Generator.WEIGHTS.get(entry.getKey()) > 0 && entry.getKey().hasBody()) {
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

    /** A statement, with what usually goes with it. */
    private List<Statement> write(Operation operation, Place place, int depth) {
        budget--;
        List<Statement> statements = switch (operation) {
            case LOCK -> around(LOCK, UNLOCK, object(), place, depth, 60);
            case ACQUIRE -> acquiring(place, depth);
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
        boolean mayRaise = !operation.hasBody() || operation == CALL;
        int chance = place == Place.CLEANUP ? 80 : protection;
        return mayRaise && place != Place.MESSAGE_HANDLER && operation != RETURN && dice.chance(chance)
                ? List.of(with(PCALL, 0, statements)) : statements;
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

    /** Permits that are given back, most of the time. */
    private List<Statement> acquiring(Place place, int depth) {
        Statement acquire = counting(ACQUIRE);
        List<Statement> statements = new ArrayList<>(List.of(acquire));
        if (dice.chance(60)) {
            statements.addAll(block(place, depth + 1, dice.between(0, 3)));
            statements.add(statement(RELEASE, acquire.first(), acquire.second(), List.of(), List.of(), List.of()));
        }
        return statements;
    }

    /** An operation with a number of permits. */
    private Statement counting(Operation operation) {
        return statement(operation, object(), dice.chance(65) ? 1 : 2, List.of(), List.of(), List.of());
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
        return switch (crowd >= 0 && dice.chance(80) ? crowd : dice.below(CROWDS)) {
            case 0 -> List.of(with(LOOP, dice.between(2, 4), List.of(simple(YIELD, 0))));
            case 1 -> List.of(simple(JOIN, 1 + dice.below(MAX_PLACES)));
            case 2 -> waiting();
            case 3 -> List.of(counting(ACQUIRE));
            case 4 -> List.of(statement(SELECT, object(), object(), List.of(), List.of(), List.of()));
            case 5 -> List.of(simple(GET, object()));
            case 6 -> List.of(counting(ARRIVE));
            case 7 -> List.of(simple(MEET, object()));
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
            statements.addAll(dice.chance(40) ? List.of(with(PCALL, 0, blocking)) : blocking);
        }
        statements.addAll(body(Place.FIBER, depth));
        return statements;
    }

    private Statement single(Operation operation, Place place, int depth) {
        return switch (operation) {
            case SPAWN -> fibers < MAX_PLACES ? spawn(depth) : simple(JOIN, fiber());
            case DETACH, CAUGHT -> simple(operation, owned());
            case JOINABLE, FORGET -> simple(operation, fiber());
            case SLEEP -> simple(SLEEP, ticks());
            case UNLOCK, NOTIFY_ONE, NOTIFY_ALL, SET, GET, IS_READY, AWAIT, TRY_AWAIT, MEET, DROP -> simple(operation, object());
            case TRY_ACQUIRE, RELEASE, ARRIVE, COUNT_DOWN -> counting(operation);
            case SET_VALUE -> passing(SET_VALUE, object(), values());
            case SET_ERROR -> passing(SET_ERROR, object(), List.of(Value.of("failed")));
            case SELECT -> statement(SELECT, object(), object(), List.of(), List.of(), List.of());
            case PCALL, SCOPE -> with(operation, 0, body(place, depth));
            case XPCALL -> statement(XPCALL, 0, 0, List.of(), body(place, depth), messageHandler(depth));
            case CLEANUP_POP -> simple(CLEANUP_POP, dice.below(EXECUTE.length));
            case RAISE -> passing(RAISE, 0, List.of(dice.any(Generator.VALUES)));
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
        return dice.chance(crowd >= 0 ? 92 : 75) ? 1 : 2;
    }

    private List<Value> values() {
        List<Value> values = new ArrayList<>();
        for (int i = dice.below(4); i > 0; i--) {
            values.add(dice.any(Generator.VALUES));
        }
        return values;
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
