import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The JVM's archive of loaded and linked classes, made by a training run of the image. */
final class ClassArchive {

    private final Path image;

    ClassArchive(Path image) {
        this.image = image;
    }

    /** Runs {@code script} as {@code bin/emilua} would and has the JVM archive what that loaded. */
    void train(Path script) throws IOException, InterruptedException {
        Path lib = image.resolve("lib");
        Path archive = lib.resolve("emilua-" + System.getProperty("java.runtime.version") + ".aot");
        Path log = image.resolveSibling("training.log");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:AOTCacheOutput=" + archive,
                // Method profiles in the archive make the compilers busy from the start, which costs short scripts 40 ms.
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-AOTRecordTraining",
                "@" + lib.resolve("jvm.options"),
                "-jar",
                lib.resolve("emilua-launcher.jar").toString(),
                script.toString());
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0 || !Files.exists(archive)) {
            throw new IOException("the training run failed:\n" + Files.readString(log));
        }
    }
}
