package org.emilua.runtime;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.emilua.api.CarrierThread;
import org.emilua.api.Operation;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/** A call that blocks a thread, made on another thread than the strand's. */
final class BlockingOperation<T extends @Nullable Object> extends Operation<T> {

    private final Callable<T> call;
    private final Executor executor;

    BlockingOperation(Callable<T> call, Executor executor) {
        this.call = call;
        this.executor = executor;
    }

    @Override
    protected void start() {
        CarrierThread.apart(() -> {
            executor.execute(this::run);
            return true;
        });
    }

    private void run() {
        try {
            complete(call.call());
        } catch (LuaError e) {
            fail(e);
        } catch (java.io.IOException e) {
            fail(ErrorCode.of(Errno.EIO).withDetail(String.valueOf(e.getMessage())));
        } catch (OutOfMemoryError e) {
            fail(new LuaError(LuaValue.valueOf("not enough memory")));
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            // The last two are a defect of ours, or of a bundle that goes away.
            fail(new LuaError(LuaValue.valueOf(e.toString())));
        }
    }

    @Override
    protected void cancel() {
        abort();
    }

    @Override
    public String describe() {
        return "call on another thread";
    }
}
