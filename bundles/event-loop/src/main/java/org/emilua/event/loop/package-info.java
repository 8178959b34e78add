/**
 * Event loops: threads that run tasks, timers and readiness events. The only place that knows epoll or NIO; Netty is
 * loaded when the first descriptor is registered and its types never leave this bundle. Depends on {@code api} alone.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.emilua.event.loop;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
