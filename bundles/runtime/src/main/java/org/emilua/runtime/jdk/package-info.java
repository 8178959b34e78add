/**
 * The JDK's continuations. These classes are defined by a loader of their own that takes {@code jdk.internal.vm} from the
 * boot loader, so that no OSGi framework needs to be configured to export it.
 */
@NullMarked
package org.emilua.runtime.jdk;

import org.jspecify.annotations.NullMarked;
