/**
 * Runs functions by walking a tree of nodes: what is called seldom, and what is too large for a JVM method. The measure
 * that the compiler is tested against.
 */
@NullMarked
package org.emilua.lua.interpreter;

import org.jspecify.annotations.NullMarked;
