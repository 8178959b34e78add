package org.emilua.lua;

/** How chunk names show in messages: by the rules of Lua 5.1's {@code luaO_chunkid}, within 60 bytes with the final zero. */
final class ChunkNames {

    private static final int LONGEST_AS_IS = 59;
    private static final int LONGEST_FILE = 52;
    private static final int LONGEST_TEXT = 43;

    private ChunkNames() {}

    /** The name of a chunk that was loaded as {@code name}: {@code =text}, {@code @file} or the chunk's own text. */
    static String shown(String name) {
        if (name.startsWith("=")) {
            return name.substring(1, Math.min(name.length(), LONGEST_AS_IS + 1));
        }
        if (name.startsWith("@")) {
            int length = name.length() - 1;
            return length > LONGEST_FILE ? "..." + name.substring(name.length() - LONGEST_FILE) : name.substring(1);
        }
        int end = 0;
        while (end < name.length() && end < LONGEST_TEXT && name.charAt(end) != '\n' && name.charAt(end) != '\r') {
            end++;
        }
        return "[string \"" + name.substring(0, end) + (end < name.length() ? "..." : "") + "\"]";
    }
}
