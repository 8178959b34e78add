/** Calls of the C library that neither the JDK nor Netty offers, through JNA, which is loaded on the first use. */
@Export
@Version("1.0.0")
@NullMarked
package org.emilua.posix;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
