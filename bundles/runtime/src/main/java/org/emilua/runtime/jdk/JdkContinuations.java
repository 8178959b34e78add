package org.emilua.runtime.jdk;

import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;
import org.emilua.runtime.Continuations;
import org.emilua.runtime.Suspendable;

/** {@link Continuations} as the JDK has them. Stateless. */
public final class JdkContinuations extends Continuations {

    private static final ContinuationScope FIBER = new ContinuationScope("emilua-fiber");
    private static final ContinuationScope COROUTINE = new ContinuationScope("emilua-coroutine");

    /** For the loader that defines this class. */
    public JdkContinuations() {}

    @Override
    public Suspendable fiber(Runnable body) {
        return new JdkContinuation(FIBER, body);
    }

    @Override
    public Suspendable coroutine(Runnable body) {
        return new JdkContinuation(COROUTINE, body);
    }

    @Override
    public void suspendFiber() {
        Continuation.yield(FIBER);
    }

    @Override
    public void suspendCoroutine() {
        Continuation.yield(COROUTINE);
    }
}
