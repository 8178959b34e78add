package org.emilua.lua;

/** How chunk names show in messages: as LuaJIT cuts them, within 60 bytes with the final zero. */
final class ChunkNames {

    private static final int LONGEST = 59;
    private static final int LONGEST_END = 56;
    private static final int LONGEST_TEXT = 48;
    private static final int LONGEST_CUT_TEXT = 45;

    private ChunkNames() {}

    /** The name of a chunk that was loaded as {@code name}: {@code =text}, {@code @file} or the chunk's own text. */
    static String shown(String name) {
        if (name.startsWith("=")) {
            return name.substring(1, Math.min(name.length(), LONGEST + 1));
        }
        if (name.startsWith("@")) {
            return name.length() - 1 > LONGEST ? "..." + name.substring(name.length() - LONGEST_END) : name.substring(1);
        }
        int end = 0;
        while (end < name.length() && end < LONGEST_TEXT && name.charAt(end) >= ' ') {
            end++;
        }
        boolean cut = end < name.length();
        return "[string \"" + name.substring(0, cut ? Math.min(end, LONGEST_CUT_TEXT) : end) + (cut ? "..." : "") + "\"]";
    }
}
