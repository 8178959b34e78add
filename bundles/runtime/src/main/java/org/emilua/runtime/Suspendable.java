package org.emilua.runtime;

/** A computation that can be left in the middle and entered again. One thread at a time. */
public interface Suspendable {

    /** Runs until the computation suspends itself or ends. */
    void resume();

    /** Walks the frames of a computation that is suspended, from the innermost out, with their classes. */
    StackWalker walker();

    /** Whether it has ended. */
    boolean isFinished();
}
