package org.emilua.runtime;

import java.util.Map;
import org.emilua.api.engine.VmLimits;

/**
 * The limits that Config Admin sets for the VMs of programs whose hosts set none, under the PID {@value #PID}: {@code memory},
 * {@code cpu}, {@code descriptors} and {@code actors}. What is absent or -1 is unlimited. Immutable.
 */
final class ConfiguredLimits {

    static final String PID = "org.emilua.limits";

    private final VmLimits limits;

    /** Reads a configuration. One that makes no sense is refused, with a message that tells what is wrong. */
    ConfiguredLimits(Map<String, Object> properties) {
        try {
            limits = new VmLimits(
                    number(properties, "memory"),
                    Math.toIntExact(number(properties, "cpu")),
                    Math.toIntExact(number(properties, "descriptors")),
                    Math.toIntExact(number(properties, "actors")));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException("configuration " + PID + ": " + e.getMessage(), e);
        }
    }

    private static long number(Map<String, Object> properties, String name) {
        Object value = properties.get(name);
        if (value == null) {
            return VmLimits.UNLIMITED;
        }
        if (value instanceof Number number) {
            return number.longValue();
        }
        if (value instanceof String text && text.strip().matches("-?\\d{1,18}")) {
            return Long.parseLong(text.strip());
        }
        throw new IllegalArgumentException(name + " is no integer: " + value);
    }

    /** A host's limits, and these where it has none. */
    VmLimits completing(VmLimits host) {
        return new VmLimits(
                host.memory() != VmLimits.UNLIMITED ? host.memory() : limits.memory(),
                host.cpu() != VmLimits.UNLIMITED ? host.cpu() : limits.cpu(),
                host.descriptors() != VmLimits.UNLIMITED ? host.descriptors() : limits.descriptors(),
                host.actors() != VmLimits.UNLIMITED ? host.actors() : limits.actors());
    }
}
