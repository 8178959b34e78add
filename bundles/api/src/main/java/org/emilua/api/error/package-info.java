/** Error codes and their categories, as Lua programs see them (reference: Errors). */
@Export
@Version("1.1.0")
@NullMarked
package org.emilua.api.error;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
