package org.emilua.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** A plain Felix with the image's bundles and no configuration of its own. */
public final class FelixFixture implements AutoCloseable {

    static final Path IMAGE = Path.of(System.getProperty("emilua.image"));

    private final Path storage;
    private final Framework framework;
    private final EngineClient engine;

    /** Starts it. */
    public FelixFixture() throws Exception {
        this(List.of());
    }

    /** Starts it with bundles of a host, which are there before the image's. */
    FelixFixture(List<Path> hosts) throws Exception {
        storage = Files.createTempDirectory("emilua-itests");
        framework = new FrameworkFactory().newFramework(Map.of(
                Constants.FRAMEWORK_STORAGE, storage.toString(),
                Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT));
        framework.start();
        for (Path jar : hosts) {
            install(jar);
        }
        List<Bundle> installed = new ArrayList<>();
        for (Path jar : jars()) {
            installed.add(framework.getBundleContext().installBundle(jar.toUri().toString()));
        }
        for (Bundle bundle : installed) {
            if (!EngineClient.isFragment(bundle)) {
                bundle.start();
            }
        }
        engine = new EngineClient(framework.getBundleContext());
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(IMAGE.resolve("bundles"))) {
            // The interactive shell would take the tests' standard input.
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> !file.getFileName().toString().matches(".*(gogo\\.(jline|command|shell)|jline-|^shell-).*"))
                    .sorted()
                    .toList();
        }
    }

    /** Its engine. */
    public EngineClient engine() {
        return engine;
    }

    /** A service that exactly one bundle provides: the test shares no class with it. */
    Object service(String type) throws InvalidSyntaxException {
        ServiceReference<?>[] found = framework.getBundleContext().getAllServiceReferences(type, null);
        return Objects.requireNonNull(framework.getBundleContext().getService(Objects.requireNonNull(found, type)[0]));
    }

    Bundle install(Path jar) throws BundleException, IOException {
        Bundle bundle = framework.getBundleContext().installBundle(jar.toUri().toString(), Files.newInputStream(jar));
        bundle.start();
        return bundle;
    }

    Bundle bundle(String symbolicName) {
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            if (symbolicName.equals(bundle.getSymbolicName())) {
                return bundle;
            }
        }
        throw new IllegalStateException("no bundle " + symbolicName);
    }

    @Override
    public void close() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
        try (Stream<Path> files = Files.walk(storage)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
