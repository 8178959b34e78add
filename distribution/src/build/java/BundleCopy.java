import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/** Copies bundles into the image. */
final class BundleCopy {

    private BundleCopy() {}

    /**
     * Copies a bundle with its content as it is. Its component descriptors get their times in UTC too: who reads one asks for its time,
     * and to make that of the local time that a jar else has, the JDK would load all time zones, in every run of every program.
     */
    static void copy(Path from, Path to) throws IOException {
        try (JarFile jar = new JarFile(from.toFile())) {
            if (jar.getManifest().getMainAttributes().getValue("Service-Component") == null) {
                Files.copy(from, to);
                return;
            }
            try (OutputStream out = Files.newOutputStream(to);
                    JarOutputStream copy = new JarOutputStream(out)) {
                for (JarEntry original : (Iterable<JarEntry>) jar.stream()::iterator) {
                    JarEntry entry = LauncherJar.entry(original);
                    if (entry.getName().startsWith("OSGI-INF/")) {
                        entry.setLastModifiedTime(original.getLastModifiedTime());
                    }
                    copy.putNextEntry(entry);
                    jar.getInputStream(original).transferTo(copy);
                }
            }
        }
    }
}
