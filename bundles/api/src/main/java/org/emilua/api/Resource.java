package org.emilua.api;

/** Something a VM owns and closes when it ends: a socket, a descriptor, a subscription. Belongs to its VM's strand. */
@FunctionalInterface
public interface Resource {

    /** Gives the resource back. Closing twice does no harm; operations under way end with {@code operation_aborted}. */
    void close();
}
