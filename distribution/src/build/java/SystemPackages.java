import java.lang.module.ModuleDescriptor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the framework exports of the JDK: found out now for the JDK of the build, which saves it at every start. */
final class SystemPackages {

    /** The packages of OSGi itself, with the versions that the framework implements. */
    private static final String OSGI =
            """
            org.osgi.dto 1.1.1
            org.osgi.framework 1.10
            org.osgi.framework.connect 1.0.0
            org.osgi.framework.dto 1.8
            org.osgi.framework.hooks.bundle 1.1
            org.osgi.framework.hooks.resolver 1.0
            org.osgi.framework.hooks.service 1.1
            org.osgi.framework.hooks.weaving 1.1
            org.osgi.framework.launch 1.2
            org.osgi.framework.namespace 1.2
            org.osgi.framework.startlevel 1.0
            org.osgi.framework.startlevel.dto 1.0
            org.osgi.framework.wiring 1.2
            org.osgi.framework.wiring.dto 1.3
            org.osgi.resource 1.0.1
            org.osgi.resource.dto 1.0.1
            org.osgi.service.condition 1.0
            org.osgi.service.packageadmin 1.2.1
            org.osgi.service.resolver 1.1.1
            org.osgi.service.startlevel 1.1.1
            org.osgi.service.url 1.0.1
            org.osgi.util.tracker 1.5.3
            """;

    private SystemPackages() {}

    static Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("org.osgi.framework.system.packages", osgiPackages() + "," + jdkPackages());
        properties.put("org.osgi.framework.system.capabilities", executionEnvironments());
        return properties;
    }

    private static String osgiPackages() {
        return OSGI.lines().map(line -> line.replace(" ", ";version=\"") + "\"").collect(Collectors.joining(","));
    }

    private static String jdkPackages() {
        TreeSet<String> packages = new TreeSet<>();
        for (Module module : ModuleLayer.boot().modules()) {
            for (ModuleDescriptor.Exports exports : module.getDescriptor().exports()) {
                if (!exports.isQualified()) {
                    packages.add(exports.source());
                }
            }
        }
        return String.join(",", packages);
    }

    private static String executionEnvironments() {
        String versions = IntStream.rangeClosed(9, Runtime.version().feature())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
        return environment("JavaSE", "1.0,1.1,1.2,1.3,1.4,1.5,1.6,1.7,1.8," + versions)
                + "," + environment("JavaSE/compact1", "1.8," + versions)
                + "," + environment("JavaSE/compact2", "1.8," + versions)
                + "," + environment("JavaSE/compact3", "1.8," + versions);
    }

    private static String environment(String name, String versions) {
        return "osgi.ee;osgi.ee=\"" + name + "\";version:List<Version>=\"" + versions + "\"";
    }
}
