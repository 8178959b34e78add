package org.emilua.module.regex.engine;

import java.util.HashMap;
import java.util.Map;
import org.emilua.module.regex.syntax.ByteClass;

/** Puts bytes together that a program cannot tell apart. */
final class ByteClasses {

    private final byte[] classOf = new byte[256];
    private final int[] members;

    ByteClasses(Program program) {
        int[] ids = new int[256];
        int count = 1;
        if (program.usesWords()) {
            count = refine(ids, ByteClass.WORD);
        }
        for (int i = 0; i < program.sets().length && count < 256; i++) {
            count = refine(ids, program.sets()[i]);
        }
        members = new int[count];
        for (int c = 255; c >= 0; c--) {
            classOf[c] = (byte) ids[c];
            members[ids[c]] = c;
        }
    }

    /** The class of each byte; read it unsigned. */
    byte[] table() {
        return classOf;
    }

    int count() {
        return members.length;
    }

    /** One of the bytes of a class. */
    int member(int index) {
        return members[index];
    }

    private static int refine(int[] ids, ByteClass set) {
        Map<Integer, Integer> renumbered = new HashMap<>();
        for (int c = 0; c < 256; c++) {
            int key = 2 * ids[c] + (set.contains(c) ? 1 : 0);
            Integer id = renumbered.get(key);
            if (id == null) {
                id = renumbered.size();
                renumbered.put(key, id);
            }
            ids[c] = id;
        }
        return renumbered.size();
    }
}
