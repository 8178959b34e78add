package org.emilua.lua;

import org.emilua.lua.syntax.ByteText;

/** How chunk names show in messages: by LuaJIT's rules, within 60 bytes with the final zero. Names are byte texts. */
final class ChunkNames {

    private static final int LONGEST = 59;
    private static final int FILE_END = 56;
    private static final int LONGEST_TEXT = 48;
    private static final int TEXT_START = 45;

    private ChunkNames() {}

    /** The name of a chunk that was loaded as {@code name}: {@code =text}, {@code @file} or the chunk's own text. */
    static String shown(String name) {
        if (name.startsWith("=")) {
            return ByteText.upToZero(name.substring(1, Math.min(name.length(), LONGEST + 1)));
        }
        if (name.startsWith("@")) {
            boolean fits = name.length() - 1 <= LONGEST;
            return fits ? ByteText.upToZero(name.substring(1)) : "..." + ByteText.upToZero(name.substring(name.length() - FILE_END));
        }
        int end = 0;
        while (end < name.length() && end < LONGEST_TEXT && name.charAt(end) >= ' ') {
            end++;
        }
        boolean isWhole = end == name.length() || name.charAt(end) == 0;
        return "[string \"" + (isWhole ? name.substring(0, end) : name.substring(0, Math.min(end, TEXT_START)) + "...") + "\"]";
    }
}
