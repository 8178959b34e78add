/**
 * The module {@code sync}, an extension of the reference: semaphores, futures, barriers, latches, and the wait for the first
 * of several. Depends on the module SPI alone.
 */
@NullMarked
package org.emilua.module.sync;

import org.jspecify.annotations.NullMarked;
