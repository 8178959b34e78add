/** From a pattern's text to a tree: one parser for each grammar. Knows nothing of Lua and nothing of how patterns are executed. */
@NullMarked
package org.emilua.module.regex.syntax;

import org.jspecify.annotations.NullMarked;
