package org.emilua.api.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user's file says about an error category (reference: Errors, "RDF error categories"). Immutable; two are equal when
 * they say the same in the same order.
 *
 * @param errors the category's errors; no two have a code or an alias in common
 */
public record CategoryDefinition(List<Entry> errors) {

    /** Copies the list. */
    public CategoryDefinition {
        errors = List.copyOf(errors);
    }

    /**
     * One error.
     *
     * @param code the number, never 0
     * @param aliases the names by which programs refer to the error; may be empty
     * @param messages what explains the error, at most once in each language; may be empty
     * @param generic the POSIX error that this one means, or null
     */
    public record Entry(int code, List<String> aliases, List<Message> messages, @Nullable Errno generic) {

        /** Copies the lists. */
        public Entry {
            aliases = List.copyOf(aliases);
            messages = List.copyOf(messages);
        }
    }

    /**
     * A message in one language.
     *
     * @param language the language tag of the literal, for example {@code pt-BR}; empty for a literal without one
     * @param text the message
     */
    public record Message(String language, String text) {}
}
