package org.emilua.lua.compiler;

import org.emilua.lua.code.Sites;
import org.emilua.lua.syntax.FunctionBody;
import org.jspecify.annotations.Nullable;

/** Defines one compiled class, so that the class goes when its function does, and knows what its code does where. */
final class CompiledLoader extends ClassLoader implements Sites {

    private final FunctionBody body;
    private final Object[] constants;
    private final int[] offsets;
    private final Object[] sites;

    /**
     * @param constants the values of the class's constant fields
     * @param offsets where in the method something begins that can fail or call, in ascending order
     * @param sites what begins there
     */
    CompiledLoader(FunctionBody body, Object[] constants, int[] offsets, Object[] sites) {
        super(CompiledLoader.class.getClassLoader());
        this.body = body;
        this.constants = constants;
        this.offsets = offsets;
        this.sites = sites;
    }

    Class<?> define(String name, byte[] bytes) {
        return defineClass(name, bytes, 0, bytes.length);
    }

    Object[] constants() {
        return constants;
    }

    @Override
    public @Nullable Object site(Class<?> code, int offset) {
        int found = java.util.Arrays.binarySearch(offsets, offset);
        int at = found >= 0 ? found : -found - 2;
        return at < 0 ? null : sites[at];
    }

    @Override
    public FunctionBody body(Class<?> code) {
        return body;
    }
}
