package org.emilua.shell;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.Process;
import org.emilua.api.engine.Engine;
import org.emilua.api.engine.ProgramConfig;
import org.emilua.api.engine.ProgramException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The shell's commands. Each runs on the thread of the shell's session that calls it. */
@Component(
        service = EmiluaCommands.class,
        property = {
            "osgi.command.scope=emilua",
            "osgi.command.function=run",
            "osgi.command.function=ps",
            "osgi.command.function=fibers",
            "osgi.command.function=kill",
            "osgi.command.function=modules"
        })
public final class EmiluaCommands {

    /** What programs see as the engine's path. */
    private static final String ENGINE = "emilua";

    private static final long PATIENCE_MILLIS = 2_000;

    private final Engine engine;

    /** Called by Declarative Services. */
    @Activate
    public EmiluaCommands(@Reference Engine engine) {
        this.engine = engine;
    }

    /** Runs a program and waits for its end, unless it is to run in the background. */
    @Descriptor("run a Lua program; Ctrl-C ends it")
    public void run(
            CommandSession session,
            @Descriptor("do not wait for its end") @Parameter(names = {"-b", "--background"}, presentValue = "true", absentValue = "false")
                    boolean isInBackground,
            @Descriptor("the script, and what it gets as its arguments") String[] words)
            throws CommandException {
        if (words.length == 0) {
            throw new CommandException("emilua:run: no script given", null);
        }
        Engine.Program program = start(session, words);
        if (isInBackground) {
            System.out.println("started VM " + program.id());
            return;
        }
        int exitCode = await(program);
        if (exitCode != 0) {
            throw new CommandException("emilua:run: " + words[0] + " ended with exit code " + exitCode, null);
        }
    }

    private Engine.Program start(CommandSession session, String[] words) throws CommandException {
        Process process = Process.Utils.current();
        PrintStream console = session.getConsole();
        StreamSink out = new StreamSink(process == null ? console : process.out(), console);
        StreamSink err = new StreamSink(process == null ? console : process.err(), console);
        try {
            return engine.start(new ProgramConfig(
                    ENGINE, words[0], arguments(words), ProgramConfig.environmentOfProcess(), session.currentDir(), false, false, out, err));
        } catch (ProgramException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
    }

    /** What the program sees as {@code system.arguments}; a {@code --} before the script's own is not part of them. */
    private static List<String> arguments(String[] words) {
        List<String> arguments = new ArrayList<>(List.of(ENGINE, words[0]));
        int first = words.length > 1 && words[1].equals("--") ? 2 : 1;
        arguments.addAll(List.of(words).subList(first, words.length));
        return arguments;
    }

    private static int await(Engine.Program program) throws CommandException {
        try {
            return program.exitCode().get();
        } catch (InterruptedException e) {
            program.kill();
            throw new CommandException("emilua:run: interrupted", e);
        } catch (ExecutionException e) {
            throw new CommandException("emilua:run: " + e.getCause(), e);
        }
    }

    /** Lists the VMs. */
    @Descriptor("list the VMs that run")
    public void ps() {
        Table table = new Table("ID", "SCRIPT", "STATE", "FIBERS", "UPTIME");
        for (Engine.VmInfo vm : engine.vms()) {
            table.add(vm.id(), vm.script(), vm.state().name().toLowerCase(Locale.ROOT), Long.toString(vm.fibers()), uptime(vm.uptimeMillis()));
        }
        System.out.print(table);
    }

    /** Hours, minutes and seconds. */
    static String uptime(long millis) {
        Duration uptime = Duration.ofMillis(millis);
        return "%d:%02d:%02d".formatted(uptime.toHours(), uptime.toMinutesPart(), uptime.toSecondsPart());
    }

    /** Shows the fibers of a VM. */
    @Descriptor("show what the fibers of a VM do and where")
    public void fibers(@Descriptor("the VM's id, as ps shows it") String id) throws CommandException {
        if (engine.vms().stream().noneMatch(vm -> vm.id().equals(id))) {
            throw new CommandException("emilua:fibers: no VM '" + id + "'; emilua:ps lists them", null);
        }
        List<Engine.FiberInfo> fibers = engine.fibers(id, PATIENCE_MILLIS)
                .orElseThrow(() -> new CommandException("emilua:fibers: VM '" + id + "' does not answer", null));
        fibers.forEach(fiber -> System.out.print(fiber.text()));
    }

    /** Ends a VM. */
    @Descriptor("end a VM")
    public void kill(@Descriptor("the VM's id, as ps shows it") String id) throws CommandException {
        if (!engine.kill(id)) {
            throw new CommandException("emilua:kill: no VM '" + id + "'; emilua:ps lists them", null);
        }
    }

    /** Lists the modules. */
    @Descriptor("list the modules that programs can require")
    public void modules() {
        Table table = new Table("MODULE", "BUNDLE", "VERSION");
        for (Engine.ModuleInfo module : engine.modules()) {
            table.add(module.name(), module.bundle(), module.version());
        }
        System.out.print(table);
    }
}
