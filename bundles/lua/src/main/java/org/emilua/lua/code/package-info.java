/**
 * What code is made of once it runs: functions and their code, cells of captured variables, operations with
 * metamethods, errors that know where they happened. Both back ends and the libraries build on it; compiled classes
 * refer to it by name. Depends on LuaJ's values alone.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.emilua.lua.code;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
