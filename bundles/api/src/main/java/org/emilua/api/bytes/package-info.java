/** The byte_span class (reference: byte_span), and how patterns are searched for in bytes. */
@Export
@Version("1.1.0")
@NullMarked
package org.emilua.api.bytes;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
