package org.emilua.api;

import org.luaj.vm2.LuaValue;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A module that Lua programs reach with {@code require}. A bundle provides one by registering a service of this type with
 * the property {@value #NAME}; with Declarative Services that is one class and one annotation:
 *
 * <pre>{@code
 * @Component(property = LuaModule.NAME + "=greeter")
 * public final class GreeterModule implements LuaModule {
 *     @Override public LuaValue load(Vm vm) {
 *         return new ModuleTable().function("greet", args -> LuaValue.valueOf("Hello " + args.string(1)));
 *     }
 * }
 * }</pre>
 *
 * <p>Of several services with one name the highest {@code service.ranking} answers. When the service goes or is replaced,
 * the next look-up through {@code require}'s result sees the change; objects already made work on.
 */
@ConsumerType
public interface LuaModule {

    /** Service property: the name that {@code require} finds the module by. */
    String NAME = "emilua.module";

    /**
     * Builds what {@code require} returns, once for each VM that asks. Runs on the VM's strand and must not suspend.
     *
     * @param vm the VM that asks; nothing made here may be shared with another VM
     * @return the module, usually a {@link org.emilua.api.lua.ModuleTable}
     */
    LuaValue load(Vm vm);
}
