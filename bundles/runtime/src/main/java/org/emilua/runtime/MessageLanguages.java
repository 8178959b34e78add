package org.emilua.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.emilua.api.Vm;
import org.emilua.api.error.CategoryDefinition.Message;

/**
 * The languages in which somebody wants to read messages (reference: Locales).
 *
 * @param tags language tags, the most wanted first; the empty one stands for messages without a language
 */
record MessageLanguages(List<String> tags) {

    private static final String UNTAGGED = "";
    private static final String ENGLISH = "en";

    /** What the environment of the program on this thread says; outside of programs, what the process's says. */
    static MessageLanguages ofCurrentVm() {
        Vm vm = Vm.currentOrNull();
        return of(vm != null ? vm.environment() : System.getenv());
    }

    /**
     * What POSIX's variables for message locales say: the first that is neither missing nor empty counts. Its value
     * {@code language[_territory][.codeset][@modifier]} becomes the tags {@code language-territory} and {@code language}.
     */
    static MessageLanguages of(Map<String, String> environment) {
        for (String variable : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
            String locale = environment.getOrDefault(variable, "");
            if (!locale.isEmpty()) {
                return ofLocale(locale);
            }
        }
        return ofLocale("C");
    }

    private static MessageLanguages ofLocale(String locale) {
        String name = before('.', before('@', locale));
        List<String> tags = new ArrayList<>();
        if (!name.equals("C") && !name.equals("POSIX")) {
            tags.add(name.replace('_', '-'));
            tags.add(before('_', name));
        }
        tags.add(UNTAGGED);
        tags.add(ENGLISH);
        return new MessageLanguages(tags);
    }

    private static String before(char mark, String text) {
        int end = text.indexOf(mark);
        return end < 0 ? text : text.substring(0, end);
    }

    /** The message that fits best, the first where none does. */
    Message choose(List<Message> messages) {
        for (String tag : tags) {
            for (Message message : messages) {
                if (message.language().equals(tag)) {
                    return message;
                }
            }
        }
        return messages.getFirst();
    }
}
