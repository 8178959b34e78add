package org.emilua.runtime;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.emilua.api.Operation;
import org.emilua.api.engine.ProgramConfig;
import org.emilua.lua.LuaLanguage;
import org.emilua.lua.code.Traceback;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;

/** What a VM says on standard error. Runs on its VM's strand only. */
final class Reports {

    private static final String BOLD_RED = "\033[1;31m";
    private static final double MEBIBYTE = 1 << 20;
    private static final String PLAIN = "\033[0m";

    private final ProgramConfig config;
    private final String vmId;
    private final Output output;

    Reports(ProgramConfig config, String vmId, Output output) {
        this.config = config;
        this.vmId = vmId;
        this.output = output;
    }

    /** An error that nobody will handle ended a fiber. */
    void panic(Fiber fiber, boolean main, String message, LuaError error) {
        String who = main ? "Main fiber from VM " + vmId : "Fiber " + fiber.id();
        String calls = Traceback.of(error);
        String known = calls != null && !calls.isEmpty() ? calls : "\t[C]: in ?\n\t" + LuaLanguage.instance().describe(fiber.function) + "\n";
        write(highlighted(who + " panicked: '" + message + "'") + "\nstack traceback:\n" + known);
    }

    /** A cleanup handler failed, which ends the VM. */
    void cleanupFailed(String message) {
        terminated("a scope cleanup handler failed: '" + message + "'");
    }

    /** Something from which there is no way back ends the VM. */
    void terminated(String reason) {
        write(highlighted("VM " + vmId + " terminated: " + reason) + "\n");
    }

    /** The VM ends because its values use too much memory. */
    void exceededMemory(long used, long limit, String calls) {
        String what = String.format(Locale.ROOT,
                "VM %s terminated: it uses %.1f MiB of memory, its limit is %.1f MiB", vmId, used / MEBIBYTE, limit / MEBIBYTE);
        write(highlighted(what) + (calls.isEmpty() ? "\n" : "\nstack traceback:\n" + calls.replace(":0: in ", ": in ")));
    }

    /** The VM ends while these fibers wait for what nobody is left to do. */
    void deadlocks(@Nullable Fiber fibers) {
        StringBuilder lines = new StringBuilder();
        for (Fiber fiber = fibers; fiber != null; fiber = fiber.next) {
            Operation<?> operation = fiber.waitingFor();
            if (operation != null) {
                lines.insert(0, "\tFiber " + fiber.id() + " (" + LuaLanguage.instance().describe(fiber.function)
                        + ") waits for: " + operation.describe() + "\n");
            }
        }
        if (!lines.isEmpty()) {
            write(highlighted("Possible deadlock(s) detected during VM " + vmId + " shutdown:") + "\n" + lines);
        }
    }

    private String highlighted(String text) {
        return isColoured() ? BOLD_RED + text + PLAIN : text;
    }

    private boolean isColoured() {
        String chosen = config.environment().get("EMILUA_COLORS");
        return "1".equals(chosen) || (!"0".equals(chosen) && config.ownsProcess() && isTerminal());
    }

    /** Whether the process's standard error is one, whatever the other standard streams are. */
    private static boolean isTerminal() {
        try {
            String file = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty") || file.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) { // a system without such files
            Console console = System.console();
            return console != null && console.isTerminal();
        }
    }

    private void write(String text) {
        output.flush();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            config.errors().write(bytes, 0, bytes.length);
        } catch (IOException e) {
            System.getLogger("org.emilua.runtime").log(System.Logger.Level.DEBUG, "standard error is gone", e);
        }
    }
}
