package org.emilua.api;

import org.luaj.vm2.Varargs;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An object of Lua's that can be waited for together with others, of which the first one counts ({@code sync.select}). A
 * {@link org.emilua.api.lua.Handle} that implements it is accepted there. Belongs to its VM's strand.
 */
@ConsumerType
public interface Waitable {

    /**
     * A wait that has not begun. Making it changes nothing. {@link Operation#cancel} of it must end it before returning, by
     * {@link Operation#abort} unless its result was there already, and leave the object as if the wait had never begun.
     *
     * @return a new operation; its result is what the object's own waiting method returns
     * @throws org.luaj.vm2.LuaError where the object cannot be waited for now, as its own waiting method would
     */
    Operation<Varargs> newWait();
}
