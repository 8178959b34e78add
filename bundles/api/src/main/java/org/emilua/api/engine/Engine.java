package org.emilua.api.engine;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/** The engine as a service: starts programs and tells what runs. Safe to call from any thread. */
@ProviderType
public interface Engine {

    /**
     * Starts a program in a VM of its own.
     *
     * @return the program; it has started already
     * @throws ProgramException where the script cannot be read or compiled; its message is one line for the user
     */
    Program start(ProgramConfig config) throws ProgramException;

    /** The VMs that run now, oldest first. */
    List<VmInfo> vms();

    /**
     * The fibers of a VM and what they do now, oldest first; empty where there is no such VM, or where it does not answer
     * within {@code millis} milliseconds because a native call keeps it.
     */
    Optional<List<FiberInfo>> fibers(String id, long millis);

    /** Ends a VM by its id. Returns whether there was one. */
    boolean kill(String id);

    /** The modules that {@code require} finds now, by name. */
    List<ModuleInfo> modules();

    /** Ends all VMs and waits until they are gone, for {@code millis} milliseconds at the most. Returns whether all are. */
    boolean shutdown(long millis);

    /** A running program. */
    @ProviderType
    interface Program {

        /** The id of the program's main VM. */
        String id();

        /** Completes with the exit code when the program's last VM has ended. */
        CompletableFuture<Integer> exitCode();

        /** Ends the program's VMs. */
        void kill();
    }

    /** What {@link #vms} tells of a VM. {@code script} names what it runs, {@code fibers} counts those not finished. */
    record VmInfo(String id, String script, State state, long fibers, long uptimeMillis) {}

    /** What a fiber does, or a VM. */
    enum State {
        /** It runs now. */
        RUNNING,
        /** It runs when its turn comes. */
        READY,
        /** It waits for an operation, or for another fiber; a VM: all its fibers do. */
        WAITING
    }

    /**
     * What {@link #fibers} tells of a fiber.
     *
     * @param main whether it is the VM's main fiber
     * @param operation what it waits for; empty unless it waits
     * @param millis for how long it has waited, in milliseconds
     * @param traceback its calls, from the innermost out: a line each, with a tab before it and a line feed behind it
     */
    record FiberInfo(String id, boolean main, State state, String operation, long millis, String traceback) {

        /** The fiber in words: a line about its state, then its calls. */
        public String text() {
            String doing = switch (state) {
                case RUNNING -> "runs";
                case READY -> "is ready";
                case WAITING -> String.format(java.util.Locale.ROOT, "waits for %.3f s: %s", millis / 1_000.0, operation);
            };
            return "Fiber " + id + (main ? " (main) " : " ") + doing + "\n" + traceback;
        }
    }

    /** What {@link #modules} tells of a module: its name, the providing bundle and that bundle's version. */
    record ModuleInfo(String name, String bundle, String version) {}
}
