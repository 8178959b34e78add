/** The language's own libraries. Their functions hold no state of a VM and serve all of them. */
@NullMarked
package org.emilua.lua.library;

import org.jspecify.annotations.NullMarked;
