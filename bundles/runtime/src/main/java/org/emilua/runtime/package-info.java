/**
 * Hosts VMs: strands, fibers, coroutines, scopes, interruption and {@code require}. Implements {@code api} and exports
 * nothing but its services. Depends on {@code api}, {@code lua} and {@code event-loop}; no module may depend on it.
 */
@NullMarked
package org.emilua.runtime;

import org.jspecify.annotations.NullMarked;
