package org.emilua.runtime;

import java.util.Collection;
import java.util.Map;
import org.emilua.api.ActorProvider;
import org.emilua.api.RemoteActor;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.Utf8;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The bundles that make other kinds of actors than VMs. Each is looked for when it is needed. Safe to use from any thread. */
final class ActorProviders {

    /** The options that bundles of the distribution serve. */
    private static final Map<String, String> DISTRIBUTED = Map.of("linux_namespaces", "org.emilua.module.linux.namespaces");


    private final BundleContext context;
    private final ModuleRegistry modules;

    ActorProviders(BundleContext context, ModuleRegistry modules) {
        this.context = context;
        this.modules = modules;
    }

    /** Whether {@code spawn_vm} may have this option, because a bundle serves it or would. */
    boolean isOption(String name) {
        return DISTRIBUTED.containsKey(name) || find(name) != null;
    }

    /** Makes the actor that an option asks for. Raises ENOTSUP where no bundle serves it. On the spawner's strand, in a fiber. */
    RemoteActor spawn(EmiluaVm spawner, String option, String module, LuaTable options) {
        ServiceReference<ActorProvider> reference = find(option);
        if (reference == null) {
            modules.provision(option);
            reference = find(option);
        }
        ActorProvider provider = reference == null ? null : context.getService(reference);
        if (reference == null || provider == null) {
            throw ErrorCode.of(Errno.EOPNOTSUPP).withDetail(option + ": " + missing(option));
        }
        try {
            LuaValue value = options.rawget(Utf8.encode(option));
            return provider.spawn(new ActorProvider.Request(spawner, module, value, options));
        } finally {
            context.ungetService(reference);
        }
    }

    private static String missing(String option) {
        String bundle = DISTRIBUTED.get(option);
        return bundle == null ? "no bundle provides such actors" : "bundle " + bundle + ", which provides such actors, is missing";
    }

    private @Nullable ServiceReference<ActorProvider> find(String option) {
        if (!option.matches("\\w+")) { // as a value in a filter
            return null;
        }
        try {
            Collection<ServiceReference<ActorProvider>> found =
                    context.getServiceReferences(ActorProvider.class, "(" + ActorProvider.OPTION + "=" + option + ")");
            return found.stream().max(ServiceReference::compareTo).orElse(null);
        } catch (InvalidSyntaxException e) {
            throw Args.invalid(2).withDetail(option);
        }
    }
}
