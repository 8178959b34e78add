package org.emilua.lua.compiler;

import java.util.Arrays;
import java.util.Map;
import org.emilua.lua.code.Sites;
import org.emilua.lua.syntax.FunctionBody;
import org.jspecify.annotations.Nullable;

/** Defines one compiled class, so that the class goes when its function does, and knows what its code does where. */
final class CompiledLoader extends ClassLoader implements Sites {

    private final FunctionBody body;
    private final Object[] constants;
    private final Map<String, Places> places;

    /**
     * What is done where in a method.
     *
     * @param offsets where something begins that can fail or call, in ascending order
     * @param sites what begins there
     */
    record Places(int[] offsets, Object[] sites) {}

    /**
     * @param constants the values of the class's constant fields
     * @param places the places of its methods
     */
    CompiledLoader(FunctionBody body, Object[] constants, Map<String, Places> places) {
        super(CompiledLoader.class.getClassLoader());
        this.body = body;
        this.constants = constants;
        this.places = places;
    }

    Class<?> define(String name, byte[] bytes) {
        return defineClass(name, bytes, 0, bytes.length);
    }

    Object[] constants() {
        return constants;
    }

    @Override
    public @Nullable Object site(String method, int offset) {
        Places of = places.get(method);
        if (of == null) {
            return null;
        }
        int found = Arrays.binarySearch(of.offsets, offset);
        int at = found >= 0 ? found : -found - 2;
        return at < 0 ? null : of.sites[at];
    }

    @Override
    public FunctionBody body(Class<?> code) {
        return body;
    }
}
