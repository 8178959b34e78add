/** A vendor's module with state that all VMs of the process share. */
@NullMarked
package org.example.ledger;

import org.jspecify.annotations.NullMarked;
