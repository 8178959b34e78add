package org.emilua.turtle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.rdf4j.model.IRI;
import org.eclipse.rdf4j.model.Resource;
import org.eclipse.rdf4j.model.Statement;
import org.eclipse.rdf4j.model.Value;

/**
 * What a file states, in the file's order; said twice is said once. Looks things up by their order, as hash codes are up to the
 * file. Belongs to one thread.
 */
final class Facts {

    /**
     * Something stated about a subject.
     *
     * @param line where in the file
     */
    record Fact(IRI property, Value value, int line) {}

    /** The second step tells a literal from a name, and one language or type from another. */
    private static final Comparator<Value> BY_TEXT = Comparator.comparing(Value::stringValue).thenComparing(Value::toString);

    private static final Comparator<Statement> BY_TEXTS = Comparator.comparing(Statement::getSubject, BY_TEXT)
            .thenComparing(Statement::getPredicate, BY_TEXT)
            .thenComparing(Statement::getObject, BY_TEXT);

    private final Map<Resource, List<Fact>> bySubject = new TreeMap<>(BY_TEXT);
    private final Set<Statement> seen = new TreeSet<>(BY_TEXTS);

    /** Adds what a statement says, and returns how many there are now. */
    int add(Statement statement, int line) {
        if (seen.add(statement)) {
            bySubject.computeIfAbsent(statement.getSubject(), unknown -> new ArrayList<>())
                    .add(new Fact(statement.getPredicate(), statement.getObject(), line));
        }
        return seen.size();
    }

    /** All that is stated about {@code subject}. */
    List<Fact> about(Resource subject) {
        return bySubject.getOrDefault(subject, List.of());
    }
}
