import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds out which bundles of a feature set need which others, and writes that down for the launcher. */
final class BundleResolution {

    private static final String EXTRA_PACKAGES = "org.osgi.framework.system.packages.extra";

    private final FeatureSet features;
    private final List<BundleJar> bundles = new ArrayList<>();

    BundleResolution(FeatureSet features, Path jars) throws IOException {
        this.features = features;
        for (FeatureSet.Entry entry : features.bundles()) {
            bundles.add(BundleJar.read(jars.resolve(entry.jar())));
        }
    }

    /** All bundles from the beginning. */
    List<String> eagerIndex() {
        List<String> lines = propertyLines(features.properties());
        for (BundleJar bundle : startedLast(new LinkedHashSet<>(bundles))) {
            lines.add("bundle " + entry(bundle));
        }
        return lines;
    }

    /**
     * From the beginning only what every program needs, the other bundles when a program requires their module.
     *
     * <p>The classes of these and of all modules that have a name come from the launcher's class path, where the JVM's archive has
     * them linked already. The bundles among them that would only export packages are not installed: the framework exports those
     * packages.
     */
    List<String> lazyIndex() {
        Map<String, String> properties = new TreeMap<>(features.properties());
        Set<String> delegated = new TreeSet<>();
        Set<BundleJar> shared = shared();
        for (BundleJar bundle : shared) {
            if (bundle.needsStart()) {
                delegated.addAll(bundle.packages());
            } else {
                bundle.exports().forEach(export -> properties.merge(EXTRA_PACKAGES, export, (all, one) -> all + "," + one));
            }
        }
        properties.put("org.osgi.framework.bundle.parent", "app");
        properties.put("org.osgi.framework.bootdelegation", String.join(",", delegated));
        List<String> lines = propertyLines(properties);
        shared.stream().filter(bundle -> !bundle.needsStart()).forEach(bundle -> lines.add("library " + bundle.name()));
        Set<BundleJar> boot = boot();
        started(boot).forEach(bundle -> lines.add("bundle " + entry(bundle)));
        moduleLines(shared).forEach((module, entries) -> lines.add("module " + module + " " + String.join(" ", entries)));
        return lines;
    }

    /**
     * The jars whose classes come from the launcher's class path, in the order in which the JVM had best look for a class that is not
     * in its archive: those of the component runtime may refer to packages that are not there, which keeps them out of it, and
     * each jar that is opened takes time.
     */
    List<String> classPath() {
        List<BundleJar> jars = new ArrayList<>(started(boot()));
        jars.addAll(shared());
        return jars.stream().map(BundleJar::name).distinct().toList();
    }

    private Set<BundleJar> shared() {
        Set<BundleJar> shared = boot();
        for (BundleJar bundle : bundles) {
            if (bundle.modules().stream().anyMatch(module -> !module.startsWith("."))) {
                addWithNeeds(bundle, shared);
            }
        }
        return new LinkedHashSet<>(startedLast(shared));
    }

    private Set<BundleJar> boot() {
        Set<BundleJar> boot = new LinkedHashSet<>();
        for (int i = 0; i < bundles.size(); i++) {
            if (features.bundles().get(i).isBoot()) {
                addWithNeeds(bundles.get(i), boot);
            }
        }
        return boot;
    }

    private Map<String, List<String>> moduleLines(Set<BundleJar> shared) {
        Map<String, List<String>> lines = new TreeMap<>();
        Set<BundleJar> boot = boot();
        for (BundleJar provider : bundles) {
            for (String module : provider.modules()) {
                Set<BundleJar> needed = new LinkedHashSet<>(boot);
                addWithNeeds(provider, needed);
                needed.removeIf(bundle -> boot.contains(bundle) || shared.contains(bundle) && !bundle.needsStart());
                lines.put(module, startedLast(needed).stream().map(BundleResolution::entry).toList());
            }
        }
        return lines;
    }

    private static List<String> propertyLines(Map<String, String> properties) {
        List<String> lines = new ArrayList<>();
        properties.forEach((key, value) -> lines.add("property " + key + " " + value));
        SystemPackages.properties().forEach(
                (key, value) -> lines.add("jdk " + Runtime.version().feature() + " " + key + " " + value));
        return lines;
    }

    private void addWithNeeds(BundleJar bundle, Set<BundleJar> result) {
        if (result.contains(bundle)) {
            return;
        }
        result.add(bundle);
        List<String> needs = bundle.needs();
        for (BundleJar other : bundles) {
            boolean isFragmentOfIt = other.host().equals(bundle.symbolicName());
            if (isFragmentOfIt || other.offers().stream().anyMatch(needs::contains)) {
                addWithNeeds(other, result);
            }
        }
    }

    /** Of the started ones, who offers something comes before who needs it, as far as the order of the features tells. */
    private List<BundleJar> startedLast(Set<BundleJar> chosen) {
        List<BundleJar> ordered = new ArrayList<>();
        bundles.stream().filter(chosen::contains).filter(bundle -> !bundle.needsStart()).forEach(ordered::add);
        bundles.stream().filter(chosen::contains).filter(BundleJar::needsStart).forEach(ordered::add);
        return ordered;
    }

    private List<BundleJar> started(Set<BundleJar> chosen) {
        return startedLast(chosen).stream().filter(BundleJar::needsStart).toList();
    }

    private static String entry(BundleJar bundle) {
        return (bundle.needsStart() ? "+" : "") + bundle.name();
    }
}
