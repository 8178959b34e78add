package org.emilua.api;

/** Waits for a part of another operation, on the strand of whoever waits for the whole. */
record PartWaiter(Operation<?> whole, Operation.Waiter outer) implements Operation.Waiter {

    @Override
    public Vm vm() {
        return outer.vm();
    }

    @Override
    public boolean onStrand() {
        return outer.onStrand();
    }

    @Override
    public void execute(Runnable task) {
        outer.execute(task);
    }

    @Override
    public void wake(Operation<?> part) {
        whole.partEnded(part);
    }
}
