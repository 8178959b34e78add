package org.emilua.api;

import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes actors that are no VMs of this process: sandboxed or remote ones. A bundle registers a service of this type with the
 * property {@value #OPTION}; a {@code spawn_vm} whose options have that key asks it (reference: Threads and the actor model, Linux
 * namespaces). Of several services for one key the highest {@code service.ranking} answers. Safe to use from any thread.
 */
@ConsumerType
public interface ActorProvider {

    /** Service property: the key in the options of {@code spawn_vm} that asks for this kind of actor. */
    String OPTION = "emilua.actor.option";

    /**
     * What {@code spawn_vm} was called with.
     *
     * @param spawner the VM that calls; whatever ends with it is for its {@link Vm#own}
     * @param module argument 1 as it is, which need not name a module here
     * @param option the value that the options have under the provider's key
     * @param options all of them; those of {@code spawn_vm} itself were checked
     */
    record Request(Vm spawner, String module, LuaValue option, LuaTable options) {}

    /**
     * Makes an actor. Runs in the fiber that called {@code spawn_vm}, which {@link Vm#await} may suspend.
     *
     * @return the actor; {@code spawn_vm} returns a channel to it
     * @throws org.luaj.vm2.LuaError what {@code spawn_vm} is to raise
     */
    RemoteActor spawn(Request request);
}
