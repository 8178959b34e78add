package org.emilua.module.sync;

import org.emilua.api.Operation;
import org.luaj.vm2.Varargs;

/** A wait for what another fiber of the same VM does, which does not keep the VM alive. Runs on its VM's strand only. */
abstract class SyncOperation extends Operation<Varargs> {

    @Override
    public final boolean keepsVmAlive() {
        return false;
    }
}
