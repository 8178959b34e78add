/**
 * The module {@code stream}: operations composed of a stream's own {@code read_some} and {@code write_some} (reference:
 * Working with streams). Depends on the module SPI alone and does no IO by itself.
 */
@NullMarked
package org.emilua.module.stream;

import org.jspecify.annotations.NullMarked;
