package org.emilua.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.emilua.api.error.AsioError;
import org.emilua.api.testing.FakeVm;
import org.emilua.api.testing.LuaCode;
import org.junit.jupiter.api.Test;

class OperationTest {

    private static class Manual extends Operation<String> {
        private int cancels;

        @Override
        protected void start() {}

        @Override
        protected void cancel() {
            cancels++;
        }

        void finish(String result) {
            complete(result);
        }
    }

    private final FakeVm vm = new FakeVm();

    @Test
    void deliversItsResultOnce() {
        Manual operation = new Manual();
        FakeVm.Waiting waiting = vm.begin(operation);
        assertFalse(operation.isSettled());
        operation.finish("first");
        operation.finish("second");
        operation.abort();
        assertTrue(waiting.isWoken());
        assertEquals("first", operation.takeOutcome());
        assertThrows(IllegalStateException.class, operation::takeOutcome);
    }

    @Test
    void completesBeforeStartReturns() {
        String result = vm.await(new Operation<String>() {
            @Override
            protected void start() {
                complete("at once");
            }

            @Override
            protected void cancel() {}
        });
        assertEquals("at once", result);
    }

    @Test
    void failsWithItsError() {
        Manual operation = new Manual();
        vm.begin(operation);
        operation.fail(AsioError.EOF.raised());
        assertFalse(operation.isAborted());
        assertEquals("asio.misc 2", LuaCode.raisedBy(operation::takeOutcome));
    }

    @Test
    void abortIsOperationAborted() {
        Manual operation = new Manual();
        vm.begin(operation);
        operation.abort();
        assertTrue(operation.isAborted());
        assertEquals("system 125", LuaCode.raisedBy(operation::takeOutcome));
    }

    @Test
    void comesHomeFromOtherThreads() throws InterruptedException {
        Manual operation = new Manual();
        FakeVm.Waiting waiting = vm.begin(operation);
        Thread other = new Thread(() -> operation.finish("from afar"));
        other.start();
        other.join();
        assertFalse(waiting.isWoken(), "not before the strand runs it");
        vm.serveUntilSettled(operation);
        assertEquals("from afar", operation.takeOutcome());
    }

    @Test
    void refusesASecondWaiterWhileItIsPending() {
        Manual operation = new Manual();
        vm.begin(operation);
        assertEquals("generic 16", LuaCode.raisedBy(() -> vm.begin(operation)));
        operation.finish("x");
        assertEquals("x", operation.takeOutcome());
    }

    @Test
    void canBeAwaitedAgain() {
        Manual operation = new Manual();
        for (int i = 0; i < 3; i++) {
            vm.begin(operation);
            operation.finish("round " + i);
            assertEquals("round " + i, operation.takeOutcome());
        }
    }

    @Test
    void isIdleAgainWhenStartThrows() {
        boolean[] broken = {true};
        Manual operation = new Manual() {
            @Override
            protected void start() {
                if (broken[0]) {
                    throw new IllegalStateException("oops");
                }
            }
        };
        assertThrows(IllegalStateException.class, () -> vm.begin(operation));
        broken[0] = false;
        vm.begin(operation);
        operation.finish("fine");
        assertEquals("fine", operation.takeOutcome());
    }

    @Test
    void cancelReachesPendingOperationsOnly() {
        Manual operation = new Manual();
        operation.requestCancel();
        vm.begin(operation);
        operation.requestCancel();
        operation.finish("result that was there already");
        operation.requestCancel();
        assertEquals(1, operation.cancels);
        assertEquals("result that was there already", operation.takeOutcome());
    }

    @Test
    void delayedOperationsHaveADeadline() {
        class Nap extends DelayedOperation<String> {
            @Override
            protected void start() {
                startTimer(System.nanoTime() + 1_000_000);
            }

            @Override
            public void onDeadline() {
                complete("slept");
            }
        }
        assertEquals("slept", vm.await(new Nap()));
        Nap cancelled = new Nap();
        vm.begin(cancelled);
        assertEquals(1, vm.timerCount());
        cancelled.requestCancel();
        assertEquals(0, vm.timerCount());
        assertTrue(cancelled.isAborted());
    }

    private static final class Both extends Operation<String> {
        private final Manual first = new Manual();
        private final Manual second = new Manual();
        private final StringBuilder ended = new StringBuilder();

        @Override
        protected void start() {
            beginPart(first);
            beginPart(second);
        }

        @Override
        protected void partEnded(Operation<?> part) {
            ended.append(part == first ? "first " : "second ");
            if (first.isSettled() && second.isSettled()) {
                complete(first.takeOutcome() + second.takeOutcome());
            }
        }

        @Override
        protected void cancel() {
            first.requestCancel();
            second.requestCancel();
        }
    }

    @Test
    void consistsOfParts() {
        Both both = new Both();
        FakeVm.Waiting waiting = vm.begin(both);
        both.second.finish("b");
        assertFalse(waiting.isWoken());
        both.first.finish("a");
        assertTrue(waiting.isWoken());
        assertEquals("second first ", both.ended.toString());
        assertEquals("ab", both.takeOutcome());
    }

    @Test
    void partsComeHomeFromOtherThreads() throws InterruptedException {
        Both both = new Both();
        vm.begin(both);
        both.first.finish("a");
        Thread other = new Thread(() -> both.second.finish("b"));
        other.start();
        other.join();
        assertEquals("first ", both.ended.toString(), "not before the strand runs it");
        vm.serveUntilSettled(both);
        assertEquals("ab", both.takeOutcome());
    }

    @Test
    void partsAreCancelledByTheWhole() {
        Both both = new Both();
        vm.begin(both);
        both.first.finish("a");
        both.requestCancel();
        assertEquals(0, both.first.cancels);
        assertEquals(1, both.second.cancels);
    }

    @Test
    void hasNoPartsUnlessItIsPending() {
        Both both = new Both();
        assertThrows(IllegalStateException.class, both::start);
        assertTrue(both.first.isSettled(), "not begun");
    }
}
