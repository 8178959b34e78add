package org.emilua.lua.compiler;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.emilua.lua.syntax.FunctionBody;
import org.emilua.lua.syntax.Local;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Writes one method: keeps account of JVM variables, constants and the places that errors name. */
final class Emitter {

    /** The most constants of a class, and the most places of a method. */
    private static final int MOST = 60_000;

    final CodeBuilder code;
    final ClassDesc owner;
    final FunctionBody body;
    final Kinds kinds;
    private final Constants constants;
    private final List<Object> sites;
    private final Map<Local, Integer> slots = new HashMap<>();
    private final Set<Live> live = new LinkedHashSet<>();
    private int nextSlot;

    Emitter(CodeBuilder code, ClassDesc owner, FunctionBody body, Kinds kinds, Constants constants, List<Object> sites, int firstSlot) {
        this.code = code;
        this.owner = owner;
        this.body = body;
        this.kinds = kinds;
        this.constants = constants;
        this.sites = sites;
        nextSlot = firstSlot;
    }

    // ---- JVM variables

    /** A variable for {@code width} words, free until {@link #release}. */
    int slot(int width) {
        int slot = nextSlot;
        nextSlot += width;
        return slot;
    }

    int mark() {
        return nextSlot;
    }

    void release(int mark) {
        nextSlot = mark;
        live.removeIf(variable -> variable.slot() >= mark);
    }

    /** A JVM variable that statements to come need. */
    record Live(int slot, ClassDesc type) {}

    /** Says that statements to come need a JVM variable, until it is released. */
    void live(int slot, ClassDesc type) {
        live.add(new Live(slot, type));
    }

    /** Says that statements to come need what is held, until it is released. */
    void live(Held held) {
        if (!held.isConstant()) {
            live(held.kind(), held.slot());
        }
    }

    private void live(Kind kind, int slot) {
        switch (kind) {
            case BOXED -> live(slot, Types.VALUE);
            case CELL -> live(slot, Types.CELL);
            case NUMBER -> live(slot, Types.DOUBLE);
            case INTEGER -> live(slot, Types.LONG);
            case DUAL -> {
                live(slot, Types.VALUE);
                live(slot + 1, Types.DOUBLE);
            }
        }
    }

    /** The JVM variables that statements to come need. */
    List<Live> live() {
        return List.copyOf(live);
    }

    /** Makes room for a variable of the function. */
    int declare(Local local) {
        int slot = slot(width(kinds.of(local)));
        declareAt(local, slot);
        return slot;
    }

    /** Uses a JVM variable that exists as one of the function's. */
    void declareAt(Local local, int slot) {
        slots.put(local, slot);
        live(kinds.of(local), slot);
    }

    int slotOf(Local local) {
        Integer slot = slots.get(local);
        if (slot == null) {
            throw new IllegalStateException("no place for variable " + local.name);
        }
        return slot;
    }

    boolean isDeclared(Local local) {
        return slots.containsKey(local);
    }

    // ---- places and constants

    /** What follows is done on behalf of an expression or statement. */
    void site(Object site) {
        if (sites.size() >= MOST) {
            throw new IllegalArgumentException("too many places");
        }
        sites.add(site);
        code.lineNumber(sites.size());
    }

    /** Pushes an object that belongs to the class. */
    void constant(Object value, ClassDesc type) {
        String name = constants.field(value, type);
        if (constants.size() > MOST) {
            throw new IllegalArgumentException("too many constants");
        }
        code.getstatic(owner, name, type);
    }

    void nil() {
        code.getstatic(Types.VALUE, "NIL", Types.VALUE);
    }

    void bool(boolean value) {
        code.getstatic(Types.VALUE, value ? "TRUE" : "FALSE", Types.of(org.luaj.vm2.LuaBoolean.class));
    }

    void boxedNumber(double value) {
        LuaValue number = new LuaDouble(value);
        String name = constants.number(value, number);
        code.getstatic(owner, name, Types.VALUE);
    }

    /** With an object on the operand stack: leaves its field. */
    void field(LuaString key, Object site) {
        constant(key, Types.STRING);
        constant(constants.fieldSite(site, key), Types.FIELD_SITE);
        site(site);
        operation("index", Types.VALUE, Types.VALUE, Types.STRING, Types.FIELD_SITE);
    }

    /** With an object, a name and a value on the operand stack: sets the field. */
    void setField(LuaString key, Object site) {
        constant(constants.fieldSite(site, key), Types.FIELD_SITE);
        site(site);
        operation("setIndex", Types.VOID, Types.VALUE, Types.STRING, Types.VALUE, Types.FIELD_SITE);
    }

    // ---- calls of helpers

    void invokeStatic(ClassDesc type, String name, ClassDesc result, ClassDesc... parameters) {
        code.invokestatic(type, name, MethodTypeDesc.of(result, parameters));
    }

    void operation(String name, ClassDesc result, ClassDesc... parameters) {
        invokeStatic(Types.OPERATIONS, name, result, parameters);
    }

    void arithmetic(String name, ClassDesc result, ClassDesc... parameters) {
        invokeStatic(Types.ARITHMETIC, name, result, parameters);
    }

    Label label() {
        return code.newLabel();
    }

    void bind(Label label) {
        code.labelBinding(label);
    }

    // ---- conversions of what is on the operand stack

    /** Makes a value out of what an expression of some kind left. */
    void box(Kind kind) {
        switch (kind) {
            case BOXED -> {}
            case NUMBER -> operation("box", Types.VALUE, Types.DOUBLE);
            case INTEGER -> {
                code.l2d();
                operation("box", Types.VALUE, Types.DOUBLE);
            }
            case DUAL -> operation("box", Types.VALUE, Types.VALUE, Types.DOUBLE);
            case CELL -> throw new IllegalStateException("a cell is no value");
        }
    }

    /** Converts between kinds; not to a surer one. */
    void convert(Kind from, Kind to) {
        if (from == to) {
            return;
        }
        switch (to) {
            case BOXED -> box(from);
            case NUMBER -> code.l2d();
            case DUAL -> dual(from);
            case INTEGER, CELL -> throw new IllegalStateException(from + " to " + to);
        }
    }

    private void dual(Kind from) {
        if (from == Kind.BOXED) {
            code.dup();
            operation("otherThanNumber", Types.VALUE, Types.VALUE);
            code.swap();
            operation("numberOf", Types.DOUBLE, Types.VALUE);
            return;
        }
        if (from == Kind.INTEGER) {
            code.l2d();
        }
        int mark = mark();
        int number = slot(2);
        code.dstore(number);
        code.aconst_null();
        code.dload(number);
        release(mark);
    }

    /** Stores what is on the operand stack. */
    void store(Kind kind, int slot) {
        switch (kind) {
            case BOXED, CELL -> code.astore(slot);
            case NUMBER -> code.dstore(slot);
            case INTEGER -> code.lstore(slot);
            case DUAL -> {
                code.dstore(slot + 1);
                code.astore(slot);
            }
        }
    }

    void load(Kind kind, int slot) {
        switch (kind) {
            case BOXED, CELL -> code.aload(slot);
            case NUMBER -> code.dload(slot);
            case INTEGER -> code.lload(slot);
            case DUAL -> {
                code.aload(slot);
                code.dload(slot + 1);
            }
        }
    }

    static int width(Kind kind) {
        return switch (kind) {
            case BOXED, CELL -> 1;
            case NUMBER, INTEGER -> 2;
            case DUAL -> 3;
        };
    }

    // ---- interruption

    /** For measurements: {@code false} compiles code that no VM can be stopped in, to see what asking costs. */
    private static final boolean INTERRUPTIBLE = !"false".equals(System.getProperty("emilua.lua.interruptible"));

    /** Lets a VM be stopped here, on behalf of an expression or statement. */
    void poll(Object site) {
        if (INTERRUPTIBLE) {
            site(site);
            invokeStatic(Types.INTERRUPTS, "check", Types.VOID);
        }
    }

    /** Lets a VM be stopped in a turn of a loop that {@link #poll} is reached from too, now and then. */
    void pollCall(Object site) {
        if (INTERRUPTIBLE) {
            site(site);
            pollCall();
        }
    }

    /** Lets a VM be stopped where a function begins. */
    void pollCall() {
        if (INTERRUPTIBLE) {
            invokeStatic(Types.INTERRUPTS, "checkCall", Types.VOID);
        }
    }
}
