package org.emilua.runtime;

import java.util.concurrent.Executor;

/** What the VMs of an engine have in common. Safe to use from any thread. */
interface EngineResources {

    Continuations continuations();

    ModuleRegistry registry();

    UserCategories categories();

    /** Runs calls that block their thread. */
    Executor blockingExecutor();

    /** A VM has ended. Called on its strand. */
    void ended(EmiluaVm vm);
}
