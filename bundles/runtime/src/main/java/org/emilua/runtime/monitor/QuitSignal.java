package org.emilua.runtime.monitor;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

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
    private static final int ACTION_SIZE = 152;
    private static final int FLAGS_OFFSET = 136;
    private static final Path DESCRIPTOR = Path.of("/proc/self/fd/" + SIGQUIT);
    private static final Path NOTHING = Path.of("/dev/null");

    /**
     * Three registers and one for the result hold the arguments and results of all the functions below. The JDK makes a class for
     * each type of function, which takes time that programs would miss.
     */
    private static final FunctionDescriptor FUNCTION =
            FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);

    private final Linker linker = Linker.nativeLinker();
    private final MethodHandle function = linker.downcallHandle(FUNCTION);
    private final MemorySegment read = find("read");
    private final MemorySegment poll = find("poll");
    private final MemorySegment sigaction = find("sigaction");
    private final MemorySegment handler = find("eventfd_write");
    private final Arena memory = Arena.ofAuto();
    private final MemorySegment before = allocate(ACTION_SIZE);
    private final MemorySegment virtualMachine;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean stopped;

    /** Takes the signal from the JVM. */
    QuitSignal() throws Throwable {
        int descriptor = call(find("eventfd"), 0, CLOSE_ON_EXEC | NON_BLOCKING, 0);
        if (descriptor < 0 || call(find("dup3"), descriptor, SIGQUIT, CLOSE_ON_EXEC) != SIGQUIT) {
            throw new IllegalStateException("no descriptor " + SIGQUIT);
        }
        call(find("close"), descriptor, 0, 0);
        MemorySegment action = allocate(ACTION_SIZE);
        view(action).putLong(0, handler.address()).putInt(FLAGS_OFFSET, WITH_INFO | ON_STACK | RESTART);
        if (call(sigaction, SIGQUIT, action.address(), before.address()) != 0) {
            throw new IllegalStateException("sigaction failed");
        }
        virtualMachine = MemorySegment.ofAddress(view(before).getLong(0));
    }

    private MemorySegment allocate(int size) {
        return memory.allocate(size, Long.BYTES);
    }

    /** What is in memory: a segment's own accessors would have to be made first, by many classes. */
    private static ByteBuffer view(MemorySegment segment) {
        return segment.asByteBuffer().order(ByteOrder.nativeOrder());
    }

    private MemorySegment find(String name) {
        return linker.defaultLookup().findOrThrow(name);
    }

    /** Calls a function of three arguments or fewer, each an integer or a pointer; its result as an {@code int}. */
    private int call(MemorySegment address, long a, long b, long c) throws Throwable {
        return (int) (long) function.invokeExact(address, a, b, c);
    }

    /** Whether descriptor 3 was kept free. */
    static boolean isPossible() {
        try {
            return Files.isSameFile(DESCRIPTOR, NOTHING);
        } catch (java.io.IOException e) {
            return false; // not there: somebody else will open it
        }
    }

    /** Runs {@code action} at every SIGQUIT, on the calling thread, until {@link #stop}; then the signal is the JVM's again. */
    void forEach(Runnable action) throws Throwable {
        try {
            awaitEach(action);
        } finally {
            end.countDown();
        }
    }

    private void awaitEach(Runnable action) throws Throwable {
        MemorySegment polled = allocate(Long.BYTES);
        view(polled).putInt(0, SIGQUIT).putShort(Integer.BYTES, READABLE);
        MemorySegment counter = allocate(Long.BYTES);
        while (!stopped) {
            if (call(poll, polled.address(), 1, FOR_EVER) == 1) {
                if (call(read, SIGQUIT, counter.address(), Long.BYTES) != Long.BYTES) {
                    throw new IllegalStateException("descriptor " + SIGQUIT + " is gone");
                }
                if (!stopped) {
                    arrived(action);
                }
            }
        }
        call(sigaction, SIGQUIT, before.address(), 0);
    }

    /**
     * Has {@link #forEach} return in a moment. A JVM that ends waits for threads that are in a system call, for a third of a second.
     * Any thread.
     */
    void stop() {
        stopped = true;
        try {
            call(handler, SIGQUIT, 1, 0);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until {@link #forEach} has returned, so long at most; returns whether it has. */
    boolean awaitEnd(long millis) {
        try {
            return end.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void arrived(Runnable action) throws Throwable {
        if (isAttaching()) {
            call(virtualMachine, SIGQUIT, 0, 0);
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
