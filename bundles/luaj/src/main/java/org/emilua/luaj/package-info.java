/** What corrected classes of LuaJ call: how Lua writes and reads numbers. */
@NullMarked
package org.emilua.luaj;

import org.jspecify.annotations.NullMarked;
