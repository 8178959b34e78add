package org.emilua.turtle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.rdf4j.model.IRI;
import org.eclipse.rdf4j.model.Resource;
import org.eclipse.rdf4j.model.Statement;
import org.eclipse.rdf4j.model.Value;

/** What a file states, in the file's order; said twice is said once. Belongs to one thread. */
final class Facts {

    /**
     * Something stated about a subject.
     *
     * @param line where in the file
     */
    record Fact(IRI property, Value value, int line) {}

    private final Map<Resource, List<Fact>> bySubject = new HashMap<>();
    private final Set<Statement> seen = new HashSet<>();

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
