package org.emilua.lua.code;

/**
 * A function of the language's libraries. Holds nothing of a VM, so that all VMs share it; what it needs of its VM it
 * finds through the thread that it runs on.
 */
public final class Builtin extends CodeFunction {

    private final String name;

    /**
     * @param name the function's name, for its description only: error messages take the name that the call used
     */
    public Builtin(String name, Code code) {
        super(code);
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String tojstring() {
        return "function: builtin: 0x" + String.format("%08x", System.identityHashCode(this));
    }
}
