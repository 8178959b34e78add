/**
 * What modules with IO share: endpoints for stream sockets, acceptors and the standard streams, and the operations on
 * them. Data goes between the kernel and byte spans with nothing buffered in between. Depends on {@code api} and
 * {@code event-loop}; knows no Lua.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.emilua.transport;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
