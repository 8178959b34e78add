package org.emilua.itests.libraries;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Lua program that uses a library. Its first lines tell what has to be installed: {@code -- needs package: file}.
 *
 * @param name the script's name without its suffix
 * @param needs what it needs
 */
record Exercise(String name, List<Need> needs) {

    private static final Pattern NEED = Pattern.compile("(?m)^-- needs (\\S+): (\\S+)$");

    /**
     * One thing that has to be installed.
     *
     * @param packageName Debian's package
     * @param file a file of it
     */
    record Need(String packageName, Path file) {}

    /** The exercises in {@code folder}, for libraries below {@code libraries}. */
    static List<Exercise> in(Path folder, Path libraries) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".lua") && !file.endsWith("harness.lua"))
                    .sorted()
                    .map(file -> read(file, libraries))
                    .toList();
        }
    }

    private static Exercise read(Path script, Path libraries) {
        try {
            List<Need> needs = NEED.matcher(Files.readString(script))
                    .results()
                    .map(line -> new Need(line.group(1), libraries.resolve(line.group(2))))
                    .toList();
            if (needs.isEmpty()) {
                throw new IllegalStateException(script + " does not say which package it needs");
            }
            return new Exercise(script.getFileName().toString().replaceFirst("\\.lua$", ""), needs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first thing that is not installed. */
    Optional<Need> missing() {
        return needs.stream().filter(need -> !Files.isReadable(need.file())).findFirst();
    }
}
