package org.emilua.api.error;

/** The engine's own errors, category {@code emilua.core}. */
public enum CoreError {
    INVALID_MODULE_NAME(1, "The module name is malformed"),
    MODULE_NOT_FOUND(2, "Module not found"),
    ROOT_CANNOT_IMPORT_PARENT(3, "The root module has no parent to import from"),
    CYCLIC_IMPORT(4, "The module is being imported already further up in this chain of imports"),
    LEAF_CANNOT_IMPORT_CHILD(5, "A module that is a plain file has no child modules"),
    ONLY_MAIN_FIBER_MAY_IMPORT(6, "Only a module's main fiber may import modules"),
    BAD_ROOT_CONTEXT(7, "The root module's context is not usable here"),
    BAD_INDEX(8, "The object has no such member"),
    BAD_COROUTINE(9, "No coroutine to yield from: this is the fiber's own body"),
    SUSPENSION_ALREADY_ALLOWED(10, "Suspension is allowed already: no matching forbid_suspend()"),
    INTERRUPTION_ALREADY_ALLOWED(11, "Interruption is enabled already: no matching disable_interruption()"),
    FORBID_SUSPEND_BLOCK(12, "The fiber may not suspend between forbid_suspend() and allow_suspend()"),
    INTERRUPTED(13, "The fiber was interrupted"),
    UNMATCHED_SCOPE_CLEANUP(14, "The scope has no cleanup handler left to pop"),
    CHANNEL_CLOSED(15, "The channel is closed"),
    NO_SENDERS(16, "Nobody is left who could send to this inbox"),
    INTERNAL_MODULE(17, "The module is internal to another package"),
    RAISE_ERROR(18, "The error could not be raised as it is"),
    BAD_RDF(19, "The file is not well-formed Turtle"),
    BAD_RDF_MODULE(20, "The Turtle file describes no module"),
    BAD_RDF_ERROR_CATEGORY(21, "The Turtle file describes no valid error category");

    private final int code;
    private final String message;

    CoreError(int code, String message) {
        this.code = code;
        this.message = message;
    }

    /** The number by which Lua programs know the error. */
    public int code() {
        return code;
    }

    /** One sentence that explains the error. */
    public String message() {
        return message;
    }
}
