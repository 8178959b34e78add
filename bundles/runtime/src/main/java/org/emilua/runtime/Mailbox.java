package org.emilua.runtime;

import java.util.LinkedHashSet;
import java.util.List;
import org.emilua.api.error.CoreError;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What a VM's inbox receives from: a rendezvous of any number of senders with one receiver (reference: Internals, "Channels and
 * resources"). A message changes hands on the receiver's strand, and then its sender goes on. Safe to use from any thread.
 */
final class Mailbox {

    private @Nullable EmiluaVm owner;
    private final LinkedHashSet<SendOperation> waiting = new LinkedHashSet<>();
    private @Nullable ReceiveOperation receiver;

    /** Whose message is on the way to the receiver, which waits for nothing else any more. */
    private @Nullable SendOperation coming;

    private boolean closed;
    private int addresses;

    Mailbox(EmiluaVm owner) {
        this.owner = owner;
    }

    /** A sender offers its message: on its own strand. */
    void send(SendOperation sender) {
        ReceiveOperation taker = null;
        EmiluaVm receiving;
        boolean isHere = false;
        synchronized (this) {
            receiving = closed ? null : owner;
            if (receiving != null) {
                taker = receiver;
                if (taker == null || coming != null) {
                    waiting.add(sender);
                    return;
                }
                isHere = receiving.isInThisContext();
                if (isHere) {
                    receiver = null;
                } else {
                    coming = sender;
                }
            }
        }
        if (receiving == null || taker == null) {
            sender.refused();
        } else if (isHere) {
            handOver(sender, taker, receiving);
        } else {
            onItsWay(sender, taker, receiving);
        }
    }

    private static void handOver(SendOperation sender, ReceiveOperation taker, EmiluaVm receiving) {
        receiving.borrowThread(() -> taker.received(sender.message()));
        sender.taken();
    }

    private void onItsWay(SendOperation sender, ReceiveOperation taker, EmiluaVm receiving) {
        receiving.execute(() -> deliver(sender, taker));
    }

    private void deliver(SendOperation sender, ReceiveOperation taker) {
        synchronized (this) {
            if (coming != sender) {
                return; // closed meanwhile
            }
            coming = null;
            receiver = null;
        }
        taker.received(sender.message());
        sender.taken();
    }

    /** The inbox asks for a message: on the owner's strand. */
    void receive(ReceiveOperation taker) {
        SendOperation sender = null;
        CoreError failure = null;
        synchronized (this) {
            if (receiver != null) {
                throw ErrorCode.of(Errno.EBUSY);
            }
            if (closed) {
                failure = CoreError.CHANNEL_CLOSED;
            } else if (!waiting.isEmpty()) {
                sender = waiting.removeFirst();
            } else if (addresses == 0) {
                failure = CoreError.NO_SENDERS;
            } else {
                receiver = taker;
            }
        }
        if (failure != null) {
            taker.failed(failure);
        } else if (sender != null) {
            taker.received(sender.message());
            sender.taken();
        }
    }

    /** A sender gives up. Returns false where its message is on the way already. */
    synchronized boolean withdraw(SendOperation sender) {
        return waiting.remove(sender);
    }

    /** The receiver gives up. Returns false where a message is on the way to it already. */
    synchronized boolean withdraw(ReceiveOperation taker) {
        boolean waits = receiver == taker && coming == null;
        if (waits) {
            receiver = null;
        }
        return waits;
    }

    /** The VM ends; whoever still has a channel to it keeps this, but not the VM. */
    void end() {
        close();
        synchronized (this) {
            owner = null;
        }
    }

    /** Lets nobody send any more. */
    void close() {
        List<SendOperation> refused;
        ReceiveOperation taker;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            if (coming != null) {
                waiting.addFirst(coming);
            }
            refused = List.copyOf(waiting);
            waiting.clear();
            coming = null;
            taker = receiver;
            receiver = null;
        }
        refused.forEach(SendOperation::refused);
        if (taker != null) {
            taker.failed(CoreError.CHANNEL_CLOSED);
        }
    }

    /** A new way to reach this inbox, which counts as a sender until it is released. */
    InboxAddress newAddress() {
        synchronized (this) {
            addresses++;
        }
        return new InboxAddress(this);
    }

    void released() {
        ReceiveOperation taker = null;
        synchronized (this) {
            addresses--;
            if (addresses == 0 && coming == null) {
                taker = receiver;
                receiver = null;
            }
        }
        if (taker != null) {
            taker.failed(CoreError.NO_SENDERS);
        }
    }
}
