/**
 * Reads error categories from Turtle files with RDF4J's parser, which is part of this bundle. Depends on {@code api} only; nothing
 * depends on it: the runtime finds it as a service when a program requires the first such file.
 */
@NullMarked
package org.emilua.turtle;

import org.jspecify.annotations.NullMarked;
