/**
 * The module {@code json}: text to Lua values and back, and the generator {@code json.writer} (reference: json). Depends on
 * the module SPI alone.
 */
@NullMarked
package org.emilua.module.json;

import org.jspecify.annotations.NullMarked;
