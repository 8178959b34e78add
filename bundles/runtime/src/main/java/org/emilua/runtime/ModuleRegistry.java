package org.emilua.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.emilua.api.LuaModule;
import org.emilua.api.engine.Engine.ModuleInfo;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * The modules that bundles provide at this moment, by name. Safe to use from any thread.
 *
 * <p>Nothing here or in a VM keeps a withdrawn module: what a provider made hangs on the provider alone, so that its
 * class loader can go when the last object of its own making is gone.
 */
final class ModuleRegistry {

    /** The modules of the full distribution that live in bundles. */
    private static final Set<String> DISTRIBUTED = Set.of("ip", "json", "stream", "sync", "system", "time");

    /** The launcher's service that installs the bundles of a module when it is required first. */
    private static final String PROVISIONER = "(emilua.provisioner=true)";

    private final BundleContext context;
    private final Map<String, Binding> bindings = new ConcurrentHashMap<>();

    ModuleRegistry(BundleContext context) {
        this.context = context;
    }

    void add(ServiceReference<LuaModule> service) {
        if (service.getProperty(LuaModule.NAME) instanceof String name) {
            bindings.computeIfAbsent(name, unknown -> new Binding(unknown, context)).add(service);
        }
    }

    void remove(ServiceReference<LuaModule> service) {
        if (service.getProperty(LuaModule.NAME) instanceof String name) {
            Binding binding = bindings.get(name);
            if (binding != null) {
                binding.remove(service);
            }
        }
    }

    /** Drops what providers made for {@code vm}. */
    void forget(EmiluaVm vm) {
        for (Binding binding : bindings.values()) {
            Provider provider = binding.provider;
            if (provider != null) {
                provider.made.remove(vm);
            }
        }
    }

    /** What {@code require} returns for a module that a bundle provides, or null. */
    @Nullable LuaValue require(String name, EmiluaVm vm) {
        Binding binding = bindings.get(name);
        if (binding == null || binding.provider == null) {
            provision(name);
            binding = bindings.get(name);
        }
        Provider provider = binding == null ? null : binding.provider;
        if (binding == null || provider == null) {
            return null;
        }
        LuaValue made = provider.moduleFor(vm);
        return made instanceof LuaTable ? new LiveModule(new LiveModule.Root(binding, vm)) : made;
    }

    /**
     * Asks the launcher, where there is one, to bring in the bundle that provides a module, or that reads the files whose names
     * end in {@code name}. Whoever calls this while another VM's request is served returns when that is done.
     */
    @SuppressWarnings({"rawtypes", "unchecked"}) // a service of a JDK type that carries no type arguments
    void provision(String name) {
        try {
            for (ServiceReference<Predicate> reference : context.getServiceReferences(Predicate.class, PROVISIONER)) {
                Predicate<String> provisioner = context.getService(reference);
                if (provisioner != null && provisioner.test(name)) {
                    return;
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(PROVISIONER, e);
        }
    }

    /** The bundle of the distribution that would provide a module, or null. */
    @Nullable String bundleFor(String name) {
        return DISTRIBUTED.contains(name) ? "org.emilua.module." + name : null;
    }

    List<ModuleInfo> list() {
        List<ModuleInfo> modules = new ArrayList<>();
        Bundle own = context.getBundle();
        for (String name : CoreModules.names()) {
            modules.add(info(name, own));
        }
        for (Binding binding : bindings.values()) {
            Provider provider = binding.provider;
            if (provider != null) {
                modules.add(info(binding.name, provider.service.getBundle()));
            }
        }
        modules.sort(java.util.Comparator.comparing(ModuleInfo::name));
        return modules;
    }

    private static ModuleInfo info(String name, @Nullable Bundle bundle) {
        return bundle == null // its service was withdrawn a moment ago
                ? new ModuleInfo(name, "?", "?")
                : new ModuleInfo(name, bundle.getSymbolicName(), bundle.getVersion().toString());
    }

    /** A module's name and who answers to it now: of several services the one that ranks highest. */
    static final class Binding {

        private final String name;
        private final BundleContext context;
        private final List<ServiceReference<LuaModule>> services = new ArrayList<>();
        private volatile @Nullable Provider provider;

        Binding(String name, BundleContext context) {
            this.name = name;
            this.context = context;
        }

        String name() {
            return name;
        }

        @Nullable Provider provider() {
            return provider;
        }

        synchronized void add(ServiceReference<LuaModule> service) {
            services.add(service);
            choose();
        }

        synchronized void remove(ServiceReference<LuaModule> service) {
            services.remove(service);
            choose();
        }

        private void choose() {
            ServiceReference<LuaModule> best = null;
            for (ServiceReference<LuaModule> candidate : services) {
                if (best == null || candidate.compareTo(best) > 0) {
                    best = candidate;
                }
            }
            Provider before = provider;
            if (before == null ? best == null : before.service.equals(best)) {
                return;
            }
            provider = best == null ? null : new Provider(best, context);
            if (before != null) {
                before.release();
            }
        }
    }

    /** A module service and what it made for each VM. */
    static final class Provider {

        private final ServiceReference<LuaModule> service;
        private final BundleContext context;
        private final Map<EmiluaVm, LuaValue> made = new ConcurrentHashMap<>();

        Provider(ServiceReference<LuaModule> service, BundleContext context) {
            this.service = service;
            this.context = context;
        }

        /** The module for {@code vm}, made at the first call. Only on that VM's strand. */
        @Nullable LuaValue moduleFor(EmiluaVm vm) {
            LuaValue known = made.get(vm);
            if (known == null) {
                LuaModule module = context.getService(service);
                if (module == null) {
                    return null;
                }
                known = module.load(vm);
                made.put(vm, known);
            }
            return known;
        }

        void release() {
            made.clear();
            context.ungetService(service);
        }
    }
}
