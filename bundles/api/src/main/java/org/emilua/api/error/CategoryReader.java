package org.emilua.api.error;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads the files in which users define error categories (reference: Errors, "RDF error categories"). A service that is
 * looked up when a program requires such a file, so that programs without one load no parser. Safe to use from any thread.
 */
@ProviderType
public interface CategoryReader {

    /** Service property: the end of the names of the files that the service reads, for example {@code .ttl}. */
    String SUFFIX = "emilua.file.suffix";

    /** Files with more bytes than this are not handed to a reader. */
    int MAX_BYTES = 1 << 20;

    /**
     * Reads a whole file.
     *
     * @param file the file's name for messages
     * @param content the file's bytes, at most {@link #MAX_BYTES}
     * @return what the file says
     * @throws ErrorCode {@code bad_rdf}, {@code bad_rdf_module} or {@code bad_rdf_error_category} for a file that defines no
     *     category; its field {@code detail} names the file, the line and the culprit, {@code line} is the line's number
     */
    CategoryDefinition read(String file, byte[] content);
}
