package org.emilua.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/** How many VMs a VM and its descendants may have spawned that live at the same time. Safe to use from any thread. */
final class ActorQuota {

    private final int most;
    private final @Nullable ActorQuota outer;
    private final AtomicInteger living = new AtomicInteger();

    /** A quota within another one, if there is one. */
    ActorQuota(int most, @Nullable ActorQuota outer) {
        this.most = most;
        this.outer = outer;
    }

    /** Another VM is to live. Raises EAGAIN where that is one too many, as fork(2) does. */
    void take() {
        if (living.incrementAndGet() > most) {
            living.decrementAndGet();
            throw ErrorCode.of(Errno.EAGAIN).withDetail("the limit is " + most + " actors");
        }
        if (outer != null) {
            try {
                outer.take();
            } catch (ErrorCode e) {
                living.decrementAndGet();
                throw e;
            }
        }
    }

    /** A VM lives no more. */
    void giveBack() {
        living.decrementAndGet();
        if (outer != null) {
            outer.giveBack();
        }
    }
}
