import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
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

    /**
     * Arguments: the folder of feature files, that of all jars, that of the distribution's own files, the image to make, and
     * the time that its jars are to carry.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path image = Path.of(args[3]);
        FileTime time = FileTime.from(Instant.parse(args[4]));
        new AssembleDistribution(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), image).assemble();
        setTimes(image.resolve("bundles"), time);
        setTimes(image.resolve("lib"), time);
        new ClassArchive(image).train(Path.of(args[2]).resolve("build/lua/training.lua"));
        setTimes(image.resolve("lib"), time);
    }

    /**
     * The JVM accepts its archive only with the jars that it was made with, of the same size and time. One time of full
     * seconds survives every archive format, and bin/emilua sees by it that the files belong together.
     */
    private static void setTimes(Path folder, FileTime time) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, time);
            }
        }
    }

    private void assemble() throws IOException {
        deleteTree(image);
        copyTree(features, image.resolve("features"));
        copyTree(sources.resolve("main/bin"), image.resolve("bin"));
        copyTree(sources.resolve("main/etc"), image.resolve("etc"));
        for (File script : image.resolve("bin").toFile().listFiles()) {
            makeExecutable(script);
        }
        Path lib = Files.createDirectories(image.resolve("lib"));
        Files.copy(sources.resolve("main/jvm.options"), lib.resolve("jvm.options"));
        FeatureSet run = FeatureSet.read(features, List.of("emilua-core", "emilua-net"));
        FeatureSet shell = FeatureSet.read(features, List.of("emilua-full"));
        copyBundles(shell);
        copyNativeCode(shell, lib);
        BundleResolution runResolution = new BundleResolution(run, jars);
        Files.write(lib.resolve("run.index"), runResolution.lazyIndex());
        copyLauncher(lib, runResolution.classPath());
        Files.write(lib.resolve("shell.index"), new BundleResolution(shell, jars).eagerIndex());
    }

    private void copyLauncher(Path lib, List<String> bundles) throws IOException {
        Path framework = jar("org.apache.felix.framework-");
        Files.copy(framework, lib.resolve(framework.getFileName()));
        List<String> classPath = new ArrayList<>(List.of(framework.getFileName().toString()));
        for (String bundle : bundles) {
            classPath.add("../bundles/" + bundle);
        }
        LauncherJar.copy(jar("launcher-"), lib.resolve("emilua-launcher.jar"), classPath);
    }

    /** Puts the native code of the bundles where the start script has the JVM look for it. */
    private void copyNativeCode(FeatureSet set, Path lib) throws IOException {
        for (FeatureSet.Entry entry : set.bundles()) {
            try (JarFile jar = new JarFile(jars.resolve(entry.jar()).toFile())) {
                for (JarEntry library : (Iterable<JarEntry>) jar.stream().filter(AssembleDistribution::isNativeCode)::iterator) {
                    Files.copy(jar.getInputStream(library), lib.resolve(Path.of(library.getName()).getFileName()));
                }
            }
        }
    }

    private static boolean isNativeCode(JarEntry entry) {
        return entry.getName().startsWith("META-INF/native/") && entry.getName().endsWith(".so");
    }

    private void copyBundles(FeatureSet set) throws IOException {
        Path bundles = Files.createDirectories(image.resolve("bundles"));
        for (FeatureSet.Entry entry : set.bundles()) {
            Path jar = jars.resolve(entry.jar());
            if (!Files.exists(jar)) {
                throw new IOException(entry.id() + " of the features is no dependency of the distribution: no " + jar);
            }
            BundleCopy.copy(jar, bundles.resolve(entry.jar()));
        }
    }

    private Path jar(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(jars)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix)).findFirst().orElseThrow();
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
