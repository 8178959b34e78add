package org.emilua.lua.compiler;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.emilua.lua.code.Arithmetic;
import org.emilua.lua.code.Calls;
import org.emilua.lua.code.Cell;
import org.emilua.lua.code.Closure;
import org.emilua.lua.code.Code;
import org.emilua.lua.code.Concatenation;
import org.emilua.lua.code.Frame;
import org.emilua.lua.code.GrowingList;
import org.emilua.lua.code.Interrupts;
import org.emilua.lua.code.Iteration;
import org.emilua.lua.code.Lists;
import org.emilua.lua.code.Operations;
import org.emilua.lua.code.Resumption;
import org.emilua.lua.syntax.FunctionBody;
import org.luaj.vm2.FieldSite;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The classes and method types that compiled code uses. */
final class Types {

    static final ClassDesc OBJECT = CD_Object;
    static final ClassDesc INT = CD_int;
    static final ClassDesc LONG = CD_long;
    static final ClassDesc DOUBLE = CD_double;
    static final ClassDesc BOOLEAN = CD_boolean;
    static final ClassDesc VOID = CD_void;

    static final ClassDesc VALUE = of(LuaValue.class);
    static final ClassDesc VALUES = of(Varargs.class);
    static final ClassDesc VALUE_ARRAY = VALUE.arrayType();
    static final ClassDesc NUMBER = of(LuaDouble.class);
    static final ClassDesc STRING = of(LuaString.class);
    static final ClassDesc TABLE = of(LuaTable.class);
    static final ClassDesc FIELD_SITE = of(FieldSite.class);
    static final ClassDesc CELL = of(Cell.class);
    static final ClassDesc CLOSURE = of(Closure.class);
    static final ClassDesc CODE = of(Code.class);
    static final ClassDesc FRAME = of(Frame.class);
    static final ClassDesc BODY = of(FunctionBody.class);
    static final ClassDesc RESUMPTION = of(Resumption.class);
    static final ClassDesc OPERATIONS = of(Operations.class);
    static final ClassDesc ARITHMETIC = of(Arithmetic.class);
    static final ClassDesc CONCATENATION = of(Concatenation.class);
    static final ClassDesc CALLS = of(Calls.class);
    static final ClassDesc ITERATION = of(Iteration.class);
    static final ClassDesc INTERRUPTS = of(Interrupts.class);
    static final ClassDesc LISTS = of(Lists.class);
    static final ClassDesc GROWING_LIST = of(GrowingList.class);
    static final ClassDesc LINKAGE = of(Linkage.class);

    private Types() {}

    static ClassDesc of(Class<?> type) {
        return ClassDesc.ofDescriptor(type.descriptorString());
    }

    static MethodTypeDesc method(ClassDesc result, ClassDesc... parameters) {
        return MethodTypeDesc.of(result, parameters);
    }

    /** The type of a method that takes a closure and {@code count} numbers and returns a number. */
    static MethodTypeDesc ofNumbers(int count) {
        List<ClassDesc> parameters = new ArrayList<>();
        parameters.add(CLOSURE);
        parameters.addAll(Collections.nCopies(count, DOUBLE));
        return MethodTypeDesc.of(DOUBLE, parameters);
    }

    /** The type of a function's entry for {@code count} arguments, whose first parameter is the function. */
    static MethodTypeDesc entry(int count) {
        return MethodTypeDesc.of(VALUES, Collections.nCopies(1 + count, VALUE));
    }
}
