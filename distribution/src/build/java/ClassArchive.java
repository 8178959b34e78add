import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The JVM's archive of loaded and linked classes, made by a training run of the image. */
final class ClassArchive {

    private static final byte[] INPUT_LINE = "a line of what the training reads\n".getBytes(StandardCharsets.US_ASCII);
    private static final int INPUT_LINES = 20_000;

    private final Path image;

    ClassArchive(Path image) {
        this.image = image;
    }

    /** Runs {@code script} as {@code bin/emilua} would and has the JVM archive what that loaded. */
    void train(Path script) throws IOException, InterruptedException {
        Path lib = image.resolve("lib");
        String archive = "emilua-" + System.getProperty("java.runtime.version") + ".aot";
        Path log = image.resolveSibling("training.log");
        ProcessBuilder training = new ProcessBuilder(image.resolve("bin").resolve("emilua").toString(), script.toString())
                .directory(lib.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        training.environment().put("EMILUA_JAVA_HOME", System.getProperty("java.home"));
        // Method profiles in the archive make the compilers busy from the start, which costs short scripts 40 ms.
        training.environment().put("EMILUA_JAVA_OPTS",
                "-XX:AOTCacheOutput=" + archive + " -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining");
        Process process = training.start();
        boolean isFed = feed(process);
        if (process.waitFor() != 0 || !isFed || !Files.exists(lib.resolve(archive))) {
            throw new IOException("the training run failed:\n" + Files.readString(log));
        }
    }

    /** Gives the program its lines by a pipe; false where it ends before it has read them. */
    private static boolean feed(Process process) {
        try (OutputStream input = process.getOutputStream()) {
            for (int i = 0; i < INPUT_LINES; i++) {
                input.write(INPUT_LINE);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
