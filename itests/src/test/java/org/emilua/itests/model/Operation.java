package org.emilua.itests.model;

/**
 * What a program can do in one statement. A statement's first and second operand are numbers of objects of the program's, or
 * figures; its values are passed on.
 */
enum Operation {

    // ---- fibers; the operand is the place where the fiber is spawned, its handle is that of the last one spawned there

    /** Spawns a fiber whose function is the body. */
    SPAWN,
    JOIN,
    DETACH,
    INTERRUPT,
    /** Reads {@code interruption_caught}. */
    CAUGHT,
    /** Reads {@code joinable}. */
    JOINABLE,
    /** Drops the handle, which may be collected then. */
    FORGET,

    // ---- this_fiber

    YIELD,
    /** Sleeps for so many ticks. */
    SLEEP,
    FORBID_SUSPEND,
    ALLOW_SUSPEND,
    DISABLE_INTERRUPTION,
    RESTORE_INTERRUPTION,
    /** Reads {@code is_main}. */
    IS_MAIN,
    /** Counts in {@code local_}. */
    COUNT,
    /** Gives the context another thread. */
    ADD_THREAD,

    // ---- mutexes and condition variables

    LOCK,
    UNLOCK,
    /** Waits for the first operand, a condition variable, with the second, a mutex. */
    WAIT,
    NOTIFY_ONE,
    NOTIFY_ALL,

    // ---- semaphores, futures, latches and barriers, of which there are as many

    /** Takes permits of the first operand, as many as the second says. */
    ACQUIRE,
    TRY_ACQUIRE,
    RELEASE,
    GET,
    SET_VALUE,
    SET_ERROR,
    /** Reads {@code is_ready}. */
    IS_READY,
    /** Waits for a permit of the first operand or the outcome of the second. */
    SELECT,
    /** Counts the first operand, a latch, down by the second. */
    COUNT_DOWN,
    /** Waits for the first operand, a latch. */
    AWAIT,
    /** Counts down and waits. */
    ARRIVE,
    TRY_AWAIT,
    /** Arrives at the first operand, a barrier, and waits. */
    MEET,
    /** Arrives at a barrier and leaves it. */
    DROP,

    // ---- errors and scopes

    /** Protects the body by {@code pcall}. */
    PCALL,
    /** Protects the body by {@code xpcall} with a message handler. */
    XPCALL,
    /** Raises the first value. */
    RAISE,
    /** Raises the error that was caught last, in whichever fiber. */
    RAISE_AGAIN,
    /** Runs the body in a scope of its own. */
    SCOPE,
    /** Leaves the body as a cleanup handler. */
    CLEANUP_PUSH,
    /** Takes the last cleanup handler back and runs it; the operand says how the argument is given, see {@link #EXECUTE}. */
    CLEANUP_POP,

    // ---- coroutines; the operand is the place where they are made

    /** {@code coroutine.create} of the body. */
    CREATE,
    /** {@code coroutine.wrap} of the body. */
    WRAP,
    RESUME,
    /** Calls what {@code coroutine.wrap} returned. */
    CALL_WRAPPED,
    CO_YIELD,
    STATUS,
    RUNNING,

    // ---- control flow

    /** Returns the values from the function around. */
    RETURN,
    /** Runs the body so many times. */
    LOOP,
    /** Calls the body as a function in one of {@link #WAYS}. */
    CALL,
    /** Sets a flag. */
    SET,
    /** Runs the body if a flag is set. */
    WHEN,
    /** Runs the body until a flag, the first operand, is set, at most as many times as the second says. */
    UNTIL,
    /** Calls something with bad arguments: one of {@link #MISTAKES}. */
    MISTAKE;

    /** How {@code scope_cleanup_pop} is called. */
    static final String[] EXECUTE = {"", "true", "false", "nil"};

    /** Ways to come from one function to another, most of them through code that is not Lua's. */
    static final String[] WAYS = {"directly", "by_index", "by_call", "by_sort", "by_gsub", "by_iterator", "by_concat"};

    /** Calls with bad arguments, with what they raise. */
    static final String[][] MISTAKES = {
        {"spawn(42)", "generic:22/1"},
        {"scope('text')", "generic:22/1"},
        {"scope_cleanup_push(nil)", "generic:22/1"},
        {"C[1]:wait(42)", "generic:22/2"},
        {"C[1]:wait(C[1])", "generic:22/2"},
        {"M[1].lock(C[1])", "generic:22/1"},
        {"M[1]:try_lock()", "emilua.core:8"},
        {"(this_fiber.nothing)", "emilua.core:8"},
    };

    /** Whether it has statements of its own. */
    boolean hasBody() {
        return switch (this) {
            case SPAWN, PCALL, XPCALL, SCOPE, CLEANUP_PUSH, CREATE, WRAP, LOOP, CALL, WHEN, UNTIL -> true;
            default -> false;
        };
    }
}
