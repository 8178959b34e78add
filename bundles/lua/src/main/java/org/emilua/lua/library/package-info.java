/**
 * The libraries of Lua 5.1 and LuaJIT: base, {@code string}, {@code table}, {@code math}, {@code bit} and {@code jit}. Their
 * functions are shared by all VMs and find what belongs to one through the thread that it runs on.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.emilua.lua.library;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
