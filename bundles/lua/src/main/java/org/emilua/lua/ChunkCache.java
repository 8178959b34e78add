package org.emilua.lua;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.emilua.lua.syntax.FunctionBody;
import org.emilua.lua.syntax.Parser;
import org.emilua.lua.syntax.SyntaxError;

/**
 * The chunks whose functions exist in some VM: who loads the same text by the same name again shares them, and with them
 * what was compiled. Forgets a chunk when its last function goes. Any thread.
 */
final class ChunkCache {

    private final ConcurrentMap<Key, Entry> entries = new ConcurrentHashMap<>();
    private final ReferenceQueue<FunctionBody> collected = new ReferenceQueue<>();

    /** A chunk's text and name. */
    private record Key(byte[] source, String name, int hash) {

        Key(byte[] source, String name) {
            this(source, name, Arrays.hashCode(source) * 31 + name.hashCode());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && hash == key.hash && name.equals(key.name) && Arrays.equals(source, key.source);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private static final class Entry extends WeakReference<FunctionBody> {
        private final Key key;

        Entry(Key key, FunctionBody body, ReferenceQueue<FunctionBody> queue) {
            super(body, queue);
            this.key = key;
        }
    }

    /** The chunk that {@code source} is from {@code start} on, read anew or known from before. */
    FunctionBody parse(byte[] source, int start, String name) throws SyntaxError {
        for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
            if (gone instanceof Entry entry) {
                entries.remove(entry.key, entry);
            }
        }
        Key key = new Key(source, name);
        Entry known = entries.get(key);
        FunctionBody body = known == null ? null : known.get();
        if (body == null) {
            body = Parser.parse(source, start, name);
            entries.put(key, new Entry(key, body, collected));
        }
        return body;
    }
}
