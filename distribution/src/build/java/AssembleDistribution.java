import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the runnable image out of the features and the jars that Maven found for them, then trains the JVM's class archive
 * on it. Run by the build with the selected JDK's source launcher.
 */
final class AssembleDistribution {

    private final Path features;
    private final Path jars;
    private final Path sources;
    private final Path image;

    private AssembleDistribution(Path features, Path jars, Path sources, Path image) {
        this.features = features;
        this.jars = jars;
        this.sources = sources;
        this.image = image;
    }

    /** Arguments: the folder of feature files, that of all jars, that of the distribution's own files, the image to make. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path image = Path.of(args[3]);
        new AssembleDistribution(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), image).assemble();
        new ClassArchive(image).train(Path.of(args[2]).resolve("build/lua/training.lua"));
    }

    private void assemble() throws IOException {
        deleteTree(image);
        copyTree(features, image.resolve("features"));
        copyTree(sources.resolve("main/bin"), image.resolve("bin"));
        for (File script : image.resolve("bin").toFile().listFiles()) {
            makeExecutable(script);
        }
        Path lib = Files.createDirectories(image.resolve("lib"));
        Files.copy(sources.resolve("main/jvm.options"), lib.resolve("jvm.options"));
        copyJar("launcher-", lib.resolve("emilua-launcher.jar"));
        copyJar("org.apache.felix.framework-", null);
        FeatureSet run = FeatureSet.read(features, List.of("emilua-core", "emilua-net"));
        FeatureSet shell = FeatureSet.read(features, List.of("emilua-full"));
        copyBundles(shell);
        Files.write(lib.resolve("run.index"), new BundleResolution(run, jars).lazyIndex());
        Files.write(lib.resolve("shell.index"), new BundleResolution(shell, jars).eagerIndex());
    }

    private void copyBundles(FeatureSet set) throws IOException {
        Path bundles = Files.createDirectories(image.resolve("bundles"));
        for (FeatureSet.Entry entry : set.bundles()) {
            Path jar = jars.resolve(entry.jar());
            if (!Files.exists(jar)) {
                throw new IOException(entry.id() + " of the features is no dependency of the distribution: no " + jar);
            }
            Files.copy(jar, bundles.resolve(entry.jar()), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private void copyJar(String prefix, Path target) throws IOException {
        try (Stream<Path> files = Files.list(jars)) {
            Path jar = files.filter(file -> file.getFileName().toString().startsWith(prefix)).findFirst().orElseThrow();
            Path copy = target == null ? image.resolve("lib").resolve(jar.getFileName()) : target;
            Files.copy(jar, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static void makeExecutable(File file) throws IOException {
        if (!file.setExecutable(true, false)) {
            throw new IOException("cannot make executable: " + file);
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException problem) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
