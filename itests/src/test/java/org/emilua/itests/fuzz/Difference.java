package org.emilua.itests.fuzz;

import java.util.Arrays;
import java.util.List;

/**
 * A case of which our result is no peer's.
 *
 * @param kind the kind of case
 * @param source the program
 * @param engine the engine whose result it is
 * @param item the number of the first item that differs
 * @param ours that item of ours
 * @param theirs that item of each peer, in the peers' order
 * @param peersAgree whether all peers have the same in the items before that one: behind where they differ, the program's state is
 *     one of theirs, or one of each in part
 */
record Difference(String kind, String source, String engine, int item, String ours, List<String> theirs, boolean peersAgree) {

    private static final String MISSING = "(nothing)";

    /** Compares results, item by item, from one on; null if for each item some peer agrees. */
    static Difference between(Generator.Case tried, String engine, String[] ours, List<String[]> theirs, int from) {
        if (theirs.stream().anyMatch(their -> Arrays.equals(their, ours))) {
            return null;
        }
        List<String[]> comparable = comparable(ours, theirs);
        boolean agree = true;
        for (int i = 0; i < ours.length + 1; i++) {
            String our = item(ours, i);
            int at = i;
            if (i >= from && comparable.stream().noneMatch(their -> item(their, at).equals(our))) {
                List<String> expected = theirs.stream().map(their -> item(their, at)).toList();
                return new Difference(tried.kind(), tried.source(), engine, i, our, expected, agree);
            }
            agree &= comparable.stream().map(their -> item(their, at)).distinct().count() == 1;
        }
        return null;
    }

    /** The results of those peers that run the program, if we do: one that does not know the syntax has nothing to say about the rest. */
    private static List<String[]> comparable(String[] ours, List<String[]> theirs) {
        if (refused(ours)) {
            return theirs;
        }
        List<String[]> ran = theirs.stream().filter(their -> !refused(their)).toList();
        return ran.isEmpty() ? theirs : ran;
    }

    /** Whether a result is that a program's syntax is not known. */
    static boolean refused(String[] result) {
        return result[0].startsWith("syntax ");
    }

    private static String item(String[] items, int index) {
        return index < items.length ? items[index] : MISSING;
    }

    /** What differences of one cause have in common, as far as the text tells. */
    String signature() {
        StringBuilder text = new StringBuilder(shape(ours));
        for (String their : theirs) {
            text.append(" <> ").append(shape(their));
        }
        return text.toString();
    }

    private static String shape(String item) {
        String text = item;
        if (!text.contains("\"c:") && !text.contains("\"m:") && !text.contains("\"[string") && !text.contains("bad argument")) {
            text = text.replaceAll("\"[^\"]*\"", "S");
        }
        return text.replaceAll("'[^']*'", "'_'")
                .replaceAll("near .*", "near _")
                .replaceAll("-?\\d+(\\.\\d+)?(e[+-]?\\d+)?(~-?[\\d.e+-]+)?", "0")
                .replaceAll("\\{[^{}]*\\}", "{}")
                .replaceAll("\\{.*\\}", "{}")
                .replaceAll("((S|0|nil|true|false), )+", "..., ");
    }

    /** A report for people. */
    String describe(List<String> peers) {
        StringBuilder text = new StringBuilder();
        text.append("-- ").append(kind).append(", item ").append(item + 1).append('\n');
        text.append(source).append('\n');
        text.append("--> ").append(engine).append(": ").append(ours).append('\n');
        for (int i = 0; i < peers.size(); i++) {
            text.append("--> ").append(peers.get(i)).append(": ").append(theirs.get(i)).append('\n');
        }
        return text.toString();
    }
}
