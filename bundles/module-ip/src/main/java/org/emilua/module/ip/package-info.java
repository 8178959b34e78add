/** The Lua module {@code ip}: addresses, TCP, name resolution. Depends on {@code api}, {@code transport} and {@code posix}. */
@NullMarked
package org.emilua.module.ip;

import org.jspecify.annotations.NullMarked;
