package org.emilua.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.Felix;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** A running framework and the bundles in it. Any thread may call. */
final class Host {

    private final Framework framework;
    private final BundleContext context;
    private final Path bundleFolder;

    private Host(Framework framework, Path bundleFolder) {
        this.framework = framework;
        this.context = framework.getBundleContext();
        this.bundleFolder = bundleFolder;
    }

    /** Starts a framework without bundles, which will come from {@code bundleFolder}. */
    static Host start(Map<String, String> properties, Path bundleFolder, Storage storage) throws LaunchException {
        Framework framework = new Felix(configuration(properties, storage));
        try {
            framework.start();
        } catch (BundleException e) {
            throw new LaunchException("cannot start the framework: " + e.getMessage(), e);
        }
        return new Host(framework, bundleFolder);
    }

    private static Map<String, Object> configuration(Map<String, String> properties, Storage storage) {
        Map<String, Object> configuration = new HashMap<>();
        configuration.put(Constants.FRAMEWORK_STORAGE, storage.folder().toString());
        configuration.put("felix.service.urlhandlers", "false");
        configuration.put("felix.log.level", Main.isDebugging() ? "3" : "0");
        configuration.put("ds.loglevel", Main.isDebugging() ? "3" : "0");
        configuration.putAll(properties);
        return configuration;
    }

    /** Installs bundles, then starts those that are to be started, in the order given. */
    void add(List<BundleIndex.Entry> entries) throws LaunchException {
        List<Bundle> started = new ArrayList<>();
        for (BundleIndex.Entry entry : entries) {
            Bundle bundle = install(entry.jar());
            if (entry.isStarted()) {
                started.add(bundle);
            }
        }
        for (Bundle bundle : started) {
            try {
                bundle.start(Bundle.START_TRANSIENT);
            } catch (BundleException e) {
                throw new LaunchException("cannot start bundle " + bundle.getSymbolicName() + ": " + firstLine(e), e);
            }
        }
    }

    private Bundle install(String jar) throws LaunchException {
        Path file = bundleFolder.resolve(jar);
        try {
            return context.installBundle("reference:file:" + file);
        } catch (BundleException e) {
            String problem = Files.exists(file) ? "cannot read bundle " : "missing bundle ";
            throw new LaunchException(problem + file, e);
        }
    }

    private static String firstLine(BundleException problem) {
        String message = String.valueOf(problem.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    /** Registers a service. */
    <S> void register(Class<S> type, S service, String flag) {
        context.registerService(type, service, FrameworkUtil.asDictionary(Map.of(flag, true)));
    }

    /** The service of a JDK type that carries {@code flag}, or null. */
    <S> @Nullable S findService(Class<S> type, String flag) {
        try {
            for (ServiceReference<S> reference : context.getServiceReferences(type, "(" + flag + "=true)")) {
                return context.getService(reference);
            }
            return null;
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(flag, e);
        }
    }

    /** Waits until something in the framework has stopped it. */
    void awaitStop() throws InterruptedException {
        framework.waitForStop(0);
    }
}
