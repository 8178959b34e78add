/** Commands for the Gogo shell, scope {@code emilua}: run programs, list and end VMs, list modules. Depends on {@code api} alone. */
@NullMarked
package org.emilua.shell;

import org.jspecify.annotations.NullMarked;
