package org.emilua.lua.compiler;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.LineNumberInfo;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.emilua.lua.code.LuaCode;
import org.emilua.lua.syntax.FunctionBody;
import org.jspecify.annotations.Nullable;

/** A class under construction: methods that run Lua code, and fields with what that refers to. */
final class CompiledClass {

    private static final int FINAL = ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL;
    static final MethodTypeDesc OF_BODY = Types.method(Types.VOID, Types.BODY);
    private static final int CONSTANT = ClassFile.ACC_STATIC | ClassFile.ACC_FINAL;
    private static final ClassFile CLASS_FILE = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
            ClassHierarchyResolver.ofClassLoading(CompiledClass.class.getClassLoader())
                    .orElse(ClassHierarchyResolver.defaultResolver())
                    .cached()));

    private final FunctionBody body;
    private final String name;
    private final Constants constants = new Constants();
    private final List<Object> sites = new ArrayList<>();
    private final List<Method> further = new ArrayList<>();
    private BiConsumer<ClassBuilder, ClassDesc> members = (builder, owner) -> {};

    private record Method(String name, MethodTypeDesc type, MethodWriter writer) {}

    /**
     * @param body the function as written
     * @param name the class's name behind {@code lua.}
     */
    CompiledClass(FunctionBody body, String name) {
        this.body = body;
        this.name = name;
    }

    /** Writes a method's code with the constants and the list of places of its class. */
    interface MethodWriter {
        void write(CodeBuilder code, ClassDesc owner, Constants constants, List<Object> sites);
    }

    /** Adds members, which are asked for when the method is written. */
    CompiledClass with(BiConsumer<ClassBuilder, ClassDesc> further) {
        members = further;
        return this;
    }

    /** Adds a method that runs Lua code. */
    void with(String method, MethodTypeDesc type, MethodWriter writer) {
        further.add(new Method(method, type, writer));
    }

    /**
     * Makes and loads the class.
     *
     * @param parent the class that it extends; all code of a function takes the function as written
     * @param method the name of its method that runs Lua code
     * @param type that method's type
     * @return an object of the class; null if the method is too large
     */
    <T> @Nullable T make(Class<T> parent, String method, MethodTypeDesc type, MethodWriter writer) {
        boolean ofBody = LuaCode.class.isAssignableFrom(parent);
        try {
            Class<?> made = load(Types.of(parent), ofBody ? OF_BODY : ConstantDescs.MTD_void, new Method(method, type, writer));
            return parent.cast(ofBody
                    ? made.getConstructor(FunctionBody.class).newInstance(body)
                    : made.getConstructor().newInstance());
        } catch (IllegalArgumentException e) { // beyond the limits of a class file
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Class<?> load(ClassDesc parent, MethodTypeDesc constructor, Method method) {
        ClassDesc owner = ClassDesc.of("lua." + name);
        byte[] bytes = CLASS_FILE.build(owner, builder -> {
            builder.withFlags(FINAL | ClassFile.ACC_SUPER).withSuperclass(parent);
            builder.with(SourceFileAttribute.of(body.chunk));
            write(builder, owner, method);
            further.forEach(other -> write(builder, owner, other));
            builder.withMethodBody(ConstantDescs.INIT_NAME, constructor, ClassFile.ACC_PUBLIC, code -> {
                code.aload(0);
                if (constructor.parameterCount() > 0) {
                    code.aload(1);
                }
                code.invokespecial(parent, ConstantDescs.INIT_NAME, constructor).return_();
            });
            fields(builder, owner);
            members.accept(builder, owner);
        });
        return define("lua." + name, bytes);
    }

    private void write(ClassBuilder builder, ClassDesc owner, Method method) {
        int first = sites.size();
        builder.withMethodBody(method.name, method.type, FINAL, code -> {
            sites.subList(first, sites.size()).clear(); // a method with far jumps is written twice
            method.writer.write(code, owner, constants, sites);
        });
    }

    private void fields(ClassBuilder builder, ClassDesc owner) {
        builder.withField(CallEmitter.TAIL_COUNTER, Types.INT, ClassFile.ACC_STATIC);
        for (Constants.Field field : constants.fields()) {
            builder.withField(field.name(), field.type(), CONSTANT);
        }
        builder.withMethodBody(ConstantDescs.CLASS_INIT_NAME, ConstantDescs.MTD_void, ClassFile.ACC_STATIC, code -> {
            code.loadConstant(owner);
            code.invokestatic(Types.LINKAGE, "constants", Types.method(Types.OBJECT.arrayType(), ConstantDescs.CD_Class));
            code.astore(0);
            for (int i = 0; i < constants.fields().size(); i++) {
                Constants.Field field = constants.fields().get(i);
                code.aload(0).loadConstant(i).aaload().checkcast(field.type()).putstatic(owner, field.name(), field.type());
            }
            code.return_();
        });
    }

    private Class<?> define(String className, byte[] bytes) {
        Map<String, CompiledLoader.Places> places = new HashMap<>();
        for (MethodModel method : CLASS_FILE.parse(bytes).methods()) {
            List<LineNumberInfo> marks = marks(method);
            if (!marks.isEmpty()) {
                places.put(method.methodName().stringValue(), places(bytes, marks));
            }
        }
        Object[] values = constants.fields().stream().map(Constants.Field::value).toArray();
        return new CompiledLoader(body, values, places).define(className, bytes);
    }

    private CompiledLoader.Places places(byte[] bytes, List<LineNumberInfo> marks) {
        int[] offsets = new int[marks.size()];
        Object[] places = new Object[marks.size()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = marks.get(i).startPc();
            places[i] = sites.get(marks.get(i).lineNumber() - 1);
        }
        LineNumbers.replace(bytes, marks, places);
        return new CompiledLoader.Places(offsets, places);
    }

    /** The places' numbers stand where line numbers belong. */
    private static List<LineNumberInfo> marks(MethodModel method) {
        return method.findAttribute(Attributes.code())
                .flatMap(code -> code.findAttribute(Attributes.lineNumberTable()))
                .map(table -> table.lineNumbers())
                .orElse(List.of());
    }
}
