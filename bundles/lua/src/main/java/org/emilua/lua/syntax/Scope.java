package org.emilua.lua.syntax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the parser knows of the function it is in: active locals, captured variables, blocks, labels. */
final class Scope {

    private static final int MOST_LOCALS = 200;
    private static final int MOST_UPVALUES = 60;

    final @Nullable Scope outer;
    final FunctionBody function;
    private final Lexer lexer;
    private final List<Local> active = new ArrayList<>();
    private Block block = new Block(null, 0, false);
    private int strayBreak;

    /** A block of statements. */
    private static final class Block {
        final @Nullable Block outer;
        final int firstLocal;
        final boolean isLoop;
        final List<Stat.Label> labels = new ArrayList<>();
        final List<Stat.Goto> pending = new ArrayList<>();

        Block(@Nullable Block outer, int firstLocal, boolean isLoop) {
            this.outer = outer;
            this.firstLocal = firstLocal;
            this.isLoop = isLoop;
        }
    }

    Scope(@Nullable Scope outer, FunctionBody function, Lexer lexer) {
        this.outer = outer;
        this.function = function;
        this.lexer = lexer;
    }

    // ---- limits

    private SyntaxError limit(int most, String what) {
        String where = function.line == 0 ? "main function" : "function at line " + function.line;
        return lexer.error(where + " has more than " + most + " " + what);
    }

    // ---- variables

    /** A new local variable, which is not active yet; {@code before} others wait with it. */
    Local declare(String name, int before) throws SyntaxError {
        int slot = active.size() + before;
        if (slot >= MOST_LOCALS) {
            throw limit(MOST_LOCALS, "local variables");
        }
        function.needSlots(slot + 1);
        return new Local(name, function, slot);
    }

    void activate(List<Local> locals) {
        active.addAll(locals);
    }

    @Nullable Local findLocal(String name) {
        for (int i = active.size() - 1; i >= 0; i--) {
            if (active.get(i).name.equals(name)) {
                return active.get(i);
            }
        }
        return null;
    }

    /** The upvalue of that name, which becomes one of this function's; null for a global. */
    @Nullable Upvalue findUpvalue(String name) throws SyntaxError {
        Scope enclosing = outer;
        if (enclosing == null) {
            return null;
        }
        Local local = enclosing.findLocal(name);
        if (local != null) {
            return upvalue(local, true, 0);
        }
        Upvalue further = enclosing.findUpvalue(name);
        return further == null ? null : upvalue(further.local(), false, further.index());
    }

    private Upvalue upvalue(Local local, boolean fromLocal, int outerIndex) throws SyntaxError {
        for (Upvalue known : function.upvalues) {
            if (known.local() == local) {
                return known;
            }
        }
        if (function.upvalues.size() >= MOST_UPVALUES) {
            throw limit(MOST_UPVALUES, "upvalues");
        }
        local.capture();
        Upvalue fresh = new Upvalue(local, function.upvalues.size(), fromLocal, outerIndex);
        function.upvalues.add(fresh);
        return fresh;
    }

    // ---- blocks

    void openBlock(boolean isLoop) {
        block = new Block(block, active.size(), isLoop);
    }

    void closeBlock() {
        Block closed = block;
        Block outside = closed.outer;
        if (outside == null) {
            throw new IllegalStateException("the function's own block");
        }
        active.subList(closed.firstLocal, active.size()).clear();
        for (Stat.Goto jump : closed.pending) {
            jump.activeLocals = Math.min(jump.activeLocals, closed.firstLocal);
            outside.pending.add(jump);
        }
        block = outside;
    }

    /** Remembers a {@code break} outside of loops, which is an error at the function's end. */
    void checkBreak(int line) {
        if (strayBreak == 0 && !isInLoop()) {
            strayBreak = line;
        }
    }

    private boolean isInLoop() {
        for (Block b = block; b != null; b = b.outer) {
            if (b.isLoop) {
                return true;
            }
        }
        return false;
    }

    // ---- labels

    Stat.Goto jump(String name, int line) {
        Stat.Goto jump = new Stat.Goto(name, line, active.size());
        Stat.Label label = visibleLabel(name);
        if (label != null) {
            jump.resolve(label);
        } else {
            block.pending.add(jump);
        }
        return jump;
    }

    private Stat.@Nullable Label visibleLabel(String name) {
        for (Block b = block; b != null; b = b.outer) {
            for (Stat.Label label : b.labels) {
                if (label.name.equals(name)) {
                    return label;
                }
            }
        }
        return null;
    }

    /** A label; one at its block's end counts as outside of the scope of the block's locals. */
    Stat.Label label(String name) throws SyntaxError {
        for (Stat.Label known : block.labels) {
            if (known.name.equals(name)) {
                throw lexer.error("duplicate label '" + name + "'");
            }
        }
        Stat.Label label = new Stat.Label(name, active.size());
        block.labels.add(label);
        return label;
    }

    /** Resolves the gotos that led forward to a label, once it is known whether its block goes on. */
    void settle(Stat.Label label, boolean atBlockEnd) throws SyntaxError {
        int locals = atBlockEnd ? block.firstLocal : label.activeLocals;
        for (Stat.Goto jump : List.copyOf(block.pending)) {
            if (jump.name.equals(label.name)) {
                if (jump.activeLocals < locals) {
                    throw new SyntaxError(function.chunk + ":" + jump.line + ": <goto " + jump.name
                            + "> jumps into the scope of local '" + active.get(jump.activeLocals).name + "'");
                }
                jump.resolve(label);
                block.pending.removeAll(Collections.singleton(jump));
            }
        }
    }

    void finish() throws SyntaxError {
        if (strayBreak > 0 && (block.pending.isEmpty() || strayBreak <= block.pending.getFirst().line)) {
            throw new SyntaxError(function.chunk + ":" + strayBreak + ": no loop to break");
        }
        for (Stat.Goto jump : block.pending) {
            throw new SyntaxError(function.chunk + ":" + jump.line + ": undefined label '" + jump.name + "'");
        }
    }
}
