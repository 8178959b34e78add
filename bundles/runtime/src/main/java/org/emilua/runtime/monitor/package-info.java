/** Lets people and tools look into the engine from outside: by a signal, and by JMX. */
@NullMarked
package org.emilua.runtime.monitor;

import org.jspecify.annotations.NullMarked;
