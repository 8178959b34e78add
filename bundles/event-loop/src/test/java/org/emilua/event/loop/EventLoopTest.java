package org.emilua.event.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.FileDescriptor;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class EventLoopTest {

    private EventLoop loop;

    @BeforeEach
    void start() {
        loop = EventLoop.start("test-loop");
    }

    @AfterEach
    void stop() {
        loop.stop();
    }

    private <T> T onLoop(java.util.concurrent.Callable<T> call) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                result.complete(call.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result.get(30, TimeUnit.SECONDS);
    }

    /** Makes the loop wait in epoll instead of parking. */
    private FileDescriptor[] watchedPipe(Registration.Mode mode, ReadinessListener listener, Registration[] registration)
            throws Exception {
        Epoll.ensureAvailability();
        FileDescriptor[] pipe = FileDescriptor.pipe();
        onLoop(() -> registration[0] = loop.register(Runnable::run, pipe[0].intValue(), mode, listener));
        return pipe;
    }

    private static void write(FileDescriptor descriptor) throws IOException {
        ByteBuffer one = ByteBuffer.allocateDirect(1);
        assertEquals(1, descriptor.write(one, 0, 1));
    }

    @Test
    void tasksOfOtherThreadsRunInOrderAndNoWakeUpIsLost() throws Exception {
        wakesUpForEveryTask();
        watchedPipe(Registration.Mode.EDGE, (readable, writable, hungUp) -> {}, new Registration[1]);
        wakesUpForEveryTask();
    }

    private void wakesUpForEveryTask() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            int expected = i;
            assertEquals(expected, onLoop(() -> expected));
            if (i % 50 == 0) {
                Thread.sleep(1); // lets the loop fall asleep
            }
        }
    }

    @Test
    void manyThreadsAtOnce() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(4 * 20_000);
        for (int t = 0; t < 4; t++) {
            Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 20_000; i++) {
                    loop.execute(() -> {
                        ran.incrementAndGet();
                        done.countDown();
                    });
                }
            });
        }
        assertTrue(done.await(30, TimeUnit.SECONDS));
        assertEquals(80_000, ran.get());
    }

    @Test
    void aTaskThatThrowsDoesNotEndTheLoop() throws Exception {
        loop.execute(() -> {
            throw new IllegalStateException("on purpose; this trace in the log belongs to a test");
        });
        assertEquals("alive", onLoop(() -> "alive"));
    }

    @Test
    void anEdgeIsReportedOnceForEachChange() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        FileDescriptor[] pipe = watchedPipe(Registration.Mode.EDGE, (readable, writable, hungUp) -> calls.incrementAndGet(),
                new Registration[1]);
        for (int i = 1; i <= 3; i++) {
            write(pipe[1]);
            await(calls, i);
            Thread.sleep(20);
            assertEquals(i, calls.get());
        }
        CompletableFuture<Boolean> hangUp = new CompletableFuture<>();
        Registration[] second = new Registration[1];
        FileDescriptor[] other = watchedPipe(Registration.Mode.EDGE, (readable, writable, hungUp) -> {
            if (hungUp) {
                hangUp.complete(readable);
            }
        }, second);
        other[1].close();
        assertEquals(true, hangUp.get(30, TimeUnit.SECONDS));
        onLoop(() -> {
            second[0].cancel();
            return 0;
        });
    }

    @Test
    void aOneShotIsReportedOnceForEachArming() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Registration[] registration = new Registration[1];
        FileDescriptor[] pipe = watchedPipe(Registration.Mode.ONE_SHOT, (readable, writable, hungUp) -> calls.incrementAndGet(),
                registration);
        write(pipe[1]);
        Thread.sleep(20);
        assertEquals(0, calls.get());
        for (int i = 1; i <= 3; i++) {
            onLoop(() -> {
                registration[0].arm(true, false);
                return 0;
            });
            await(calls, i);
            Thread.sleep(20);
            assertEquals(i, calls.get());
        }
    }

    private static void await(AtomicInteger calls, int expected) throws InterruptedException {
        for (int i = 0; i < 30_000 && calls.get() < expected; i++) {
            Thread.sleep(1);
        }
        assertEquals(expected, calls.get());
    }

    @Test
    void aRegularFileCannotBeWatched() throws Exception {
        Epoll.ensureAvailability();
        FileDescriptor file = FileDescriptor.from(File.createTempFile("emilua", ".tmp"));
        for (Registration.Mode mode : Registration.Mode.values()) {
            IOException refused = onLoop(() -> {
                try {
                    loop.register(Runnable::run, file.intValue(), mode, (readable, writable, hungUp) -> {});
                    return null;
                } catch (IOException e) {
                    return e;
                }
            });
            assertNotNull(refused);
            assertTrue(refused.toString().contains("Operation not permitted"), refused.toString());
        }
        file.close();
    }
}
