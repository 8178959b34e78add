/**
 * The front end: source text to a tree that knows locals, captured variables, names and lines. Depends on nothing but
 * LuaJ's strings; both back ends work on its trees.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.emilua.lua.syntax;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
