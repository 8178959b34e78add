/**
 * The module {@code time}: sleeping, clocks and timers (reference: time). Depends on the module SPI alone; deadlines are
 * kept by the VM's event loop.
 */
@NullMarked
package org.emilua.module.time;

import org.jspecify.annotations.NullMarked;
