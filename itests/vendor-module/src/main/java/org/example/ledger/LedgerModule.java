package org.example.ledger;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.emilua.api.LuaModule;
import org.emilua.api.Vm;
import org.emilua.api.lua.ModuleTable;
import org.luaj.vm2.LuaValue;
import org.osgi.service.component.annotations.Component;

/**
 * {@code require 'ledger'}: what became of messages between actors, written down outside of all VMs so that it outlives those that
 * are killed. Its functions never suspend; VMs call them from all threads.
 */
@Component(property = LuaModule.NAME + "=ledger")
public final class LedgerModule implements LuaModule {

    private final AtomicInteger numbers = new AtomicInteger();
    private final ConcurrentMap<Integer, Entry> entries = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, Boolean> finished = new ConcurrentHashMap<>();

    @Override
    public LuaValue load(Vm vm) {
        return new ModuleTable()
                .function("sending", args -> {
                    int number = numbers.incrementAndGet();
                    entries.put(number, new Entry(args.integer(1), args.integer(2)));
                    return LuaValue.valueOf(number);
                })
                .function("outcome", args -> {
                    entry(args.integer(1)).outcome = args.bool(2) ? Outcome.SENT : Outcome.REFUSED;
                    return LuaValue.NONE;
                })
                .function("received", args -> {
                    entry(args.integer(1)).received.incrementAndGet();
                    return LuaValue.NONE;
                })
                .function("finished", args -> {
                    finished.put(args.integer(1), true);
                    return LuaValue.NONE;
                })
                .function("close", args -> LuaValue.valueOf(close()));
    }

    private Entry entry(int number) {
        Entry entry = entries.get(number);
        if (entry == null) {
            throw new IllegalStateException("no message " + number);
        }
        return entry;
    }

    /** One line for each message that was lost, was delivered twice or against its sender's error; then the counts. Begins anew. */
    private String close() {
        StringBuilder lines = new StringBuilder();
        int[] counts = new int[Outcome.values().length];
        entries.forEach((number, entry) -> {
            counts[entry.outcome.ordinal()]++;
            String wrong = entry.verdict(finished.containsKey(entry.from), finished.containsKey(entry.to));
            if (!wrong.isEmpty()) {
                lines.append(wrong).append(": message ").append(number).append(" from ").append(entry.from)
                        .append(" to ").append(entry.to).append('\n');
            }
        });
        entries.clear();
        finished.clear();
        return lines + "sent " + counts[Outcome.SENT.ordinal()] + ", refused " + counts[Outcome.REFUSED.ordinal()]
                + ", of those that were killed " + counts[Outcome.UNKNOWN.ordinal()];
    }

    private enum Outcome { UNKNOWN, SENT, REFUSED }

    private static final class Entry {
        private final int from;
        private final int to;
        private final AtomicInteger received = new AtomicInteger();
        private volatile Outcome outcome = Outcome.UNKNOWN;

        Entry(int from, int to) {
            this.from = from;
            this.to = to;
        }

        /** What is wrong, or nothing. An actor that did not finish was killed, and may have taken a message with it. */
        String verdict(boolean senderFinished, boolean receiverFinished) {
            int times = received.get();
            if (times > 1) {
                return "delivered " + times + " times";
            }
            if (times == 0) {
                return outcome == Outcome.SENT && receiverFinished ? "lost" : "";
            }
            boolean denied = outcome == Outcome.REFUSED || outcome == Outcome.UNKNOWN && senderFinished;
            return denied ? "delivered, though not for its sender" : "";
        }
    }
}
