/**
 * The Lua language on LuaJ's values: source to function, standard libraries, and what keeps two VMs from seeing each
 * other through types that share a metatable. Depends on LuaJ alone; knows neither OSGi nor fibers.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.emilua.lua;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
