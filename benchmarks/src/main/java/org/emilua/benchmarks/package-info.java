/** Peers and load generators for the comparisons in {@code benchmarks/}. */
package org.emilua.benchmarks;
