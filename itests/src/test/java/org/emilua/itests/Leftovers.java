package org.emilua.itests;

import java.io.File;
import java.util.Set;
import java.util.TreeSet;

/**
 * What VMs could leave behind in a process.
 *
 * @param threads those of contexts; those for calls that block serve all VMs
 * @param descriptors how many files, sockets and the like are open
 */
record Leftovers(Set<String> threads, int descriptors) {

    /** What there is now. */
    static Leftovers now() {
        Set<String> names = new TreeSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("emilua-") && !thread.getName().startsWith("emilua-blocking")) {
                names.add(thread.getName());
            }
        }
        String[] open = new File("/proc/self/fd").list();
        return new Leftovers(names, open == null ? 0 : open.length);
    }

    /** Waits until there is no more than this. */
    void awaitNoMore() throws Exception {
        Patience.await(
                () -> {
                    Leftovers now = now();
                    return now.threads.size() <= threads.size() && now.descriptors <= descriptors;
                },
                () -> now() + " after " + this);
    }
}
