/**
 * Makes a JVM class of a function that is called often, and of a loop that turns often: variables in JVM variables, numbers
 * unboxed, calls without argument lists. What is too large for a JVM method stays with the interpreter.
 */
@NullMarked
package org.emilua.lua.compiler;

import org.jspecify.annotations.NullMarked;
