package org.emilua.itests.model;

/** A program does what the reference leaves open, so that nothing can be said about it. */
@SuppressWarnings("serial")
final class Unspecified extends RuntimeException {

    Unspecified(String what) {
        super(what, null, false, false);
    }
}
