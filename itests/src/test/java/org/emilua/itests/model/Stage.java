package org.emilua.itests.model;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/**
 * Activities that take turns: exactly one of them runs at any time, and it decides which is next. This is how the model
 * leaves a computation in the middle; it knows nothing of what the activities do. Each is a thread that waits for its turn.
 */
final class Stage {

    /** Ends an activity that will never have a turn again. */
    @SuppressWarnings("serial")
    static final class Abandoned extends Error {
        Abandoned() {
            super("abandoned", null, false, false);
        }
    }

    /** One computation. */
    final class Activity {

        private final Semaphore turn = new Semaphore(0);

        /** Leaves the calling activity, which is this one, until it gets a turn again. */
        void switchTo(Activity next) {
            next.turn.release();
            awaitTurn();
        }

        private void awaitTurn() {
            turn.acquireUninterruptibly();
            if (over) {
                throw new Abandoned();
            }
        }
    }

    private final List<Activity> activities = new CopyOnWriteArrayList<>();
    private final Activity director = new Activity();
    private volatile boolean over;
    private volatile Throwable failure;

    /** The activity of the thread that made the stage. */
    Activity director() {
        return director;
    }

    /**
     * A new activity, which does not run yet.
     *
     * @param steps what it does
     * @param last tells who is next when it has ended
     */
    Activity activity(Runnable steps, java.util.function.Supplier<Activity> last) {
        Activity made = new Activity();
        activities.add(made);
        Thread.ofVirtual().start(() -> perform(made, steps, last));
        return made;
    }

    private void perform(Activity activity, Runnable steps, java.util.function.Supplier<Activity> last) {
        try {
            activity.awaitTurn();
            steps.run();
            activities.remove(activity);
            last.get().turn.release();
        } catch (Abandoned e) {
            activities.remove(activity);
        } catch (RuntimeException | Error e) {
            failure = e;
            director.turn.release();
        }
    }

    /** Gives an activity a turn; returns when the director is next. Called by the director. */
    void enter(Activity activity) {
        director.switchTo(activity);
        Throwable thrown = failure;
        switch (thrown) {
            case null -> { }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(thrown);
        }
    }

    /** Ends all activities. Called by the director. */
    void close() {
        over = true;
        for (Activity activity : activities) {
            activity.turn.release();
        }
    }
}
