package org.emilua.runtime;

import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.emilua.api.error.CategoryDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The error categories that users' files define: one object for all VMs, as long as a file says the same. A category that no VM
 * holds any more is forgotten, which nobody can notice. Safe to use from any thread.
 */
final class UserCategories {

    /** Gets what a file defines; fails with an error for Lua. */
    @FunctionalInterface
    interface Reader {
        CategoryDefinition read(String file, byte[] content);
    }

    /** What makes a category the same. */
    private record Identity(Path file, CategoryDefinition definition) {}

    private final Reader reader;
    private final Map<Identity, Known> known = new HashMap<>();
    private final ReferenceQueue<UserCategory> collected = new ReferenceQueue<>();

    UserCategories(Reader reader) {
        this.reader = reader;
    }

    /**
     * Reads a category. Blocks the thread.
     *
     * @param shownName what messages call the file
     */
    UserCategory load(Path file, String shownName) throws IOException {
        CategoryDefinition definition = reader.read(shownName, ModuleFile.read(file, shownName, CategoryReaders.MAX_BYTES));
        return intern(new Identity(file.toRealPath(), definition));
    }

    private synchronized UserCategory intern(Identity identity) {
        forgetCollected();
        Known reference = known.get(identity);
        UserCategory category = reference != null ? reference.get() : null;
        if (category == null) {
            category = new UserCategory(name(identity.file), identity.definition);
            known.put(identity, new Known(identity, category, collected));
        }
        return category;
    }

    /** How many categories are remembered. */
    synchronized int count() {
        forgetCollected();
        return known.size();
    }

    private void forgetCollected() {
        for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
            known.remove(((Known) gone).identity, gone);
        }
    }

    private static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(CategoryReaders.SUFFIX) ? name.substring(0, name.length() - CategoryReaders.SUFFIX.length()) : name;
    }

    private static final class Known extends WeakReference<@Nullable UserCategory> {

        private final Identity identity;

        Known(Identity identity, UserCategory category, ReferenceQueue<UserCategory> queue) {
            super(category, queue);
            this.identity = identity;
        }
    }
}
