package org.emilua.itests.model;

import java.util.List;
import java.util.Map;

/**
 * What the model says about a program.
 *
 * @param trace the lines it writes, and the reports in between, in order
 * @param atEnd the reports when the VM has ended; their order is not specified
 * @param exitCode the process's
 * @param endsVm whether it ended the VM before its fibers were done
 * @param turns how often a fiber ran on
 * @param ticks how long it slept in all
 * @param counts what happened how often, for statistics
 */
record Expectation(
        List<String> trace, List<String> atEnd, int exitCode, boolean endsVm, int turns, int ticks, Map<String, Integer> counts) {}
