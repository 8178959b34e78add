/** What tests of module bundles share: a VM without a runtime, Lua code on it, the contract that all modules keep. */
@NullMarked
package org.emilua.api.testing;

import org.jspecify.annotations.NullMarked;
