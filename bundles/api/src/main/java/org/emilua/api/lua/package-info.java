/** Building blocks of a module's Lua side: argument reading, functions, object types. */
@Export
@Version("1.0.0")
@NullMarked
package org.emilua.api.lua;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
