package org.emilua.itests;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The engine service as seen from outside the framework: by reflection, since the test shares no class with bundles. */
public final class EngineClient {

    private final Object engine;
    private final ClassLoader api;

    EngineClient(BundleContext context) throws Exception {
        Patience.await(() -> services(context) != null, () -> "no engine service in " + List.of(context.getBundles()));
        engine = context.getService(services(context)[0]);
        api = engine.getClass().getClassLoader();
    }

    /** Of all, since the test's own class of that name is another than the bundles'. */
    private static ServiceReference<?>[] services(BundleContext context) throws InvalidSyntaxException {
        return context.getAllServiceReferences("org.emilua.api.engine.Engine", null);
    }

    /** What a program did. */
    public record Result(int exitCode, String out, String err) {}

    /** A program that runs. */
    public final class Running {
        private final Object program;
        private final ByteArrayOutputStream out;
        private final ByteArrayOutputStream err;

        Running(Object program, ByteArrayOutputStream out, ByteArrayOutputStream err) {
            this.program = program;
            this.out = out;
            this.err = err;
        }

        String id() throws ReflectiveOperationException {
            return (String) call("id");
        }

        /** Ends the program from outside. */
        public void kill() throws ReflectiveOperationException {
            call("kill");
        }

        void awaitOutput(String text) throws Exception {
            Patience.await(() -> out().contains(text), () -> "'" + text + "' in: " + out());
        }

        /** What it wrote so far. */
        public String out() {
            synchronized (out) {
                return out.toString(StandardCharsets.UTF_8);
            }
        }

        /** What it reported so far. */
        public String err() {
            synchronized (err) {
                return err.toString(StandardCharsets.UTF_8);
            }
        }

        Result await() throws Exception {
            return await((int) Patience.LIMIT.toSeconds());
        }

        /** Waits for its end, for so many seconds at most. */
        public Result await(int seconds) throws Exception {
            int code = (Integer) ((CompletableFuture<?>) call("exitCode")).get(seconds, TimeUnit.SECONDS);
            return new Result(code, out(), err());
        }

        private Object call(String name) throws ReflectiveOperationException {
            return api.loadClass("org.emilua.api.engine.Engine$Program").getMethod(name).invoke(program);
        }
    }

    Result run(Path script, Map<String, String> environment) throws Exception {
        return start(script, environment).await();
    }

    Running start(Path script, Map<String, String> environment, String... arguments) throws Exception {
        return start(script, environment, new ByteArrayOutputStream(), new ByteArrayOutputStream(), unlimited(), arguments);
    }

    /** Starts a program each of whose VMs may use so many bytes and spawn so many actors. */
    Running startLimited(Path script, long memory, int actors) throws Exception {
        Class<?> limits = api.loadClass("org.emilua.api.engine.VmLimits");
        Object limited = limits.getConstructor(long.class, int.class, int.class, int.class).newInstance(memory, -1, -1, actors);
        return start(script, Map.of(), new ByteArrayOutputStream(), new ByteArrayOutputStream(), limited);
    }

    /** Starts a program whose standard error goes where its standard output goes. */
    public Running startMerged(Path script, Map<String, String> environment) throws Exception {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        return start(script, environment, both, both, unlimited());
    }

    private Object unlimited() throws ReflectiveOperationException {
        return api.loadClass("org.emilua.api.engine.VmLimits").getField("NONE").get(null);
    }

    private Running start(
            Path script, Map<String, String> environment, ByteArrayOutputStream out, ByteArrayOutputStream err, Object limits,
            String... more) throws Exception {
        Class<?> sink = api.loadClass("org.emilua.api.engine.ProgramConfig$ByteSink");
        Constructor<?> config = api.loadClass("org.emilua.api.engine.ProgramConfig").getConstructor(
                String.class, String.class, List.class, Map.class, Path.class, boolean.class, boolean.class, sink, sink,
                limits.getClass());
        List<String> arguments = new ArrayList<>(List.of("emilua", script.toString()));
        arguments.addAll(List.of(more));
        Object made = config.newInstance(
                "emilua", script.toString(), arguments, environment, Path.of("").toAbsolutePath(), false, false,
                proxy(sink, out), proxy(sink, err), limits);
        Method start = api.loadClass("org.emilua.api.engine.Engine").getMethod("start", config.getDeclaringClass());
        return new Running(start.invoke(engine, made), out, err);
    }

    List<?> vms() throws ReflectiveOperationException {
        return (List<?>) api.loadClass("org.emilua.api.engine.Engine").getMethod("vms").invoke(engine);
    }

    List<String> vmIds() throws ReflectiveOperationException {
        Method id = api.loadClass("org.emilua.api.engine.Engine$VmInfo").getMethod("id");
        List<String> ids = new ArrayList<>();
        for (Object vm : vms()) {
            ids.add((String) id.invoke(vm));
        }
        return ids;
    }

    /** What the VM of that id does: RUNNING, READY or WAITING. */
    String state(String id) throws ReflectiveOperationException {
        Class<?> info = api.loadClass("org.emilua.api.engine.Engine$VmInfo");
        for (Object vm : vms()) {
            if (info.getMethod("id").invoke(vm).equals(id)) {
                return String.valueOf(info.getMethod("state").invoke(vm));
            }
        }
        return "none";
    }

    /** What all fibers do now, VM by VM. */
    String fibers() throws ReflectiveOperationException {
        Method fibers = api.loadClass("org.emilua.api.engine.Engine").getMethod("fibers", String.class, long.class);
        StringBuilder text = new StringBuilder();
        for (String id : vmIds()) {
            text.append("VM ").append(id).append('\n');
            ((Optional<?>) fibers.invoke(engine, id, 1_000L)).map(List.class::cast).orElse(List.of("no answer"))
                    .forEach(fiber -> text.append(fiber).append('\n'));
        }
        return text.toString();
    }

    boolean kill(String id) throws ReflectiveOperationException {
        return (Boolean) api.loadClass("org.emilua.api.engine.Engine").getMethod("kill", String.class).invoke(engine, id);
    }

    private Object proxy(Class<?> sink, ByteArrayOutputStream target) {
        return Proxy.newProxyInstance(api, new Class<?>[] {sink}, (self, method, args) -> {
            synchronized (target) {
                target.write((byte[]) args[0], (int) args[1], (int) args[2]);
            }
            return null;
        });
    }

    static boolean isFragment(Bundle bundle) {
        return bundle.getHeaders().get("Fragment-Host") != null;
    }
}
