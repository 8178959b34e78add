package org.emilua.turtle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.rdf4j.model.Literal;
import org.eclipse.rdf4j.model.base.CoreDatatype;
import org.emilua.api.error.CategoryDefinition.Entry;
import org.emilua.api.error.CategoryDefinition.Message;
import org.emilua.api.error.Errno;
import org.emilua.turtle.Facts.Fact;
import org.jspecify.annotations.Nullable;

/** One error of a category, put together from what a file states about it. Belongs to one thread. */
final class EntryRules {

    /** More digits than the largest code has, zeros before it included, are no number that somebody meant. */
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,18}");

    private final int line;
    private final Problems problems;
    private final List<String> aliases = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private final Map<String, Integer> linesOfLanguages = new HashMap<>();
    private @Nullable Integer code;
    private @Nullable Errno generic;

    /** An error whose description begins in {@code line}. */
    EntryRules(int line, Problems problems) {
        this.line = line;
        this.problems = problems;
    }

    int code(Fact fact) {
        if (code != null) {
            throw problems.badCategory(
                    fact.line(), "an error has one cat:code, not " + code + " and " + Problems.quoted(fact.value()));
        }
        int given = integer(fact);
        code = given;
        return given;
    }

    private int integer(Fact fact) {
        if (fact.value() instanceof Literal literal
                && literal.getCoreDatatype().asXSDDatatype().filter(CoreDatatype.XSD::isIntegerDatatype).isPresent()
                && INTEGER.matcher(literal.getLabel()).matches()) {
            long number = Long.parseLong(literal.getLabel());
            if (number != 0 && number == (int) number) {
                return (int) number;
            }
        }
        throw problems.badCategory(
                fact.line(), "cat:code must be an integer of 32 bits other than 0, not " + Problems.quoted(fact.value()));
    }

    String alias(Fact fact) {
        String alias = plainString(fact, "alias");
        aliases.add(alias);
        return alias;
    }

    void generic(Fact fact) {
        Errno named = Errno.named(plainString(fact, "generic_error"));
        if (named == null) {
            throw problems.badCategory(
                    fact.line(), "cat:generic_error " + Problems.quoted(fact.value()) + " is no error of generic_error");
        }
        if (generic != null) {
            throw problems.badCategory(fact.line(), "an error has one cat:generic_error, not " + generic + " and " + named);
        }
        generic = named;
    }

    void message(Fact fact) {
        if (!(fact.value() instanceof Literal literal) || !isText(literal)) {
            throw problems.badCategory(fact.line(), "cat:message must be a string, not " + Problems.quoted(fact.value()));
        }
        String language = literal.getLanguage().orElse("");
        Integer before = linesOfLanguages.putIfAbsent(language, fact.line());
        if (before != null) {
            String which = language.isEmpty() ? "without a language" : "in language " + language;
            throw problems.badCategory(fact.line(), "a cat:message " + which + " was given in line " + before + " already");
        }
        messages.add(new Message(language, literal.getLabel()));
    }

    private static boolean isText(Literal literal) {
        return literal.getCoreDatatype() == CoreDatatype.XSD.STRING || literal.getLanguage().isPresent();
    }

    private String plainString(Fact fact, String term) {
        if (fact.value() instanceof Literal literal
                && literal.getCoreDatatype() == CoreDatatype.XSD.STRING && !literal.getLabel().isEmpty()) {
            return literal.getLabel();
        }
        throw problems.badCategory(
                fact.line(),
                "cat:" + term + " must be a string that is not empty and has no language, not " + Problems.quoted(fact.value()));
    }

    /** The error. Raises {@code bad_rdf_error_category} for one without a code. */
    Entry entry() {
        if (code == null) {
            throw problems.badCategory(line, "the error has no cat:code");
        }
        return new Entry(code, aliases, messages, generic);
    }
}
