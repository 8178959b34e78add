package org.emilua.itests.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Differences that are meant: {@code allowed.txt} lists them. An entry is a reason, on lines that begin with {@code #}, and
 * patterns of which all must be found: in the program ({@code source:}), in our item ({@code ours:}), in a peer's item
 * ({@code peer:}).
 */
final class Allowed {

    private record Entry(Pattern source, Pattern ours, Pattern peer) {}

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
            Pattern ours = find(block, "ours");
            Pattern peer = find(block, "peer");
            if (source.pattern().isEmpty() && ours.pattern().isEmpty() && peer.pattern().isEmpty()) {
                continue;
            }
            if (!block.strip().startsWith("#")) {
                throw new IllegalStateException("an entry without a reason: " + block);
            }
            entries.add(new Entry(source, ours, peer));
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

    boolean allows(Difference difference) {
        for (Entry entry : entries) {
            if (entry.source.matcher(difference.source()).find()
                    && entry.ours.matcher(difference.ours()).find()
                    && difference.theirs().stream().anyMatch(their -> entry.peer.matcher(their).find())) {
                return true;
            }
        }
        return false;
    }
}
