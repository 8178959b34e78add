package org.emilua.runtime;

import org.emilua.api.Operation;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.Varargs;

/** The wait for another fiber's end. */
final class JoinOperation extends Operation<Varargs> implements Fiber.Owner {

    private final Fiber target;

    JoinOperation(Fiber target) {
        this.target = target;
    }

    @Override
    protected void start() {
        if (target.isDone()) {
            fiberEnded(target);
        } else {
            target.joining(this);
        }
    }

    @Override
    public void fiberEnded(Fiber fiber) {
        try {
            complete(fiber.takeOutcome());
        } catch (LuaError e) {
            fail(e);
        }
    }

    @Override
    protected void cancel() {
        target.joinAbandoned();
        abort();
    }

    @Override
    public boolean keepsVmAlive() {
        return false;
    }

    @Override
    public String describe() {
        return "join of fiber " + target.id();
    }
}
