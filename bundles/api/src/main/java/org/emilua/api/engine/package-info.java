/** The engine service that launchers and shells drive. */
@Export
@Version("1.2.0")
@NullMarked
package org.emilua.api.engine;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
