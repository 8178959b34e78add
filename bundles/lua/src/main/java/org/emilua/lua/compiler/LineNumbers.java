package org.emilua.lua.compiler;

import java.lang.classfile.attribute.LineNumberInfo;
import java.util.List;
import org.emilua.lua.code.CallStack;

/** Puts the lines of a chunk into a class's table of line numbers, for profilers and debuggers. */
final class LineNumbers {

    private static final int BYTES_PER_ENTRY = 4;

    private LineNumbers() {}

    /** Replaces the numbers of {@code marks} in the class file by the lines of {@code places}. */
    static void replace(byte[] classFile, List<LineNumberInfo> marks, Object[] places) {
        int table = find(classFile, marks);
        for (int i = 0; table >= 0 && i < places.length; i++) {
            int line = Math.clamp(CallStack.lineOf(places[i]), 0, 0xFFFF);
            put(classFile, table + i * BYTES_PER_ENTRY + 2, line);
        }
    }

    private static int find(byte[] classFile, List<LineNumberInfo> marks) {
        byte[] wanted = new byte[2 + marks.size() * BYTES_PER_ENTRY];
        put(wanted, 0, marks.size());
        for (int i = 0; i < marks.size(); i++) {
            put(wanted, 2 + i * BYTES_PER_ENTRY, marks.get(i).startPc());
            put(wanted, 4 + i * BYTES_PER_ENTRY, marks.get(i).lineNumber());
        }
        for (int at = 0; at + wanted.length <= classFile.length; at++) {
            if (java.util.Arrays.equals(classFile, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at + 2;
            }
        }
        return -1;
    }

    private static void put(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >> 8);
        bytes[at + 1] = (byte) value;
    }
}
