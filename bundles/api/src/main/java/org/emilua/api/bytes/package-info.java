/** The byte_span class (reference: byte_span). */
@Export
@Version("1.0.0")
@NullMarked
package org.emilua.api.bytes;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
