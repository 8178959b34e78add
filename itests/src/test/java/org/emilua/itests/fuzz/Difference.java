package org.emilua.itests.fuzz;

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
 */
record Difference(String kind, String source, String engine, int item, String ours, List<String> theirs) {

    private static final String MISSING = "(nothing)";

    /** Compares results, item by item; null if some peer agrees everywhere. */
    static Difference between(Generator.Case tried, String engine, String[] ours, List<String[]> theirs) {
        for (int i = 0; i < ours.length + 1; i++) {
            String our = item(ours, i);
            boolean explained = false;
            for (String[] their : theirs) {
                explained |= our.equals(item(their, i));
            }
            if (!explained) {
                int at = i;
                return new Difference(tried.kind(), tried.source(), engine, i, our, theirs.stream().map(their -> item(their, at)).toList());
            }
        }
        return null;
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
