import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a bundle's jar tells about itself. */
final class BundleJar {

    private static final Pattern MODULE =
            Pattern.compile("<property\\s+name=\"emilua\\.(?:module|file\\.suffix)\"[^>]*\\svalue=\"([^\"]+)\"");
    private static final Pattern OBJECT_CLASS =
            Pattern.compile("osgi\\.service;.*?objectClass(?::List<String>=|=)\"?\\(?([\\w.,]+)");

    private static final Pattern VERSION = Pattern.compile(";\\s*version=\"?([\\w.-]+)");

    private final String name;
    private final Attributes manifest;
    private final List<String> modules = new ArrayList<>();
    private final Set<String> packages = new TreeSet<>();

    private BundleJar(String name, Attributes manifest) {
        this.name = name;
        this.manifest = manifest;
    }

    static BundleJar read(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            BundleJar bundle = new BundleJar(file.getFileName().toString(), jar.getManifest().getMainAttributes());
            for (String component : bundle.names("Service-Component")) {
                byte[] xml = jar.getInputStream(jar.getEntry(component)).readAllBytes();
                Matcher matcher = MODULE.matcher(new String(xml, StandardCharsets.UTF_8));
                while (matcher.find()) {
                    bundle.modules.add(matcher.group(1));
                }
            }
            jar.stream().map(JarEntry::getName).forEach(bundle::addPackage);
            return bundle;
        }
    }

    private void addPackage(String entry) {
        if (entry.endsWith(".class") && entry.contains("/") && !entry.startsWith("META-INF/")) {
            packages.add(entry.substring(0, entry.lastIndexOf('/')).replace('/', '.'));
        }
    }

    /** The file's name. */
    String name() {
        return name;
    }

    String symbolicName() {
        return names("Bundle-SymbolicName").getFirst();
    }

    /** The packages it has classes in. */
    Set<String> packages() {
        return packages;
    }

    /** The modules that Lua programs can require from this bundle, and the ends of the names of files that it reads as such. */
    List<String> modules() {
        return modules;
    }

    /** Whether starting it does something: a bundle without components or an activator only has to be resolved. */
    boolean needsStart() {
        return manifest.getValue("Service-Component") != null || manifest.getValue("Bundle-Activator") != null;
    }

    /** Its exported packages, each with its version. */
    List<String> exports() {
        List<String> exports = new ArrayList<>();
        for (String clause : clauses("Export-Package")) {
            Matcher version = VERSION.matcher(clause);
            exports.add(clause.split(";")[0].strip() + (version.find() ? ";version=\"" + version.group(1) + "\"" : ""));
        }
        return exports;
    }

    /** What it gives to other bundles: its exported packages and its services' types. */
    List<String> offers() {
        List<String> offers = new ArrayList<>(names("Export-Package"));
        offers.addAll(serviceTypes("Provide-Capability"));
        return offers;
    }

    /** What it cannot do without, in the same terms as {@link #offers}. */
    List<String> needs() {
        List<String> needs = new ArrayList<>(names("Import-Package"));
        needs.addAll(serviceTypes("Require-Capability"));
        return needs;
    }

    /** The symbolic name of the bundle that this is a fragment of, or an empty string. */
    String host() {
        List<String> host = names("Fragment-Host");
        return host.isEmpty() ? "" : host.getFirst();
    }

    private List<String> serviceTypes(String header) {
        List<String> types = new ArrayList<>();
        for (String clause : clauses(header)) {
            Matcher matcher = OBJECT_CLASS.matcher(clause);
            if (matcher.find()) {
                types.addAll(List.of(matcher.group(1).split(",")));
            }
        }
        return types;
    }

    /** The clauses of a header without their attributes and directives. */
    private List<String> names(String header) {
        List<String> names = new ArrayList<>();
        for (String clause : clauses(header)) {
            for (String part : clause.split(";")) {
                if (part.contains("=") || part.isBlank()) {
                    break;
                }
                names.add(part.strip());
            }
        }
        return names;
    }

    /** The parts of a header between commas that are not quoted, without those that are optional. */
    private List<String> clauses(String header) {
        String value = manifest.getValue(header);
        List<String> clauses = new ArrayList<>();
        StringBuilder clause = new StringBuilder();
        boolean quoted = false;
        for (char c : (value == null ? "" : value + ",").toCharArray()) {
            quoted ^= c == '"';
            if (c == ',' && !quoted) {
                if (clause.indexOf("resolution:=optional") < 0) {
                    clauses.add(clause.toString());
                }
                clause.setLength(0);
            } else {
                clause.append(c);
            }
        }
        return clauses;
    }
}
