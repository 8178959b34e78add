package org.emilua.module.regex;

import org.emilua.api.bytes.BytePattern;
import org.emilua.api.bytes.MatchRange;
import org.emilua.api.lua.Handle;
import org.emilua.api.lua.LuaType;
import org.emilua.lua.code.Interrupts;
import org.emilua.module.regex.engine.Budget;
import org.emilua.module.regex.engine.CompiledPattern;
import org.emilua.module.regex.syntax.PatternException;
import org.jspecify.annotations.Nullable;

/** A regex as Lua holds it. Runs on its VM's strand only. */
final class RegexHandle extends Handle implements BytePattern, Expression {

    private static final LuaType<RegexHandle> TYPE = LuaType.named("regex", RegexHandle.class);

    private final Budget budget = new Budget(Interrupts::check);
    private final CompiledPattern pattern;
    private final MatchRange scratch = new MatchRange();

    RegexHandle(RegexOptions options) {
        super(TYPE);
        try {
            pattern = CompiledPattern.of(options.grammar().parse(options.pattern(), options.ignoreCase(), options.noSubs()), budget);
            if (options.optimize()) {
                pattern.prepare();
            }
        } catch (PatternException e) {
            throw RegexErrors.of(e);
        }
    }

    @Override
    public int groups() {
        return pattern.groups();
    }

    @Override
    public boolean find(byte[] bytes, int offset, int length, int from, MatchRange result) {
        budget.begin(length - from);
        return findOn(bytes, offset, length, from, result);
    }

    /** As {@link #find}, on the budget of a call that began already. */
    private boolean findOn(byte[] bytes, int offset, int length, int from, MatchRange result) {
        try {
            return pattern.find(bytes, offset, length, from, result);
        } catch (PatternException e) {
            throw RegexErrors.of(e);
        }
    }

    @Override
    public BytePattern within(int length) {
        budget.begin(length);
        return this::findOn;
    }

    @Override
    public int @Nullable [] search(byte[] bytes, int offset, int length) {
        budget.begin(length);
        try {
            return pattern.search(bytes, offset, length, scratch);
        } catch (PatternException e) {
            throw RegexErrors.of(e);
        }
    }

    @Override
    public int @Nullable [] match(byte[] bytes, int offset, int length) {
        budget.begin(length);
        try {
            return pattern.match(bytes, offset, length);
        } catch (PatternException e) {
            throw RegexErrors.of(e);
        }
    }
}
