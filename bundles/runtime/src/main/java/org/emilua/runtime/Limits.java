package org.emilua.runtime;

import org.emilua.api.engine.VmLimits;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The option {@code limits} of {@code spawn_vm}. */
final class Limits {

    private static final double MOST_MEMORY = 1L << 50;
    private static final int MOST_CPU = 100;

    private Limits() {}

    /**
     * The limits of a new actor: those of whoever spawns it, except for what {@code given} says instead.
     *
     * @param given the option's value; nil without one
     * @param most what no VM of the program may exceed; raises EPERM
     */
    static VmLimits of(LuaValue given, VmLimits inherited, VmLimits most) {
        if (given.isnil()) {
            return inherited;
        }
        if (!(given instanceof LuaTable table)) {
            throw Actors.invalid("limits must be a table");
        }
        for (Varargs entry = table.next(LuaValue.NIL); !entry.arg1().isnil(); entry = table.next(entry.arg1())) {
            switch (entry.arg1().tojstring()) {
                case "memory", "cpu", "descriptors", "actors" -> {}
                default -> throw Actors.invalid("unknown limit '" + entry.arg1().tojstring() + "'");
            }
        }
        return new VmLimits(
                (long) limit(table, "memory", inherited.memory(), most.memory(), 1, MOST_MEMORY),
                (int) limit(table, "cpu", inherited.cpu(), most.cpu(), 1, MOST_CPU),
                (int) limit(table, "descriptors", inherited.descriptors(), most.descriptors(), 0, Integer.MAX_VALUE),
                (int) limit(table, "actors", inherited.actors(), most.actors(), 0, Integer.MAX_VALUE));
    }

    private static double limit(LuaTable table, String name, double inherited, double most, int least, double greatest) {
        LuaValue value = table.rawget(LuaValue.valueOf(name));
        if (value.isnil()) {
            return inherited;
        }
        double number = value.type() == LuaValue.TNUMBER ? value.todouble() : Double.NaN;
        if (!(number >= least && number <= greatest && number == Math.rint(number))) {
            throw Actors.invalid("limit '" + name + "' must be an integer from " + least + " to " + (long) greatest);
        }
        if (most != VmLimits.UNLIMITED && number > most) {
            throw ErrorCode.of(Errno.EPERM).withDetail("limit '" + name + "' is at most " + (long) most);
        }
        return number;
    }
}
