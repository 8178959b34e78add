package org.emilua.itests.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs cases by ours and by the peers, and compares. */
final class Comparison implements AutoCloseable {

    private final List<Engine> peers;
    private final List<Engine> ours;
    private final Allowed allowed = Allowed.load();
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    Comparison(List<Engine> peers, List<Engine> ours) {
        this.peers = peers;
        this.ours = ours;
    }

    List<String> peerNames() {
        return peers.stream().map(Engine::name).toList();
    }

    /**
     * What a comparison found.
     *
     * @param unexpected of each case, the first difference that is not meant
     * @param meant how many cases have no differences but such as are meant
     */
    record Outcome(List<Difference> unexpected, int meant) {}

    Outcome compare(List<Generator.Case> cases) throws InterruptedException, ExecutionException {
        return compare(cases, ours);
    }

    Outcome compare(List<Generator.Case> cases, List<Engine> subjects) throws InterruptedException, ExecutionException {
        List<String[][]> theirs = collect(start(peers, cases), cases.size());
        // What no peer comes to an end with is no case.
        List<Generator.Case> sound = new ArrayList<>();
        List<List<String[]>> expected = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            if (Arrays.stream(theirs.get(i)).anyMatch(Engine::ended)) {
                sound.add(cases.get(i));
                expected.add(List.of(theirs.get(i)));
            }
        }
        List<String[][]> results = collect(start(subjects, sound), sound.size());
        List<Difference> unexpected = new ArrayList<>();
        int meant = 0;
        for (int i = 0; i < sound.size(); i++) {
            boolean meantHere = false;
            Difference found = null;
            for (int j = 0; j < subjects.size() && found == null; j++) {
                Judgement judgement = judge(sound.get(i), subjects.get(j).name(), results.get(i)[j], expected.get(i));
                found = judgement.unexpected;
                meantHere |= judgement.meant;
            }
            if (found != null) {
                unexpected.add(found);
            } else if (meantHere) {
                meant++;
            }
        }
        List<Difference> certain = certain(ofSmallNumbers(unexpected, subjects));
        return new Outcome(certain, meant + unexpected.size() - certain.size());
    }

    /** Without those differences that go away when numbers beyond 64 bits do. */
    private List<Difference> ofSmallNumbers(List<Difference> differences, List<Engine> subjects)
            throws InterruptedException, ExecutionException {
        List<Generator.Case> limited = new ArrayList<>();
        for (Difference difference : differences) {
            String source = Magnitudes.limited(difference.source());
            if (source != null) {
                limited.add(new Generator.Case(difference.kind(), source));
            }
        }
        if (limited.isEmpty()) {
            return differences;
        }
        Set<String> explained = new HashSet<>();
        List<String[][]> theirs = collect(start(peers, limited), limited.size());
        for (int i = 0; i < limited.size(); i++) {
            if (Arrays.stream(theirs.get(i)).anyMatch(result -> Arrays.asList(result).contains(Magnitudes.MARK))) {
                explained.add(limited.get(i).source());
            }
        }
        compare(limited, subjects).unexpected().forEach(difference -> explained.remove(difference.source()));
        List<Difference> kept = new ArrayList<>(differences);
        kept.removeIf(difference -> explained.contains(Magnitudes.limited(difference.source())));
        return kept;
    }

    /** Those differences of programs whose results in the peers do not depend on how tables are laid out. */
    private List<Difference> certain(List<Difference> differences) throws InterruptedException, ExecutionException {
        List<Generator.Case> changed = new ArrayList<>();
        for (Difference difference : differences) {
            String other = Layout.changed(difference.source());
            changed.add(new Generator.Case(difference.kind(), other == null ? difference.source() : other));
        }
        List<Generator.Case> same = differences.stream().map(d -> new Generator.Case(d.kind(), d.source())).toList();
        List<String[][]> before = collect(start(peers, same), same.size());
        List<String[][]> after = collect(start(peers, changed), changed.size());
        List<Difference> certain = new ArrayList<>();
        for (int i = 0; i < differences.size(); i++) {
            if (Arrays.deepEquals(before.get(i), after.get(i))) {
                certain.add(differences.get(i));
            }
        }
        return certain;
    }

    private record Judgement(Difference unexpected, boolean meant) {}

    private Judgement judge(Generator.Case tried, String engine, String[] ours, List<String[]> theirs) {
        boolean meant = false;
        Difference difference = Difference.between(tried, engine, ours, theirs, 0);
        while (difference != null) {
            Allowed.Verdict verdict = allowed.judge(difference);
            if (verdict == Allowed.Verdict.UNEXPECTED) {
                return difference.peersAgree() ? new Judgement(difference, meant) : new Judgement(null, true);
            }
            meant = true;
            if (verdict == Allowed.Verdict.LAST) {
                break;
            }
            difference = Difference.between(tried, engine, ours, theirs, difference.item() + 1);
        }
        return new Judgement(null, meant);
    }

    private List<Future<List<String[]>>> start(List<Engine> engines, List<Generator.Case> cases) {
        List<String> sources = cases.stream().map(Generator.Case::source).toList();
        return engines.stream().map(engine -> threads.submit(() -> engine.run(sources))).toList();
    }

    /** For each case, the result of each engine. */
    private static List<String[][]> collect(List<Future<List<String[]>>> engines, int cases) throws InterruptedException, ExecutionException {
        List<String[][]> results = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            String[][] row = new String[engines.size()][];
            for (int j = 0; j < row.length; j++) {
                row[j] = engines.get(j).get().get(i);
            }
            results.add(row);
        }
        return results;
    }

    /** The engine of ours with that name. */
    Engine subject(String name) {
        return ours.stream().filter(engine -> engine.name().equals(name)).findFirst().orElseThrow();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
