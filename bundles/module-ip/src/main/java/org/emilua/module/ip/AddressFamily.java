package org.emilua.module.ip;

import org.emilua.api.lua.Args;

/** The family that {@code open} is told: by name, or by an address of it. */
final class AddressFamily {

    private AddressFamily() {}

    /** Whether argument {@code index} means IPv6. */
    static boolean isV6(Args args, int index) {
        if (!args.isString(index)) {
            return !AddressHandle.of(args, index).isV4();
        }
        return switch (args.string(index)) {
            case "v4" -> false;
            case "v6" -> true;
            default -> throw Args.invalid(index);
        };
    }
}
