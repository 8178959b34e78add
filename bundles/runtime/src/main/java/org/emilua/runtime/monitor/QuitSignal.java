package org.emilua.runtime.monitor;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Waits for SIGQUIT, which the JVM keeps for itself. A signal's handler may do next to nothing; here it is the C library's
 * eventfd_write(3) itself: its first argument, the descriptor, is the signal's number 3, where there is an eventfd(2), and its
 * second, the amount to add, is the address of the signal's information, which is not zero. The start script keeps descriptor 3
 * free for that. Tools that attach to the JVM send the same signal, which then goes on to the JVM.
 */
final class QuitSignal {

    private static final int SIGQUIT = 3;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int NON_BLOCKING = 0x800;
    private static final int WITH_INFO = 0x4;
    private static final int ON_STACK = 0x0800_0000;
    private static final int RESTART = 0x1000_0000;
    private static final short READABLE = 1;
    private static final int FOR_EVER = -1;
    private static final long ACTION_SIZE = 152;
    private static final long FLAGS_OFFSET = 136;
    private static final Path DESCRIPTOR = Path.of("/proc/self/fd/" + SIGQUIT);
    private static final Path NOTHING = Path.of("/dev/null");

    private final Linker linker = Linker.nativeLinker();
    private final MethodHandle read = function("read", ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
    private final MethodHandle poll = function("poll", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT);
    private final MethodHandle virtualMachine;

    private QuitSignal(Arena arena) throws Throwable {
        MethodHandle eventfd = function("eventfd", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        MethodHandle dup3 = function("dup3", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        MethodHandle close = function("close", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        MethodHandle sigaction = function("sigaction", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
        int descriptor = (int) eventfd.invokeExact(0, CLOSE_ON_EXEC | NON_BLOCKING);
        if (descriptor < 0 || (int) dup3.invokeExact(descriptor, SIGQUIT, CLOSE_ON_EXEC) != SIGQUIT) {
            throw new IllegalStateException("no descriptor " + SIGQUIT);
        }
        int ignored = (int) close.invokeExact(descriptor);
        MemorySegment action = arena.allocate(ACTION_SIZE, Long.BYTES);
        MemorySegment before = arena.allocate(ACTION_SIZE, Long.BYTES);
        action.set(ValueLayout.ADDRESS, 0, linker.defaultLookup().findOrThrow("eventfd_write"));
        action.set(ValueLayout.JAVA_INT, FLAGS_OFFSET, WITH_INFO | ON_STACK | RESTART);
        if ((int) sigaction.invokeExact(SIGQUIT, action, before) != 0) {
            throw new IllegalStateException("sigaction failed");
        }
        virtualMachine = linker.downcallHandle(
                before.get(ValueLayout.ADDRESS, 0),
                FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
    }

    private MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    /** Whether descriptor 3 was kept free. */
    static boolean isPossible() {
        try {
            return Files.isSameFile(DESCRIPTOR, NOTHING);
        } catch (java.io.IOException e) {
            return false; // not there: somebody else will open it
        }
    }

    /** Runs {@code action} at every SIGQUIT, on the calling thread, which does not come back. */
    static void forEach(Runnable action) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            QuitSignal signal = new QuitSignal(arena);
            MemorySegment polled = arena.allocate(ValueLayout.JAVA_LONG);
            polled.set(ValueLayout.JAVA_INT, 0, SIGQUIT);
            polled.set(ValueLayout.JAVA_SHORT, Integer.BYTES, READABLE);
            MemorySegment counter = arena.allocate(ValueLayout.JAVA_LONG);
            while (true) {
                if ((int) signal.poll.invokeExact(polled, 1L, FOR_EVER) == 1) {
                    if ((long) signal.read.invokeExact(SIGQUIT, counter, (long) Long.BYTES) != Long.BYTES) {
                        throw new IllegalStateException("descriptor " + SIGQUIT + " is gone");
                    }
                    signal.arrived(action);
                }
            }
        }
    }

    private void arrived(Runnable action) throws Throwable {
        if (isAttaching()) {
            virtualMachine.invokeExact(SIGQUIT, MemorySegment.NULL, MemorySegment.NULL);
        } else {
            action.run();
        }
    }

    /** Who attaches leaves a file first, in the process's working folder or in the system's folder for such (HotSpot's attach API). */
    private static boolean isAttaching() {
        String name = ".attach_pid" + ProcessHandle.current().pid();
        return Files.exists(Path.of("/proc/self/cwd", name)) || Files.exists(Path.of("/tmp", name));
    }
}
