package org.emilua.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.emilua.api.error.Categories;
import org.emilua.api.error.CategoryDefinition;
import org.emilua.api.error.CategoryDefinition.Entry;
import org.emilua.api.error.CategoryDefinition.Message;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

class UserCategoriesTest {

    @TempDir
    Path folder;

    /** Takes a file's first line for the message of the only error. */
    private final UserCategories categories = new UserCategories((file, content) -> new CategoryDefinition(List.of(
            new Entry(3, List.of("E", "OTHER"), List.of(new Message("", text(content))), Errno.EPERM),
            new Entry(4, List.of("NAMED"), List.of(), null),
            new Entry(5, List.of(), List.of(), null))));

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private UserCategory load(Path file) throws IOException {
        return categories.load(file, file.toString());
    }

    private static String raised(Path file, UserCategories categories) {
        ErrorCode error = assertThrows(ErrorCode.class, () -> categories.load(file, "shown.ttl"));
        return error.getMessage() + " (" + error.table().rawget("detail") + ")";
    }

    @Test
    void aFileThatSaysTheSameIsTheSameCategory() throws Exception {
        Path file = file("a.ttl", "one\nsome detail");
        UserCategory first = load(file);
        assertSame(first, load(file));
        assertSame(first, load(folder.resolve(".").resolve("a.ttl")));
        assertSame(first, load(Files.createSymbolicLink(folder.resolve("link.ttl"), file)));
        assertSame(first, load(file("a.ttl", "one\nanother detail")));
        assertNotSame(first, load(file("b.ttl", "one")));
        assertNotSame(first, load(file("a.ttl", "two")));
        assertEquals("one", first.message(3));
        assertEquals("a", first.name());
    }

    @Test
    void threadsAgree() throws Exception {
        Path file = file("a.ttl", "one");
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Set<UserCategory> seen = new HashSet<>();
            for (Future<UserCategory> result : threads.invokeAll(java.util.Collections.nCopies(200, (Callable<UserCategory>) () -> load(file)))) {
                seen.add(result.get());
            }
            assertEquals(1, seen.size());
        }
    }

    @Test
    void whatNobodyHoldsIsForgotten() throws Exception {
        UserCategory held = load(file("held.ttl", "held"));
        for (int i = 0; i < 50; i++) {
            UserCategory dropped = load(file("a.ttl", "version " + i));
            assertEquals("version " + i, dropped.message(3));
        }
        for (int i = 0; i < 3_000 && categories.count() > 1; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertEquals(1, categories.count());
        assertSame(held, load(folder.resolve("held.ttl")));
    }

    @Test
    void filesThatCannotBeReadAreNamed() throws Exception {
        assertEquals("Input/output error (shown.ttl is no regular file)", raised(folder, categories));
        assertEquals("Input/output error (shown.ttl is no regular file)", raised(folder.resolve("missing.ttl"), categories));
        assertEquals("Input/output error (shown.ttl is no regular file)", raised(Path.of("/dev/zero"), categories));
    }

    @Test
    void theSizeIsLimited() throws Exception {
        Path most = file("most.ttl", "x".repeat(CategoryReaders.MAX_BYTES));
        assertEquals(CategoryReaders.MAX_BYTES, load(most).message(3).length());
        Path more = file("more.ttl", "x".repeat(CategoryReaders.MAX_BYTES + 1));
        assertEquals("File too large (shown.ttl has more than 1048576 bytes)", raised(more, categories));
    }

    @Test
    void aCategoryAnswersAsItsFileSays() throws Exception {
        UserCategory category = load(file("a.ttl", "one"));
        assertEquals("NAMED", category.message(4));
        assertEquals("Unknown error 5", category.message(5));
        assertEquals("Unknown error 6", category.message(6));
        assertEquals(OptionalInt.of(3), category.codeOf("OTHER"));
        assertEquals(OptionalInt.empty(), category.codeOf("3"));
        assertTrue(ErrorCode.matches(category.toGeneric(3).table(), Categories.GENERIC, Errno.EPERM.code()));
        assertTrue(ErrorCode.matches(category.toGeneric(4).table(), category, 4));
        assertTrue(ErrorCode.matches(category.toGeneric(6).table(), category, 6));
    }

    @Test
    void theModuleFindsErrorsByAliasAndByNumber() throws Exception {
        UserCategory category = load(file("a.ttl", "one"));
        LuaValue module = category.module();
        assertTrue(ErrorCode.matches(module.get(LuaValue.valueOf("E")), category, 3));
        assertTrue(ErrorCode.matches(module.get(LuaValue.valueOf(4)), category, 4));
        assertNotSame(module.get(LuaValue.valueOf(4)), module.get(LuaValue.valueOf(4)));
        LuaValue[] absent = {
            LuaValue.valueOf("e"), LuaValue.valueOf("3"), LuaValue.valueOf(6), LuaValue.valueOf(3.5), LuaValue.valueOf(0),
            LuaValue.valueOf(4294967299.0), LuaValue.valueOf(Double.NaN), LuaValue.NIL, LuaValue.TRUE};
        for (LuaValue key : absent) {
            LuaError error = assertThrows(LuaError.class, () -> module.get(key), key.toString());
            assertEquals("The object has no such member", error.getMessage());
        }
    }
}
