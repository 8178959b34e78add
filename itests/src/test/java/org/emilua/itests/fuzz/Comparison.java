package org.emilua.itests.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
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

    /** Finds the differences that are certain. */
    Outcome compare(List<Generator.Case> cases, List<Engine> subjects) throws InterruptedException, ExecutionException {
        Outcome outcome = find(cases, subjects);
        List<Difference> certain = confirm(outcome.unexpected(), subjects);
        return new Outcome(certain, outcome.meant() + outcome.unexpected().size() - certain.size());
    }

    /** Finds differences, of which some may not be certain: see {@link #confirm(List)}. */
    Outcome find(List<Generator.Case> cases) throws InterruptedException, ExecutionException {
        return find(cases, ours);
    }

    private Outcome find(List<Generator.Case> cases, List<Engine> subjects) throws InterruptedException, ExecutionException {
        List<Difference> unexpected = new ArrayList<>();
        int meant = 0;
        try (Corpus corpus = corpus(cases)) {
            List<String[][]> theirs = run(peers, corpus, new BitSet());
            BitSet unsound = unsound(theirs);
            List<String[][]> results = run(subjects, corpus, unsound);
            for (int i = unsound.nextClearBit(0); i < cases.size(); i = unsound.nextClearBit(i + 1)) {
                Judgement judgement = judge(cases.get(i), subjects, row(results, i), row(theirs, i));
                if (judgement.unexpected != null) {
                    unexpected.add(judgement.unexpected);
                } else if (judgement.meant) {
                    meant++;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Outcome(unexpected, meant);
    }

    /** The cases that are none: no peer that knows their syntax comes to an end, or it took all of a peer's memory. */
    private static BitSet unsound(List<String[][]> theirs) {
        BitSet unsound = new BitSet();
        for (int i = 0; i < theirs.get(0).length; i++) {
            List<String[]> row = row(theirs, i);
            List<String[]> ran = row.stream().filter(result -> !Difference.refused(result)).toList();
            unsound.set(i, (ran.isEmpty() ? row : ran).stream().noneMatch(Engine::ended) || row.stream().anyMatch(Engine::exhausted));
        }
        return unsound;
    }

    /** Those differences whose programs the peers leave nothing open in. Variants run for that; it is cheaper for many at once. */
    List<Difference> confirm(List<Difference> differences) throws InterruptedException, ExecutionException {
        return confirm(differences, ours);
    }

    private List<Difference> confirm(List<Difference> differences, List<Engine> subjects) throws InterruptedException, ExecutionException {
        return differences.isEmpty() ? differences : ofSmallNumbers(certain(repeated(differences, subjects)), subjects);
    }

    /** A program without a result runs once more: the machine may have stood still. */
    private List<Difference> repeated(List<Difference> differences, List<Engine> subjects) throws InterruptedException, ExecutionException {
        List<Difference> repeated = new ArrayList<>();
        List<Generator.Case> again = new ArrayList<>();
        for (Difference difference : differences) {
            if (difference.ours().startsWith(Engine.NO_RESULT)) {
                again.add(new Generator.Case(difference.kind(), difference.source()));
            } else {
                repeated.add(difference);
            }
        }
        if (!again.isEmpty()) {
            repeated.addAll(find(again, subjects).unexpected());
        }
        return repeated;
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
        List<String[][]> theirs = ofPeers(limited);
        List<Generator.Case> beyond = new ArrayList<>();
        for (int i = 0; i < limited.size(); i++) {
            if (row(theirs, i).stream().anyMatch(result -> Arrays.asList(result).contains(Magnitudes.MARK))) {
                beyond.add(limited.get(i));
            }
        }
        if (beyond.isEmpty()) {
            return differences;
        }
        Set<String> explained = new HashSet<>();
        beyond.forEach(limitedCase -> explained.add(limitedCase.source()));
        compare(beyond, subjects).unexpected().forEach(difference -> explained.remove(difference.source()));
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
        List<String[][]> before = ofPeers(same);
        List<String[][]> after = ofPeers(changed);
        List<Difference> certain = new ArrayList<>();
        for (int i = 0; i < differences.size(); i++) {
            if (Arrays.deepEquals(row(before, i).toArray(), row(after, i).toArray())) {
                certain.add(differences.get(i));
            }
        }
        return certain;
    }

    private record Judgement(Difference unexpected, boolean meant) {}

    private Judgement judge(Generator.Case tried, List<Engine> subjects, List<String[]> ours, List<String[]> theirs) {
        boolean meant = false;
        for (int i = 0; i < subjects.size(); i++) {
            Judgement one = judge(tried, subjects.get(i).name(), ours.get(i), theirs);
            if (one.unexpected != null) {
                return one;
            }
            meant |= one.meant;
        }
        return new Judgement(null, meant);
    }

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

    private static Corpus corpus(List<Generator.Case> cases) throws IOException {
        return new Corpus(cases.stream().map(Generator.Case::source).toList());
    }

    private List<String[][]> ofPeers(List<Generator.Case> cases) throws InterruptedException, ExecutionException {
        try (Corpus corpus = corpus(cases)) {
            return run(peers, corpus, new BitSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For each engine, the results of all cases. */
    private List<String[][]> run(List<Engine> engines, Corpus corpus, BitSet without) throws InterruptedException, ExecutionException {
        List<Future<String[][]>> running =
                engines.stream().map(engine -> threads.submit(() -> engine.run(corpus, without))).toList();
        List<String[][]> results = new ArrayList<>();
        for (Future<String[][]> one : running) {
            results.add(one.get());
        }
        return results;
    }

    /** For one case, the result of each engine. */
    private static List<String[]> row(List<String[][]> results, int number) {
        return results.stream().map(result -> result[number]).toList();
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
