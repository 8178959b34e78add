package org.emilua.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.emilua.api.error.CategoryDefinition.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageLanguagesTest {

    /** The tag of the message that is chosen of those with {@code tags}, in a program with these variables. */
    private static String chosen(Map<String, String> environment, String... tags) {
        List<Message> messages = new ArrayList<>();
        for (String tag : tags) {
            messages.add(new Message(tag, "text"));
        }
        return MessageLanguages.of(environment).choose(messages).language();
    }

    @ParameterizedTest
    @CsvSource({
        "pt_BR.UTF-8, pt-BR", "pt_BR, pt-BR", "pt_BR@euro, pt-BR", "pt_BR.UTF-8@euro, pt-BR",
        "pt_PT, pt", "pt, pt", "pt.UTF-8, pt", "sr@latin, sr",
        "de_AT, de-AT", "de_DE, ''", "de, ''",
        "fr, ''", "C, ''", "POSIX, ''", "C.UTF-8, ''", "en_US.UTF-8, en", "en, en", "pt-BR, pt-BR",
        "PT_BR, ''", "pt_br, pt", "_BR, ''", "., ''", "@, ''", "/etc/passwd, ''"})
    void theLocaleDecides(String locale, String tag) {
        assertEquals(tag, chosen(Map.of("LANG", locale), "de-AT", "en", "pt", "", "sr", "pt-BR"));
    }

    @Test
    void theFirstVariableThatSaysSomethingCounts() {
        String[] tags = {"", "de", "fr", "pt"};
        assertEquals("fr", chosen(Map.of("LC_ALL", "fr_FR", "LC_MESSAGES", "de_DE", "LANG", "pt_BR"), tags));
        assertEquals("de", chosen(Map.of("LC_ALL", "", "LC_MESSAGES", "de_DE", "LANG", "pt_BR"), tags));
        assertEquals("pt", chosen(Map.of("LC_MESSAGES", "", "LANG", "pt_BR", "LC_TIME", "de_DE"), tags));
        assertEquals("", chosen(Map.of("LC_ALL", "C", "LANG", "pt_BR"), tags));
        assertEquals("", chosen(Map.of("LC_ALL", "it_IT", "LANG", "pt_BR"), tags));
        assertEquals("", chosen(Map.of(), tags));
    }

    @Test
    void withoutAMessageThatFitsTheUntaggedThenTheEnglishThenTheFirstIsChosen() {
        assertEquals("", chosen(Map.of("LANG", "it_IT"), "de", "en", ""));
        assertEquals("en", chosen(Map.of("LANG", "it_IT"), "de", "en"));
        assertEquals("de", chosen(Map.of("LANG", "it_IT"), "de", "fr"));
        assertEquals("en", chosen(Map.of(), "de", "en"));
    }
}
