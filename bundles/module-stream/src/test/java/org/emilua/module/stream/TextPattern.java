package org.emilua.module.stream;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.emilua.api.bytes.BytePattern;
import org.emilua.api.bytes.MatchRange;
import org.emilua.api.lua.Handle;
import org.emilua.api.lua.LuaType;

/** A regex by the JDK's engine, which knows whether more input could change a match. */
final class TextPattern extends Handle implements BytePattern {

    private static final LuaType<TextPattern> TYPE = LuaType.named("regex", TextPattern.class);

    private final Pattern pattern;

    TextPattern(String pattern) {
        super(TYPE);
        this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
    }

    @Override
    public boolean find(byte[] bytes, int offset, int length, int from, MatchRange result) {
        Matcher matcher = pattern.matcher(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
        matcher.useAnchoringBounds(false).useTransparentBounds(true).region(from, length);
        boolean found = matcher.find();
        boolean mayChange = matcher.hitEnd() || found && matcher.requireEnd();
        if (found) {
            result.found(matcher.start(), matcher.end(), mayChange);
        } else {
            result.notFound(mayChange, from);
        }
        return found;
    }
}
