/**
 * The module {@code regex}: patterns in the POSIX and ECMAScript grammars over bytes (reference: regex). This package is the Lua
 * side; {@code syntax} reads patterns, {@code engine} executes them. Depends on the module SPI and on RE2/J, which is embedded.
 */
@NullMarked
package org.emilua.module.regex;

import org.jspecify.annotations.NullMarked;
