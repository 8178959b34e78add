package org.emilua.lua.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function as written: parameters, captured variables, statements. The main chunk is one too. */
public final class FunctionBody {

    /** The function that contains it; null for a main chunk. */
    public final @Nullable FunctionBody parent;

    /** The chunk's name as messages show it, a {@link ByteText}. */
    public final String chunk;

    /** The line of {@code function}, 0 for a main chunk. */
    public final int line;

    /** The parameters, without {@code ...}. */
    public final List<Local> parameters = new ArrayList<>();

    /** The captured variables in the order of their indices. */
    public final List<Upvalue> upvalues = new ArrayList<>();

    private boolean vararg;
    private boolean usesVarargs;
    private volatile boolean seesFrames;
    private int slots;
    private int endLine;
    private List<Stat> body = List.of();
    private String name = "?";

    /** Whatever a back end keeps for the function. */
    public volatile @Nullable Object attachment;

    /** Whatever a back end keeps for the function as the body of coroutines. */
    public volatile @Nullable Object resumption;

    /** How often coroutines with this function as their body were entered, as long as somebody counts. */
    public int entries;

    FunctionBody(@Nullable FunctionBody parent, String chunk, int line) {
        this.parent = parent;
        this.chunk = chunk;
        this.line = line;
    }

    void complete(List<Stat> statements, int lastLine) {
        body = statements;
        endLine = lastLine;
    }

    void needSlots(int count) {
        slots = Math.max(slots, count);
    }

    void makeVararg() {
        vararg = true;
    }

    void useVarargs() {
        usesVarargs = true;
    }

    void seeFrames() {
        seesFrames = true;
    }

    void name(String hint) {
        name = hint;
    }

    /** The function's statements. */
    public List<Stat> body() {
        return body;
    }

    /** The line of the function's {@code end}. */
    public int endLine() {
        return endLine;
    }

    /** Whether it takes any number of arguments. */
    public boolean isVararg() {
        return vararg;
    }

    /** Whether it uses {@code ...}. */
    public boolean usesVarargs() {
        return usesVarargs;
    }

    /** Whether its frame matters: it mentions a function that looks at its caller's frame, or others look at this one. */
    public boolean seesFrames() {
        return seesFrames;
    }

    /** Has the function be interpreted because others look at its frame. */
    public void pin() {
        seesFrames = true;
    }

    /** How many places its frame has. */
    public int slots() {
        return slots;
    }

    /** A name for people, a {@link ByteText}: the one that the function is first assigned to. */
    public String name() {
        return name;
    }

    /** Where it is defined, as a traceback says it. */
    public String describe() {
        return line == 0 ? "in main chunk" : "in function <" + chunk + ":" + line + ">";
    }
}
