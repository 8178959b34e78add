package org.emilua.lua.interpreter;

import java.util.function.Consumer;
import org.emilua.lua.code.LoopCode;
import org.emilua.lua.code.LuaCode;
import org.emilua.lua.code.Resumption;
import org.emilua.lua.syntax.FunctionBody;
import org.emilua.lua.syntax.Stat;
import org.jspecify.annotations.Nullable;

/** Makes faster code of what the interpreter finds to be busy. Each function and loop is offered once. */
public abstract class Promotion {

    /** Leaves everything to the interpreter. */
    public static final Promotion NONE = new Promotion(Integer.MAX_VALUE, Integer.MAX_VALUE) {
        @Override
        public void offer(FunctionBody body) {
            throw new IllegalStateException("nothing is promoted");
        }

        @Override
        public void offer(FunctionBody body, Stat loop, Consumer<@Nullable LoopCode> use) {
            throw new IllegalStateException("nothing is promoted");
        }

        @Override
        public void offerBody(FunctionBody body) {
            throw new IllegalStateException("nothing is promoted");
        }
    };

    private static volatile Promotion current = NONE;

    /** After how many calls, or entries of coroutines, a function is offered. */
    final int calls;

    /** After how many turns within one call a loop is offered. */
    final int turns;

    /** A promotion with its thresholds. */
    protected Promotion(int calls, int turns) {
        this.calls = calls;
        this.turns = turns;
    }

    /** Says what is to be done from now on, in all VMs. */
    public static void use(Promotion promotion) {
        current = promotion;
    }

    static Promotion current() {
        return current;
    }

    /** A function is called often. Its {@link FunctionBody#attachment} becomes the new code, now or later, if there is any. */
    public abstract void offer(FunctionBody body);

    /** A loop turns often. {@code use} gets its code, now or later. */
    public abstract void offer(FunctionBody body, Stat loop, Consumer<@Nullable LoopCode> use);

    /** A function is often the body of coroutines. Its {@link FunctionBody#resumption} is set, now or later, if it can be. */
    public abstract void offerBody(FunctionBody body);

    /** Counts an entry of a coroutine that has a stack; returns what makes stackless runs of its body, null if nothing does. */
    public static @Nullable Resumption entered(FunctionBody body) {
        Promotion promotion = current;
        if (body.entries <= promotion.calls && ++body.entries > promotion.calls) {
            promotion.offerBody(body);
        }
        return body.resumption instanceof Resumption known ? known : null;
    }

    /** The code of a function that a back end knows; null if none does. */
    static @Nullable LuaCode known(FunctionBody body) {
        return body.attachment instanceof LuaCode code ? code : null;
    }
}
