/**
 * Takes what the engine says to the framework's log (OSGi Compendium, Log Service Specification), where there is one. Depends on no
 * other bundle, and no other depends on it: the engine says what it has to say by {@link java.lang.System.Logger}.
 */
@NullMarked
package org.emilua.log;

import org.jspecify.annotations.NullMarked;
