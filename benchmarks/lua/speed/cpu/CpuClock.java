import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The processor time of the calling thread and of the garbage collector's threads, which other processes do not disturb. */
final class CpuClock {

    private static final Path TASKS = Path.of("/proc/self/task");
    private static final int CALLS_PER_SEARCH = 200;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private List<Path> collectors = List.of();
    private int calls;

    /** Seconds since some time in the past. */
    double seconds() {
        try {
            if (calls++ % CALLS_PER_SEARCH == 0) {
                collectors = collectors();
            }
            long nanos = threads.getCurrentThreadCpuTime();
            for (Path collector : collectors) {
                nanos += Long.parseLong(Files.readString(collector).split(" ")[0]);
            }
            return nanos / 1e9;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> collectors() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> tasks = Files.list(TASKS)) {
            for (Path task : (Iterable<Path>) tasks::iterator) {
                String name = Files.readString(task.resolve("comm"));
                if (name.startsWith("GC Thread") || name.startsWith("G1 ") || name.startsWith("VM Thread")) {
                    found.add(task.resolve("schedstat"));
                }
            }
        }
        return found;
    }
}
