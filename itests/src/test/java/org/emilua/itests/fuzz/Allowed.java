package org.emilua.itests.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Differences that are meant: {@code allowed.txt} lists them. An entry is a reason, on lines that begin with {@code #}, and
 * patterns of which all must be found: in the program ({@code source:}), in the name of our engine ({@code engine:}),
 * in our item ({@code ours:}), in a peer's item ({@code peer:}). What the groups of the last two match must be the same.
 * With {@code rest: differs} nothing that the program does afterwards is compared.
 */
final class Allowed {

    private record Entry(Pattern source, Pattern engine, Pattern ours, Pattern peer, boolean last) {}

    private final List<Entry> entries = new ArrayList<>();

    static Allowed load() {
        try (InputStream in = Allowed.class.getResourceAsStream("allowed.txt")) {
            if (in == null) {
                throw new IllegalStateException("allowed.txt is not on the class path");
            }
            return new Allowed(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Allowed(String text) {
        for (String block : text.split("\n\\s*\n")) {
            Pattern source = find(block, "source");
            Pattern engine = find(block, "engine");
            Pattern ours = find(block, "ours");
            Pattern peer = find(block, "peer");
            if (source.pattern().isEmpty() && ours.pattern().isEmpty() && peer.pattern().isEmpty()) {
                continue;
            }
            if (!block.strip().startsWith("#")) {
                throw new IllegalStateException("an entry without a reason: " + block);
            }
            entries.add(new Entry(source, engine, ours, peer, find(block, "rest").pattern().equals("differs")));
        }
    }

    private static Pattern find(String block, String name) {
        for (String line : block.split("\n")) {
            if (line.startsWith(name + ":")) {
                return Pattern.compile(line.substring(name.length() + 1).strip(), Pattern.DOTALL);
            }
        }
        return Pattern.compile("");
    }

    /** How a difference is meant. */
    enum Verdict {
        /** It is not. */
        UNEXPECTED,
        /** It is, and the rest must agree. */
        MEANT,
        /** It is, and the rest may differ. */
        LAST
    }

    Verdict judge(Difference difference) {
        Verdict verdict = Verdict.UNEXPECTED;
        for (Entry entry : entries) {
            if (allows(entry, difference)) {
                verdict = entry.last || verdict == Verdict.LAST ? Verdict.LAST : Verdict.MEANT;
            }
        }
        return verdict;
    }

    private static boolean allows(Entry entry, Difference difference) {
        if (!entry.source.matcher(difference.source()).find() || !entry.engine.matcher(difference.engine()).find()) {
            return false;
        }
        Matcher ours = entry.ours.matcher(difference.ours());
        return ours.find() && difference.theirs().stream().anyMatch(their -> agrees(ours, entry.peer.matcher(their)));
    }

    private static boolean agrees(Matcher ours, Matcher theirs) {
        boolean same = theirs.find();
        for (int i = 1; same && i <= Math.min(ours.groupCount(), theirs.groupCount()); i++) {
            same = ours.group(i).equals(theirs.group(i));
        }
        return same;
    }
}
