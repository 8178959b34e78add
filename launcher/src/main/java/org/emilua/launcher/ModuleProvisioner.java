package org.emilua.launcher;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Brings in the bundles of a module when a program asks for it first, so that a program pays for no module that it does not
 * use. A service for the engine, of a JDK type; any thread may call.
 */
final class ModuleProvisioner implements Predicate<String> {

    /** The property by which the engine knows this service from other predicates. */
    static final String FLAG = "emilua.provisioner";

    private final Installation installation;
    private final BundleIndex index;
    private final Host host;
    private final Set<String> installed = new HashSet<>();

    ModuleProvisioner(Installation installation, BundleIndex index, Host host) {
        this.installation = installation;
        this.index = index;
        this.host = host;
    }

    /** Whether bundles were started that provide the module, which none did before. */
    @Override
    public synchronized boolean test(String module) {
        if (!installed.add(module)) {
            return false;
        }
        try {
            if (installed.size() == 1) {
                installation.requireLibraries(index);
            }
            host.add(index.bundlesOfModule(module));
            return true;
        } catch (LaunchException e) {
            Main.report(e);
            return false;
        }
    }
}
