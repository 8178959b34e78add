package org.emilua.api;

import org.luaj.vm2.LuaValue;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An object of Lua's that a message moves to another VM (reference: Internals, "Multiple lua VMs"): an IO object. A
 * {@link org.emilua.api.lua.Handle} that implements it arrives at the receiver as a new object, and the sender's raises EBADF
 * from then on. Belongs to its VM's strand.
 */
@ConsumerType
public interface Transferable {

    /**
     * Takes what the object stands for out of its VM: releases it, and watches its descriptor no more. Nothing uses the object
     * until {@link Departure#giveBack}; its Lua face need not be changed for that.
     *
     * @return what left the VM
     * @throws org.luaj.vm2.LuaError EBUSY while an operation on the object is in flight; then nothing has changed
     */
    Departure depart();

    /** What left one VM and is in none. One of its methods is called, once. */
    @ConsumerType
    interface Departure {

        /**
         * Makes the object that the receiver gets. On the receiver's strand, which need not be that of a fiber; must not suspend.
         *
         * @param receiver the VM that the new object belongs to, and that owns its resources
         */
        LuaValue arrive(Vm receiver);

        /** The message was not delivered: the sender's object is again what it was. On the sender's strand. */
        void giveBack();

        /** Neither side is left to have it: closes what is open. Any thread. */
        void close();
    }
}
