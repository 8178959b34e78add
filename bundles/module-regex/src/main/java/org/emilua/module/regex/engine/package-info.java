/**
 * How a pattern's tree is executed: by automata that are built while they run where its constructs are regular, and by a backtracking
 * matcher with a budget where they are not. Knows nothing of Lua.
 */
@NullMarked
package org.emilua.module.regex.engine;

import org.jspecify.annotations.NullMarked;
