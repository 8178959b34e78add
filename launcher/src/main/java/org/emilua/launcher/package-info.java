/**
 * The command line: reads the arguments, starts a Felix framework with the bundles that the program needs, hands the
 * program to the engine and leaves with its exit code. Shares no class with any bundle: what it calls are services of JDK
 * types. Everything here runs before the first line of every script, so it keeps to plain loops and loads little.
 */
@NullMarked
package org.emilua.launcher;

import org.jspecify.annotations.NullMarked;
