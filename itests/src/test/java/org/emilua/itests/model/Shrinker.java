package org.emilua.itests.model;

import java.util.ArrayList;
import java.util.List;

/** Makes a program smaller while the engine still differs from the model. */
final class Shrinker {

    private static final int AT_ONCE = 48;
    private static final long PATIENCE_NANOS = 40_000_000_000L;

    private Shrinker() {}

    /** The smallest that was found in limited time. */
    static Difference shrink(Difference difference) throws Exception {
        if (!difference.steady()) {
            return difference;
        }
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        Difference best = difference;
        for (Difference smaller = smaller(best); smaller != null && System.nanoTime() < deadline; smaller = smaller(best)) {
            best = smaller;
        }
        return best;
    }

    private static Difference smaller(Difference difference) throws Exception {
        List<Generator.Case> candidates = new ArrayList<>();
        for (List<Statement> body : blocks(difference.program().body())) {
            Generator.Case candidate = Generator.specified(difference.number(), new Program(body));
            if (candidate != null) {
                candidates.add(candidate);
            }
            if (candidates.size() == AT_ONCE) {
                List<Difference> found = Check.run(candidates, difference.venue()).differences();
                if (!found.isEmpty() && found.getFirst().steady()) {
                    return found.getFirst();
                }
                candidates.clear();
            }
        }
        return Check.run(candidates, difference.venue()).differences().stream().filter(Difference::steady).findFirst().orElse(null);
    }

    /** The block with something less, the biggest cuts first. */
    private static List<List<Statement>> blocks(List<Statement> block) {
        List<List<Statement>> found = new ArrayList<>();
        for (int length = block.size(); length > 0; length = length / 2) {
            for (int from = 0; from + length <= block.size(); from += length) {
                found.add(replaced(block, from, from + length, List.of()));
            }
        }
        for (int i = 0; i < block.size(); i++) {
            Statement statement = block.get(i);
            if (!statement.body().isEmpty() && isInline(statement.operation())) {
                found.add(replaced(block, i, i + 1, statement.body()));
            }
            for (Statement smaller : statements(statement)) {
                found.add(replaced(block, i, i + 1, List.of(smaller)));
            }
        }
        return found;
    }

    private static List<Statement> statements(Statement statement) {
        List<Statement> found = new ArrayList<>();
        for (List<Statement> body : blocks(statement.body())) {
            found.add(statement.with(body, statement.handler()));
        }
        for (List<Statement> handler : blocks(statement.handler())) {
            found.add(statement.with(statement.body(), handler));
        }
        if (statement.values().size() > (statement.operation() == Operation.RAISE ? 1 : 0)) {
            found.add(statement.withValues(statement.values().subList(0, statement.values().size() - 1)));
        }
        boolean figure = statement.operation() == Operation.LOOP || statement.operation() == Operation.SLEEP;
        if (figure && statement.first() > 1 || statement.operation() == Operation.CALL && statement.first() > 0) {
            found.add(statement.withFirst(statement.first() - 1));
        }
        return found;
    }

    /** Whether the body can stand for the whole. */
    private static boolean isInline(Operation operation) {
        return switch (operation) {
            case PCALL, XPCALL, SCOPE, LOOP, CALL, WHEN, UNTIL -> true;
            default -> false;
        };
    }

    private static List<Statement> replaced(List<Statement> block, int from, int to, List<Statement> by) {
        List<Statement> changed = new ArrayList<>(block.subList(0, from));
        changed.addAll(by);
        changed.addAll(block.subList(to, block.size()));
        return changed;
    }
}
