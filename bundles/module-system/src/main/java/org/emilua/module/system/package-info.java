/**
 * The module {@code system}: standard streams, arguments, environment and the end of the process (reference: system).
 * Depends on {@code transport} for the streams and on {@code posix} for what only the C library offers.
 */
@NullMarked
package org.emilua.module.system;

import org.jspecify.annotations.NullMarked;
