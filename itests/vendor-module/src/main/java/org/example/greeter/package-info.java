/** A vendor's module for Emilua: one class, one annotation, one dependency. */
@NullMarked
package org.example.greeter;

import org.jspecify.annotations.NullMarked;
