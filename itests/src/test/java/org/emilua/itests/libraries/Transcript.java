package org.emilua.itests.libraries;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an exercise printed.
 *
 * @param lines its output
 * @param end its last words: {@code ok} and the number of its checks, {@code failed} and why, or what became of the engine
 */
record Transcript(List<String> lines, String end) {

    private static final Pattern EXERCISE = Pattern.compile("(?m)^exercise (\\S+)\n");
    private static final Pattern SUCCESS = Pattern.compile("ok [1-9]\\d*");

    /** The transcripts in a harness's output, by exercise; {@code trouble} is the end of one that has none. */
    static Map<String, Transcript> read(String output, String trouble) {
        Map<String, Transcript> transcripts = new HashMap<>();
        var starts = EXERCISE.matcher(output);
        for (boolean found = starts.find(); found; ) {
            String name = starts.group(1);
            int from = starts.end();
            found = starts.find();
            transcripts.put(name, one(output.substring(from, found ? starts.start() : output.length()), trouble));
        }
        return transcripts;
    }

    private static Transcript one(String text, String trouble) {
        List<String> lines = text.lines().filter(line -> line.startsWith("| ")).map(line -> line.substring(2)).toList();
        String last = text.lines().reduce("", (before, line) -> line);
        return new Transcript(lines, last.startsWith("ok ") || last.startsWith("failed ") ? last : trouble);
    }

    boolean succeeded() {
        return SUCCESS.matcher(end).matches();
    }

    /**
     * The first difference from what peers printed, or an empty text. Each line has to be that of one of them, and there have
     * to be as many as the first of them printed.
     */
    String differenceFrom(List<Transcript> peers) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int at = i;
            if (peers.stream().noneMatch(peer -> line.equals(peer.line(at)))) {
                return "line " + (i + 1) + " is\n" + line + "\nbut under the peers\n"
                        + String.join("\n", peers.stream().map(peer -> peer.line(at)).distinct().toList());
            }
        }
        int expected = peers.getFirst().lines.size();
        return lines.size() == expected ? "" : lines.size() + " lines instead of " + expected;
    }

    private String line(int index) {
        return index < lines.size() ? lines.get(index) : "(no line)";
    }
}
