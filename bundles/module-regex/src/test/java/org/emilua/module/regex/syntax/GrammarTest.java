package org.emilua.module.regex.syntax;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.emilua.api.bytes.MatchRange;
import org.emilua.module.regex.engine.Budget;
import org.emilua.module.regex.engine.CompiledPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrammarTest {

    private static CompiledPattern compile(Grammar grammar, String pattern) {
        Budget budget = new Budget(() -> { });
        budget.begin(1000);
        return CompiledPattern.of(grammar.parse(pattern.getBytes(ISO_8859_1), false, false), budget);
    }

    private static String found(Grammar grammar, String pattern, String text) {
        int[] slots = compile(grammar, pattern).search(text.getBytes(ISO_8859_1), 0, text.length(), new MatchRange());
        if (slots == null) {
            return "none";
        }
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < slots.length; i += 2) {
            String part = slots[i + 1] < 0 ? "-" : text.substring(slots[i], slots[i + 1]);
            result.append(i > 0 ? "," : "").append(part.isEmpty() ? "''" : part);
        }
        return result.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', quoteCharacter = '`', value = {
        "ECMA a|ab abc a",
        "EXTENDED a|ab abc ab",
        "EXTENDED (a|ab)(c|bcd)(d*) abcd abcd,a,bcd,''",
        "EXTENDED (wee|week)(knights|night) weeknights weeknights,wee,knights",
        "BASIC \\(a*\\)b\\1 aabaa aabaa,aa",
        "BASIC a+b a+b a+b",
        "BASIC a{2}|b? `a{2}|b?` `a{2}|b?`",
        "BASIC a\\{2\\} aaa aa",
        "BASIC *a *a *a",
        "BASIC ^*a *a *a",
        "BASIC \\(*a\\) *a *a,*a",
        "BASIC a^b$c a^b$c a^b$c",
        "BASIC \\(^a$\\) a a,a",
        "BASIC ^^ ^ ^",
        "BASIC $$ $ $",
        "EXTENDED a** aa aa",
        "EXTENDED ()|a a a,-",
        "EXTENDED a||b b b",
        "EXTENDED [[:digit:]]+ a12 12",
        "EXTENDED []a]+ x]a] ]a]",
        "EXTENDED [^]a]+ ]xya xy",
        "EXTENDED [a-] - -",
        "EXTENDED [-a] - -",
        "EXTENDED [%--]+ a%-,. %-,",
        "EXTENDED [\\n]+ \\n \\n",
        "EXTENDED [[.hyphen.][.space.]]+ `a- b` `- `",
        "EXTENDED [[.a.]-[.c.]]+ xabcd abc",
        "EXTENDED [[=a=]b]+ xab ab",
        "EXTENDED [[.].]]+ a]] ]]",
        "EXTENDED a\\.b a.b a.b",
        "EXTENDED (a*)* b '',''",
        "EXTENDED (a*)+ aa aa,aa",
        "EXTENDED ((a)|b)* ab ab,b,-",
        "ECMA (a*)* b '',-",
        "ECMA (a*)+ b '',''",
        "ECMA ((a)|b)* ab ab,b,-",
        "ECMA (?:|a)+ aaa aaa",
        "ECMA a{2}? aaa aa",
        "ECMA a{1,2}? aaa a",
        "ECMA \\bb\\w*\\b `a bcd` bcd",
        "ECMA \\Bb abb b",
        "ECMA (?=(a+))a*b\\1 baaabac aba,a",
        "ECMA (?!a)\\w ab b",
        "ECMA (z)((a+)?(b+)?(c))* zaacbbbcac zaacbbbcac,z,ac,a,-,c",
        "ECMA \\1(a) a a,a",
        "ECMA (a\\1) a a,a",
        "ECMA []|a a a",
        "ECMA [^]+ a a",
        "ECMA [\\d-]+ 1-2 1-2",
        "ECMA [[:d:]]+ a1 1",
        "ECMA [\\x41\\cA\\u0042\\]]+ xAB] AB]",
        "ECMA ]} ]} ]}",
        "ECMA \\x41\\u0042\\. AB. AB."
    })
    void reads(Grammar grammar, String pattern, String text, String expected) {
        assertEquals(expected, found(grammar, pattern, text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', quoteCharacter = '`', value = {
        "EXTENDED [[.ab.]] error_collate 1",
        "EXTENDED [[=ab error_collate 1",
        "EXTENDED x[[:foo:]] error_ctype 2",
        "ECMA [[:foo error_ctype 1",
        "ECMA a\\ error_escape 1",
        "ECMA \\x4 error_escape 0",
        "ECMA \\u0141 error_escape 0",
        "ECMA \\c1 error_escape 0",
        "ECMA \\01 error_escape 0",
        "ECMA [\\1] error_escape 1",
        "EXTENDED \\d error_escape 0",
        "EXTENDED (a)\\1 error_escape 3",
        "BASIC a\\+ error_escape 1",
        "BASIC a\\|b error_escape 1",
        "ECMA (a)\\2 error_backref 3",
        "BASIC \\(a\\1\\) error_backref 3",
        "BASIC \\1 error_backref 0",
        "ECMA a[b error_brack 1",
        "EXTENDED [] error_brack 0",
        "EXTENDED [^] error_brack 0",
        "ECMA a(b error_paren 1",
        "ECMA ab) error_paren 2",
        "ECMA (?<a>b) error_paren 0",
        "EXTENDED ) error_paren 0",
        "BASIC a\\) error_paren 1",
        "ECMA a{1 error_brace 1",
        "BASIC a\\{1 error_brace 1",
        "BASIC a\\} error_brace 1",
        "ECMA a{x} error_badbrace 2",
        "ECMA a{2,1} error_badbrace 1",
        "EXTENDED a{,2} error_badbrace 1",
        "ECMA a{99999999999} error_badbrace 1",
        "ECMA [b-a] error_range 1",
        "ECMA [a-\\d] error_range 1",
        "EXTENDED [a-c-e] error_range 4",
        "EXTENDED [[:alpha:]-z] error_range 10",
        "ECMA a** error_badrepeat 2",
        "ECMA *a error_badrepeat 0",
        "ECMA a|+ error_badrepeat 2",
        "ECMA ^* error_badrepeat 1",
        "ECMA (?=a)* error_badrepeat 5",
        "EXTENDED (*a) error_badrepeat 1",
        "EXTENDED {1} error_badrepeat 0",
        "BASIC \\{1\\} error_badrepeat 0",
        "ECMA a{1000}{1000} error_badrepeat 7",
        "ECMA (?:a{1000}){51} error_space -1",
        "EXTENDED a{1000}{1000}{1000} error_space -1"
    })
    void refuses(Grammar grammar, String pattern, String reason, int position) {
        PatternException e = assertThrows(PatternException.class, () -> compile(grammar, pattern));
        assertEquals(reason + " " + position, e.reason().text() + " " + e.position(), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 1_000, 100_000})
    void refusesDeepNesting(int depth) {
        PatternException e = assertThrows(PatternException.class, () -> compile(Grammar.ECMA, "(?:".repeat(depth)));
        assertEquals(Reason.ERROR_STACK, e.reason());
        assertEquals(200 * 3, e.position());
        assertThrows(PatternException.class, () -> compile(Grammar.EXTENDED, "(".repeat(depth) + ")".repeat(depth)));
        assertThrows(PatternException.class, () -> compile(Grammar.BASIC, "a" + "*\\{2\\}".repeat(depth)));
    }

    @Test
    void nestsAsDeepAsItSays() {
        assertEquals("a", found(Grammar.ECMA, "(?:".repeat(200) + "a" + ")*".repeat(200), "a"));
        assertEquals("a", found(Grammar.ECMA, "(?:".repeat(200) + "a" + "){0,1}?".repeat(200) + "$", "a"));
    }

    @Test
    void refusesWhatIsTooLarge() {
        assertThrows(PatternException.class, () -> compile(Grammar.ECMA, "a".repeat(300_000)));
        assertThrows(PatternException.class, () -> compile(Grammar.ECMA, "a|".repeat(100_000)));
        assertThrows(PatternException.class, () -> compile(Grammar.ECMA, "()".repeat(501)));
        assertThrows(PatternException.class, () -> compile(Grammar.ECMA, "()".repeat(400) + "a{20000}"));
        assertEquals("a".repeat(30_000), found(Grammar.ECMA, "a{30000}", "a".repeat(30_001)));
        assertEquals("word999", found(Grammar.ECMA, words(1000), "a word999 b"));
    }

    private static String words(int count) {
        StringBuilder text = new StringBuilder("(?:");
        for (int i = 0; i < count; i++) {
            text.append(i > 0 ? "|" : "").append("word").append(i);
        }
        return text.append(")(?!\\d)").toString();
    }
}
