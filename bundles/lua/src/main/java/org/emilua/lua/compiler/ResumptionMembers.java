package org.emilua.lua.compiler;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;

/** What the class of a resumable function has besides its method: fields for its variables, and how another run is made. */
final class ResumptionMembers implements BiConsumer<ClassBuilder, ClassDesc> {

    private final Set<Emitter.Live> fields = new LinkedHashSet<>();

    /** The name of the field that keeps a JVM variable. Those of different types may share it. */
    String field(Emitter.Live variable) {
        fields.add(variable);
        return name(variable);
    }

    private static String name(Emitter.Live variable) {
        return "v" + variable.slot();
    }

    @Override
    public void accept(ClassBuilder builder, ClassDesc owner) {
        for (Emitter.Live variable : fields) {
            builder.withField(name(variable), variable.type(), ClassFile.ACC_PRIVATE);
        }
        builder.withMethodBody("fresh", Types.method(Types.RESUMPTION), ClassFile.ACC_PUBLIC, code -> {
            code.new_(owner).dup();
            code.aload(0).getfield(owner, "body", Types.BODY);
            code.invokespecial(owner, ConstantDescs.INIT_NAME, CompiledClass.OF_BODY);
            code.areturn();
        });
    }
}
