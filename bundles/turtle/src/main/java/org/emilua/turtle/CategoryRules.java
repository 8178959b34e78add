package org.emilua.turtle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.rdf4j.model.IRI;
import org.eclipse.rdf4j.model.Resource;
import org.eclipse.rdf4j.model.impl.SimpleValueFactory;
import org.eclipse.rdf4j.model.vocabulary.RDF;
import org.emilua.api.error.CategoryDefinition;
import org.emilua.api.error.CategoryDefinition.Entry;
import org.emilua.turtle.Facts.Fact;

/**
 * The vocabulary of error categories (reference: Errors, "RDF error categories"): makes a category of what a file states, or
 * says what is wrong. Properties of other vocabularies are left alone. Belongs to one thread.
 */
final class CategoryRules {

    /** The type of modules that are error categories. */
    static final String TYPE = "https://schema.emilua.org/error_category/0/";

    /** What the names of the vocabulary's properties begin with, which files usually abbreviate to {@code cat:}. */
    static final String TERMS = TYPE + "#";

    private static final IRI MODULE = SimpleValueFactory.getInstance().createIRI("about:emilua-module");

    private final Facts facts;
    private final Problems problems;
    private final Map<Integer, Integer> linesOfCodes = new HashMap<>();
    private final Map<String, Integer> linesOfAliases = new HashMap<>();

    CategoryRules(Facts facts, Problems problems) {
        this.facts = facts;
        this.problems = problems;
    }

    /** The category. Raises {@code bad_rdf_module} or {@code bad_rdf_error_category} where there is none. */
    CategoryDefinition definition() {
        List<Fact> module = facts.about(MODULE);
        requireType(module);
        List<Entry> entries = new ArrayList<>();
        for (Fact fact : module) {
            String term = term(fact);
            if (term.equals("error")) {
                entries.add(entry(fact));
            } else if (!term.isEmpty()) {
                throw unknownTerm(fact, term);
            }
        }
        if (entries.isEmpty()) {
            throw problems.badCategory(module.getFirst().line(), "the category has no cat:error");
        }
        return new CategoryDefinition(entries);
    }

    private void requireType(List<Fact> module) {
        if (module.isEmpty()) {
            throw problems.noModule("nothing is said about <" + MODULE + ">");
        }
        for (Fact fact : module) {
            if (fact.property().equals(RDF.TYPE) && fact.value().stringValue().equals(TYPE)) {
                return;
            }
        }
        throw problems.noModule("<" + MODULE + "> is not said to be a <" + TYPE + ">");
    }

    private Entry entry(Fact error) {
        if (!(error.value() instanceof Resource subject)) {
            throw problems.badCategory(
                    error.line(), "cat:error must be a description in [ ], not " + Problems.quoted(error.value()));
        }
        EntryRules rules = new EntryRules(error.line(), problems);
        for (Fact fact : facts.about(subject)) {
            String term = term(fact);
            switch (term) {
                case "" -> {}
                case "code" -> requireUnique(linesOfCodes, rules.code(fact), fact, "code ");
                case "alias" -> requireUnique(linesOfAliases, rules.alias(fact), fact, "alias ");
                case "message" -> rules.message(fact);
                case "generic_error" -> rules.generic(fact);
                default -> throw unknownTerm(fact, term);
            }
        }
        return rules.entry();
    }

    private <T> void requireUnique(Map<T, Integer> lines, T key, Fact fact, String what) {
        Integer before = lines.putIfAbsent(key, fact.line());
        if (before != null) {
            throw problems.badCategory(
                    fact.line(), what + Problems.quoted(fact.value()) + " was given in line " + before + " already");
        }
    }

    private RuntimeException unknownTerm(Fact fact, String term) {
        return problems.badCategory(fact.line(), "unknown property cat:" + term);
    }

    /** The property's name within the vocabulary, empty for a property of another one. */
    private static String term(Fact fact) {
        String name = fact.property().stringValue();
        return name.startsWith(TERMS) ? name.substring(TERMS.length()) : "";
    }
}
