package org.emilua.runtime;

import java.util.concurrent.Executor;

/** What the VMs of an engine have in common. Safe to use from any thread. */
interface EngineResources {

    Continuations continuations();

    ModuleRegistry registry();

    UserCategories categories();

    ActorProviders actorProviders();

    LimitWatch limitWatch();

    /** Runs calls that block their thread. */
    Executor blockingExecutor();

    /** Starts an execution context, whose threads end with its last VM. */
    ExecutionContext newContext();

    /** A VM is there, in its context. */
    void started(EmiluaVm vm);

    /** A VM has ended. Called on its strand. */
    void ended(EmiluaVm vm);
}
