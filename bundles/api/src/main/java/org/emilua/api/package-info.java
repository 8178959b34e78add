/**
 * What a module bundle compiles against: the module service, operations that suspend a fiber, the VM that hosts them.
 * Depends on LuaJ's value classes only; knows neither Netty nor the runtime that implements it.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.emilua.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
