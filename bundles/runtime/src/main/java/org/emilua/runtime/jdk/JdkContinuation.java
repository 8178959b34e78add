package org.emilua.runtime.jdk;

import java.util.Set;
import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;
import org.emilua.runtime.Suspendable;

/** A continuation of the JDK as a {@link Suspendable}. */
final class JdkContinuation extends Continuation implements Suspendable {

    JdkContinuation(ContinuationScope scope, Runnable body) {
        super(scope, body);
    }

    @Override
    public void resume() {
        run();
    }

    @Override
    public StackWalker walker() {
        return stackWalker(Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE));
    }

    @Override
    public boolean isFinished() {
        return isDone();
    }
}
