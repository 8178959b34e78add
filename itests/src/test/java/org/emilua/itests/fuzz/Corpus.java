package org.emilua.itests.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Cases as files of Lua that every engine runs: parts with the cases' texts, which are written once, and for each run a driver that says
 * where to begin and what to leave out. A folder, which goes when this is closed.
 */
final class Corpus implements AutoCloseable {

    private static final int CASES_PER_FUNCTION = 50;
    private static final int CASES_PER_PART = 2_000;
    private static final String PRELUDE = prelude();

    private final Path folder;
    private final List<Path> files = new ArrayList<>();
    private final int size;

    Corpus(List<String> cases) throws IOException {
        folder = Files.createTempDirectory("emilua-fuzz");
        size = cases.size();
        for (int from = 0; from < size; from += CASES_PER_PART) {
            write("part" + from / CASES_PER_PART, part(cases, from, Math.min(size, from + CASES_PER_PART)));
        }
    }

    private static String prelude() {
        try (InputStream in = Corpus.class.getResourceAsStream("prelude.lua")) {
            if (in == null) {
                throw new IllegalStateException("prelude.lua is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many cases there are. */
    int size() {
        return size;
    }

    /** A driver for the cases from a number on, without those that are to be left out. */
    synchronized Path driver(String name, int from, BitSet without) throws IOException {
        StringBuilder text = new StringBuilder(PRELUDE);
        text.append("local without = {");
        without.stream().filter(number -> number >= from).forEach(number -> text.append('[').append(number).append("]=true,"));
        text.append("}\nlocal function run(number, source)\nif number >= ").append(from);
        text.append(" and not without[number] then case(number, source) end\nend\n");
        text.append("for part = ").append(from / CASES_PER_PART).append(", ").append((size - 1) / CASES_PER_PART).append(" do\n");
        text.append("dofile(").append(Mutation.quote(folder.toString())).append(" .. '/part' .. part .. '-driver.lua')(run)\nend\n");
        text.append("print('done')\n");
        return write(name, text.toString());
    }

    /** A file for an engine's output. */
    synchronized Path output(String name) {
        Path file = folder.resolve(name);
        files.add(file);
        return file;
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name + "-driver.lua");
        files.add(file);
        return Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    }

    private static String part(List<String> cases, int from, int to) {
        StringBuilder out = new StringBuilder("return function(case)\n");
        for (int i = from; i < to; i++) {
            int place = (i - from) % CASES_PER_FUNCTION;
            if (place == 0) {
                out.append("(function()\n");
            }
            out.append("case(").append(i).append(", ").append(Mutation.quote(cases.get(i))).append(")\n");
            if (place == CASES_PER_FUNCTION - 1 || i == to - 1) {
                out.append("end)();\n");
            }
        }
        return out.append("end\n").toString();
    }

    @Override
    public void close() throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
    }
}
