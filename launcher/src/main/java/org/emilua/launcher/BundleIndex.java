package org.emilua.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The bundles of a feature set. The distribution resolves the feature files to this flat form when it is built, so that
 * nothing of that is done at every start. A line is one of these, where a {@code +} before a jar says that it is started:
 *
 * <pre>
 * property KEY VALUE      a property of the framework
 * jdk VERSION KEY VALUE   the same, on a JDK of that version only
 * library JAR             a bundle that is not installed: its classes are on the class path, the framework exports them
 * bundle JAR              a bundle that is there from the beginning
 * module NAME JAR JAR...  the further bundles that a module needs, in the order to install them; NAME may be the end of a
 *                         file's name, such as .ttl, where the bundles read such files as modules
 * </pre>
 */
final class BundleIndex {

    /** A bundle's jar and whether it is started or only installed. */
    record Entry(String jar, boolean isStarted) {}

    private final Map<String, String> properties = new HashMap<>();
    private final List<String> libraries = new ArrayList<>();
    private final List<Entry> bundles = new ArrayList<>();
    private final Map<String, List<Entry>> modules = new HashMap<>();

    private BundleIndex() {}

    static BundleIndex read(Path file) throws IOException {
        BundleIndex index = new BundleIndex();
        for (String line : Files.readAllLines(file)) {
            int space = line.indexOf(' ');
            if (space > 0) {
                index.add(line.substring(0, space), line.substring(space + 1));
            }
        }
        return index;
    }

    private void add(String kind, String rest) throws IOException {
        int space = rest.indexOf(' ');
        String first = space < 0 ? rest : rest.substring(0, space);
        String second = space < 0 ? "" : rest.substring(space + 1);
        switch (kind) {
            case "property" -> properties.put(first, second);
            case "jdk" -> {
                if (first.equals(System.getProperty("java.specification.version"))) {
                    add("property", second);
                }
            }
            case "library" -> libraries.add(rest);
            case "bundle" -> addEntries(bundles, rest);
            case "module" -> {
                List<Entry> entries = new ArrayList<>();
                addEntries(entries, second);
                modules.put(first, entries);
            }
            default -> throw new IOException("unknown line '" + kind + "'");
        }
    }

    private static void addEntries(List<Entry> entries, String jars) {
        int start = 0;
        while (start < jars.length()) {
            int space = jars.indexOf(' ', start);
            int end = space < 0 ? jars.length() : space;
            boolean isStarted = jars.charAt(start) == '+';
            entries.add(new Entry(jars.substring(isStarted ? start + 1 : start, end), isStarted));
            start = end + 1;
        }
    }

    /** Properties of the framework. */
    Map<String, String> properties() {
        return properties;
    }

    /** The jars whose classes are on the class path. */
    List<String> libraries() {
        return libraries;
    }

    /** The bundles that are there from the beginning, in the order to install them. */
    List<Entry> bundles() {
        return bundles;
    }

    /** What a module needs beyond {@link #bundles}; empty where no bundle of the set provides it. */
    List<Entry> bundlesOfModule(String name) {
        List<Entry> entries = modules.get(name);
        return entries == null ? List.of() : entries;
    }
}
