import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The launcher's jar as the image has it: with the class path of the image. */
final class LauncherJar {

    private LauncherJar() {}

    static void copy(Path from, Path to, List<String> classPath) throws IOException {
        try (JarFile jar = new JarFile(from.toFile());
                OutputStream out = Files.newOutputStream(to)) {
            Manifest manifest = new Manifest(jar.getManifest());
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", classPath));
            try (JarOutputStream copy = new JarOutputStream(out)) {
                copy.putNextEntry(entry(jar.getJarEntry(JarFile.MANIFEST_NAME)));
                manifest.write(copy);
                for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                    if (entry.getName().endsWith(".class") || isServiceFile(entry)) {
                        copy.putNextEntry(entry(entry));
                        jar.getInputStream(entry).transferTo(copy);
                    }
                }
            }
        }
    }

    private static boolean isServiceFile(JarEntry entry) {
        return !entry.isDirectory() && entry.getName().startsWith("META-INF/services/");
    }

    /** An entry of the same name and time, without what else a jar says of it. */
    static JarEntry entry(JarEntry original) {
        JarEntry entry = new JarEntry(original.getName());
        entry.setTime(original.getTime());
        return entry;
    }
}
