package org.emilua.itests.suite;

import java.util.ArrayList;
import java.util.List;

/**
 * A chapter of the test suite for Lua 5.1.
 *
 * @param name the name of its file, without suffix
 * @param result what it returns, as text; {@code nil} for nothing
 * @param changes what is changed in it
 */
record Chapter(String name, String result, List<Change> changes) {

    /**
     * Lines that give way to others.
     *
     * @param from the first line
     * @param to the line before which they end; empty where they are one line
     * @param put what comes in their place
     */
    record Change(String from, String to, List<String> put) {}

    /** The chapters that a list has. Each change in it comes after a reason. */
    static List<Chapter> read(List<String> list) {
        List<Chapter> chapters = new ArrayList<>();
        boolean reason = false;
        for (String line : list) {
            int colon = line.indexOf(": ");
            String value = colon < 0 ? "" : line.substring(colon + 2);
            if (line.startsWith("chapter ")) {
                String[] words = line.split(" ");
                chapters.add(new Chapter(words[1], words.length > 2 ? words[2] : "nil", new ArrayList<>()));
                reason = false;
            } else if (line.startsWith("#")) {
                reason = true;
            } else if (line.startsWith("from: ") && reason) {
                chapters.getLast().changes.add(new Change(value, "", new ArrayList<>()));
            } else if (line.startsWith("to: ")) {
                Change change = chapters.getLast().changes.removeLast();
                chapters.getLast().changes.add(new Change(change.from, value, change.put));
            } else if (line.startsWith("put: ")) {
                chapters.getLast().changes.getLast().put.add(value);
            } else if (!line.isBlank()) {
                throw new IllegalArgumentException("not understood: " + line);
            }
        }
        return chapters;
    }

    /** The chapter's text with its changes, all of which it has to have. Lines keep their numbers where that is possible. */
    List<String> changed(List<String> text) {
        List<String> lines = new ArrayList<>(text);
        for (Change change : changes) {
            int from = lines.indexOf(change.from);
            int to = change.to.isEmpty() ? from + 1 : from + lines.subList(Math.max(from, 0), lines.size()).indexOf(change.to);
            if (from < 0 || to <= from) {
                throw new IllegalArgumentException("chapter " + name + " has no line " + change);
            }
            List<String> range = lines.subList(from, to);
            List<String> put = new ArrayList<>(change.put);
            while (put.size() < range.size()) {
                put.add("");
            }
            range.clear();
            range.addAll(put);
        }
        return lines;
    }
}
