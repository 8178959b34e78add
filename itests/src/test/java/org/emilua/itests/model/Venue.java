package org.emilua.itests.model;

import java.util.List;

/** A way to run programs on the engine. */
interface Venue extends AutoCloseable {

    String name();

    /** What the model says of a program that runs here. */
    Expectation expect(Generator.Case one);

    /** Whether a program can run here together with others. */
    boolean suits(Expectation expected);

    /**
     * Runs programs.
     *
     * @param tick how many seconds a tick lasts
     * @return what each did, in the same order
     */
    List<Observation> run(List<Generator.Case> cases, double tick) throws Exception;

    @Override
    void close() throws Exception;
}
