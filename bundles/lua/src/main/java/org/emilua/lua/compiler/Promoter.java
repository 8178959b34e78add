package org.emilua.lua.compiler;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.emilua.lua.code.LoopCode;
import org.emilua.lua.code.LuaCode;
import org.emilua.lua.interpreter.Promotion;
import org.emilua.lua.syntax.FunctionBody;
import org.emilua.lua.syntax.Stat;
import org.jspecify.annotations.Nullable;

/** Compiles what is busy: on a thread of its own while the interpreter goes on, or at once. */
public final class Promoter extends Promotion {

    private static final int BUSY_CALLS = 60;
    private static final int BUSY_TURNS = 400;
    private static final long IDLE_SECONDS = 5;


    private final @Nullable ExecutorService executor;

    private Promoter(int calls, int turns, @Nullable ExecutorService executor) {
        super(calls, turns);
        this.executor = executor;
    }

    /** Compiles everything before it runs. */
    public static Promoter atOnce() {
        return new Promoter(0, 0, null);
    }

    /** Compiles what turned out to be busy, in the background. */
    public static Promoter inBackground() {
        ThreadPoolExecutor one = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "emilua-compiler");
            thread.setDaemon(true);
            return thread;
        });
        one.allowCoreThreadTimeOut(true);
        return new Promoter(BUSY_CALLS, BUSY_TURNS, one);
    }

    @Override
    public void offer(FunctionBody body) {
        run(() -> {
            LuaCode code = Compiler.function(body);
            if (code != null) {
                body.attachment = code;
            }
        });
    }

    @Override
    public void offer(FunctionBody body, Stat loop, Consumer<@Nullable LoopCode> use) {
        run(() -> use.accept(Compiler.loop(body, loop)));
    }

    @Override
    public void offerBody(FunctionBody body) {
        run(() -> body.resumption = Compiler.resumption(body));
    }

    private void run(Runnable task) {
        if (executor == null) {
            task.run();
        } else {
            executor.execute(() -> attempt(task));
        }
    }

    /** What fails here goes on in the interpreter. */
    private static void attempt(Runnable task) {
        try {
            task.run();
        } catch (LinkageError | OutOfMemoryError e) { // the bundle was stopped meanwhile; or some program takes all memory
            System.getLogger("org.emilua.lua").log(System.Logger.Level.DEBUG, "a function stays interpreted", e);
        } catch (RuntimeException | StackOverflowError e) {
            System.getLogger("org.emilua.lua").log(System.Logger.Level.WARNING, "a function stays interpreted", e);
        }
    }
}
