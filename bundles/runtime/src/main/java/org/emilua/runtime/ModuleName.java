package org.emilua.runtime;

import java.util.ArrayList;
import java.util.List;
import org.emilua.api.error.CoreError;
import org.emilua.api.error.ErrorCode;

/**
 * The argument of {@code require}: where a look-up starts, and one component (reference: Modules).
 *
 * @param kind what the name began with
 * @param climbs how many times it went up with {@code ../}
 * @param component the last part
 */
record ModuleName(Kind kind, int climbs, String component) {

    /** What a name is relative to. */
    enum Kind { CHILD, PARENT, ROOT, EXTERNAL }

    static ModuleName parse(String text) {
        String rest = text;
        int climbs = 0;
        Kind kind = Kind.EXTERNAL;
        if (rest.startsWith("./")) {
            kind = Kind.CHILD;
            rest = rest.substring(2);
        } else if (rest.startsWith("/")) {
            kind = Kind.ROOT;
            rest = rest.substring(1);
        } else {
            for (; rest.startsWith("../"); rest = rest.substring(3)) {
                kind = Kind.PARENT;
                climbs++;
            }
        }
        if (rest.isEmpty() || rest.equals(".") || rest.equals("..") || rest.indexOf('/') >= 0 || rest.indexOf('\0') >= 0) {
            throw named(CoreError.INVALID_MODULE_NAME, text);
        }
        return new ModuleName(kind, climbs, rest);
    }

    /** The place in the importer's package that the name means. */
    List<String> resolve(ModuleContext importer, String text) {
        List<String> from = importer.path();
        List<String> place = switch (kind) {
            case CHILD -> {
                if (!importer.isFolder()) {
                    throw named(CoreError.LEAF_CANNOT_IMPORT_CHILD, text);
                }
                yield new ArrayList<>(from);
            }
            case PARENT -> {
                if (climbs > from.size()) {
                    throw named(CoreError.ROOT_CANNOT_IMPORT_PARENT, text);
                }
                yield new ArrayList<>(from.subList(0, from.size() - climbs));
            }
            case ROOT -> new ArrayList<>();
            case EXTERNAL -> throw new IllegalStateException("an external package has no place in the importer's");
        };
        place.add(component);
        return place;
    }

    /** An error about the module that the program asked for as {@code text}. */
    static ErrorCode named(CoreError error, String text) {
        return ErrorCode.of(error).withDetail("'" + text + "'");
    }
}
