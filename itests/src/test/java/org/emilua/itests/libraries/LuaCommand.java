package org.emilua.itests.libraries;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Something that runs Lua programs.
 *
 * @param name how reports call it
 * @param program the command before the script's name
 * @param environment variables to set
 */
record LuaCommand(String name, String program, Map<String, String> environment) {

    private static final int PATIENCE_SECONDS = 90;

    /** An engine of ours with {@code mode} as its back end. */
    static LuaCommand ours(Path image, String mode) {
        Path program = image.resolve("bin/emilua").toAbsolutePath().normalize();
        return new LuaCommand(mode, program.toString(), Map.of("EMILUA_JAVA_OPTS", "-Demilua.lua.mode=" + mode));
    }

    /** Another engine, which is looked for where commands are. */
    static LuaCommand peer(String program) {
        return new LuaCommand(program, program, Map.of());
    }

    boolean isInstalled() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    /** The transcripts of {@code exercises}, one for each, which {@code folder} has with their harness. */
    Map<String, Transcript> run(Path folder, List<Exercise> exercises, Path libraries) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("emilua-libraries");
        Path script = Files.writeString(work.resolve("main.lua"), script(folder, exercises, libraries));
        Path out = work.resolve("out");
        Path err = work.resolve("err");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(program, script.toString()).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(environment);
            String trouble = await(builder.start());
            String message = Files.readString(err, StandardCharsets.ISO_8859_1).strip();
            return complete(exercises, Files.readString(out, StandardCharsets.ISO_8859_1), trouble + ": " + message);
        } finally {
            for (Path file : List.of(script, out, err, work)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static String script(Path folder, List<Exercise> exercises, Path libraries) {
        String names = exercises.stream().map(exercise -> "'" + exercise.name() + "'").collect(Collectors.joining(", "));
        return "assert(loadfile('" + folder.resolve("harness.lua") + "'))('" + folder + "', {" + names + "}, '" + libraries + "')\n";
    }

    private static String await(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            return "the engine ended with exit code " + process.exitValue();
        }
        process.destroyForcibly().waitFor();
        return "the engine did not end";
    }

    private static Map<String, Transcript> complete(List<Exercise> exercises, String output, String trouble) {
        Map<String, Transcript> transcripts = new HashMap<>(Transcript.read(output, trouble));
        for (Exercise exercise : exercises) {
            transcripts.putIfAbsent(exercise.name(), new Transcript(List.of(), "was not reached, " + trouble));
        }
        return transcripts;
    }
}
