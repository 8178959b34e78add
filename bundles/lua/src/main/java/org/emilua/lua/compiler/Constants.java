package org.emilua.lua.compiler;

import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.luaj.vm2.FieldSite;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** The objects that a compiled class refers to: each has a static final field, which the class fills from its loader. */
final class Constants {

    /** A field for a constant. */
    record Field(String name, ClassDesc type, Object value) {}

    private final List<Field> fields = new ArrayList<>();
    private final Map<Object, String> names = new IdentityHashMap<>();
    private final Map<Long, String> numbers = new HashMap<>();
    private final Map<Object, FieldSite> fieldSites = new IdentityHashMap<>();

    /** The field of an object. */
    String field(Object value, ClassDesc type) {
        return names.computeIfAbsent(value, v -> add(v, type));
    }

    /** The field of a number as a value. */
    String number(double number, LuaValue boxed) {
        return numbers.computeIfAbsent(Double.doubleToRawLongBits(number), bits -> add(boxed, Types.VALUE));
    }

    /** What a place remembers of the fields that it accesses. */
    FieldSite fieldSite(Object place, LuaString key) {
        return fieldSites.computeIfAbsent(place, p -> new FieldSite(key));
    }

    private String add(Object value, ClassDesc type) {
        String name = "c" + fields.size();
        fields.add(new Field(name, type, value));
        return name;
    }

    int size() {
        return fields.size();
    }

    List<Field> fields() {
        return fields;
    }
}
