package org.emilua.itests.fuzz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a program smaller while its difference stays: tries without every run of tokens, many programs at once. */
final class Shrinker {

    private static final int MAX_ROUNDS = 25;
    private static final int MAX_CANDIDATES = 1_200;
    private static final Pattern QUOTED = Pattern.compile("^out\\(loadstring\\((\".*\")(, \"[^\"]*\")?\\)\\)$", Pattern.DOTALL);

    private final Comparison comparison;

    Shrinker(Comparison comparison) {
        this.comparison = comparison;
    }

    Difference shrink(Difference difference) throws InterruptedException, ExecutionException {
        String signature = difference.signature();
        Difference best = difference;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            Difference smaller = round(best, signature);
            if (smaller == null) {
                break;
            }
            best = smaller;
        }
        return best;
    }

    private Difference round(Difference best, String signature) throws InterruptedException, ExecutionException {
        List<Generator.Case> cases = new ArrayList<>();
        for (String candidate : candidates(best.source())) {
            cases.add(new Generator.Case(best.kind(), candidate));
        }
        return comparison.compare(cases, List.of(comparison.subject(best.engine()))).unexpected().stream()
                .filter(found -> found.signature().equals(signature))
                .min(Comparator.comparingInt(found -> found.source().length()))
                .orElse(null);
    }

    private static Set<String> candidates(String source) {
        Set<String> found = new LinkedHashSet<>();
        Matcher quoted = QUOTED.matcher(source);
        if (quoted.matches() && source.indexOf("\\0") < 0) {
            String inner = quoted.group(1).substring(1, quoted.group(1).length() - 1)
                    .replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
            for (String smaller : parts(inner)) {
                String name = quoted.group(2) == null ? "" : quoted.group(2);
                found.add("out(loadstring(" + Mutation.quote(smaller) + name + "))");
            }
        } else {
            found.addAll(parts(source));
        }
        found.removeIf(text -> text.length() >= source.length());
        return found;
    }

    private static Set<String> parts(String source) {
        List<String> tokens = Tokens.cut(source);
        int size = tokens.size();
        Set<String> found = new LinkedHashSet<>();
        for (int length = size / 2; length > 12; length = length * 2 / 3) {
            for (int from = 0; from + length <= size; from += Math.max(1, length / 4)) {
                found.add(without(tokens, from, from + length));
            }
        }
        for (int length = Math.min(12, size); length > 0 && found.size() < MAX_CANDIDATES; length--) {
            for (int from = 0; from + length <= size; from++) {
                found.add(without(tokens, from, from + length));
            }
        }
        for (int from = 0; from < size && found.size() < MAX_CANDIDATES * 2; from++) {
            if (tokens.get(from).strip().matches("[({\\[]|function|do|then|if|for|while")) {
                for (int to = from + 2; to < Math.min(size, from + 60) && found.size() < MAX_CANDIDATES * 2; to++) {
                    if (tokens.get(to).strip().matches("[)}\\]]|end|do|then")) {
                        List<String> inside = new ArrayList<>(tokens);
                        inside.remove(to);
                        inside.remove(from);
                        found.add(Tokens.join(inside));
                    }
                }
            }
        }
        return found;
    }

    private static String without(List<String> tokens, int from, int to) {
        List<String> rest = new ArrayList<>(tokens.subList(0, from));
        rest.addAll(tokens.subList(to, tokens.size()));
        return Tokens.join(rest);
    }
}
