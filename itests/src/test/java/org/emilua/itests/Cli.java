package org.emilua.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts the image's command line as a user would. */
final class Cli {

    static final Path EMILUA = Path.of(System.getProperty("emilua.image"), "bin", "emilua").toAbsolutePath().normalize();
    static final Path EXAMPLES = Path.of(System.getProperty("emilua.examples")).toAbsolutePath().normalize();

    private Cli() {}

    /** What a finished process did. */
    record Result(int exitCode, String out, String err) {}

    /** A process that runs, with its output in files. */
    record Running(Process process, Path out, Path err) {

        String outSoFar() throws IOException {
            return Files.readString(out, StandardCharsets.ISO_8859_1);
        }

        void awaitOutput(String text) throws Exception {
            Patience.await(
                    () -> !process.isAlive() || outSoFar().contains(text),
                    () -> "it never printed '" + text + "': " + files());
            if (!outSoFar().contains(text)) {
                throw new AssertionError("it ended before it printed '" + text + "': " + await());
            }
        }

        String errSoFar() {
            try {
                return Files.readString(err, StandardCharsets.ISO_8859_1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String files() {
            try {
                return outSoFar() + errSoFar();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void signal(String name) throws Exception {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
        }

        Result await() throws Exception {
            if (!process.waitFor(Patience.LIMIT)) {
                process.destroyForcibly();
                throw new AssertionError("did not end; output: " + files());
            }
            Result result = new Result(process.exitValue(), outSoFar(), Files.readString(err, StandardCharsets.UTF_8));
            Files.delete(out);
            Files.delete(err);
            return result;
        }
    }

    static Result run(String... arguments) throws Exception {
        return start(Map.of(), "", arguments).await();
    }

    static Result runWith(Map<String, String> environment, String input, String... arguments) throws Exception {
        return start(environment, input, arguments).await();
    }

    static Running start(Map<String, String> environment, String input, String... arguments) throws IOException {
        // Whoever runs the tests in the background may ignore these signals, which children inherit and the JVM respects.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,QUIT,TERM", EMILUA.toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("emilua", ".out");
        Path err = Files.createTempFile("emilua", ".err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        return new Running(process, out, err);
    }

    /** A script in a folder of its own. */
    static Path script(Path folder, String name, String source) throws IOException {
        return Files.writeString(folder.resolve(name), source);
    }
}
