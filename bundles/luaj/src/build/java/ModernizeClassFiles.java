import java.io.IOException;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Copies LuaJ's classes out of its jar and brings them to a current class-file version with stack maps: the JVM can put
 * classes of that version into a class archive, and the old ones not. Leaves out what needs other libraries or threads of
 * its own: the compiler to byte code, the script engine, the applet server, the command-line tools.
 */
final class ModernizeClassFiles {

    private static final int JAVA_25 = 69;
    private static final Set<String> LEFT_OUT =
            Set.of("org/luaj/vm2/luajc/", "org/luaj/vm2/script/", "org/luaj/vm2/server/", "org/luaj/vm2/parser/", "org/luaj/vm2/ast/",
                    "org/luaj/vm2/LuaTable", "org/luaj/vm2/WeakTable", "org/luaj/vm2/Metatable", "org/luaj/vm2/NonTableMetatable");

    /** Members that other packages of ours need and that LuaJ keeps to itself. */
    private static final Set<String> OPENED = Set.of(
            "org/luaj/vm2/LuaDouble.<init>(D)V",
            "org/luaj/vm2/LuaDouble.v",
            "org/luaj/vm2/LuaString.<init>([BII)V");

    private static final ClassDesc NUMBER_TEXT = ClassDesc.of("org.emilua.luaj.NumberText");
    private static final ClassDesc LUA_DOUBLE = ClassDesc.of("org.luaj.vm2.LuaDouble");
    private static final ClassDesc LUA_STRING = ClassDesc.of("org.luaj.vm2.LuaString");

    private static final ClassDesc CHARSET = ClassDesc.of("java.nio.charset.Charset");
    private static final ClassDesc CHARSETS = ClassDesc.of("java.nio.charset.StandardCharsets");

    /** Methods that get a body of ours: how numbers are made, written and read; texts as UTF-8, which LuaJ takes for valid. */
    private static final Map<String, Consumer<CodeBuilder>> REPLACED = Map.of(
            "org/luaj/vm2/LuaDouble.valueOf(D)Lorg/luaj/vm2/LuaNumber;",
            code -> code.new_(LUA_DOUBLE).dup().dload(0).invokespecial(LUA_DOUBLE, "<init>", MethodTypeDesc.ofDescriptor("(D)V")).areturn(),
            "org/luaj/vm2/LuaDouble.tojstring()Ljava/lang/String;",
            code -> code.aload(0).getfield(LUA_DOUBLE, "v", ConstantDescs.CD_double)
                    .invokestatic(NUMBER_TEXT, "format", MethodTypeDesc.ofDescriptor("(D)Ljava/lang/String;")).areturn(),
            "org/luaj/vm2/LuaString.scannumber()D",
            code -> code.aload(0).getfield(LUA_STRING, "m_bytes", ConstantDescs.CD_byte.arrayType())
                    .aload(0).getfield(LUA_STRING, "m_offset", ConstantDescs.CD_int)
                    .aload(0).getfield(LUA_STRING, "m_length", ConstantDescs.CD_int)
                    .invokestatic(NUMBER_TEXT, "parse", MethodTypeDesc.ofDescriptor("([BII)D")).dreturn(),
            "org/luaj/vm2/LuaString.decodeAsUtf8([BII)Ljava/lang/String;",
            code -> code.new_(ConstantDescs.CD_String).dup().aload(0).iload(1).iload(2)
                    .getstatic(CHARSETS, "UTF_8", CHARSET)
                    .invokespecial(ConstantDescs.CD_String, "<init>", MethodTypeDesc.ofDescriptor("([BIILjava/nio/charset/Charset;)V"))
                    .areturn(),
            "org/luaj/vm2/LuaString.valueOf(Ljava/lang/String;)Lorg/luaj/vm2/LuaString;",
            code -> code.aload(0).getstatic(CHARSETS, "UTF_8", CHARSET)
                    .invokevirtual(ConstantDescs.CD_String, "getBytes", MethodTypeDesc.ofDescriptor("(Ljava/nio/charset/Charset;)[B"))
                    .invokestatic(LUA_STRING, "valueUsing", MethodTypeDesc.ofDescriptor("([B)Lorg/luaj/vm2/LuaString;")).areturn());

    private static int corrected;
    private static int opened;
    private static int replaced;
    private static int dropped;

    public static void main(String[] args) throws IOException {
        Path target = Path.of(args[1]);
        try (FileSystem jar = FileSystems.newFileSystem(Path.of(args[0]));
                Stream<Path> files = Files.walk(jar.getPath("/org"))) {
            List<Path> classes = files.filter(ModernizeClassFiles::isWanted).toList();
            if (classes.size() < 100) {
                throw new IOException("not the LuaJ that this step knows: " + classes.size() + " classes in " + args[0]);
            }
            ClassFile classFile = ClassFile.of(
                    ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                    ClassFile.ClassHierarchyResolverOption.of(hierarchy(jar)));
            for (Path path : classes) {
                Path copy = target.resolve(path.toString().substring(1));
                Files.createDirectories(copy.getParent());
                Files.write(copy, modernize(classFile, Files.readAllBytes(path)));
            }
            if (corrected != 1 || opened != OPENED.size() || replaced != REPLACED.size() || dropped != 1) {
                throw new IOException("not the LuaJ that this step knows: " + corrected + " positions to correct, "
                        + opened + " members to open, " + replaced + " methods to replace, " + dropped + " to drop");
            }
        }
    }

    private static boolean isWanted(Path path) {
        String name = path.toString().substring(1);
        return name.endsWith(".class") && LEFT_OUT.stream().noneMatch(name::startsWith);
    }

    /** What refers to the inside of LuaJ's tables, which ours do not have. */
    private static boolean isWanted(String className, MethodModel method) {
        return !(className.equals("org/luaj/vm2/LuaValue") && method.methodName().equalsString("metatableOf"));
    }

    private static byte[] modernize(ClassFile classFile, byte[] bytes) {
        ClassModel model = classFile.parse(bytes);
        String name = model.thisClass().asInternalName();
        CodeTransform code = name.equals("org/luaj/vm2/LuaError") ? positions() : CodeBuilder::with;
        return classFile.transformClass(model, (builder, element) -> {
            switch (element) {
                case ClassFileVersion version -> builder.withVersion(JAVA_25, 0);
                case FieldModel field -> builder.transformField(field, (to, part) -> {
                    if (part instanceof AccessFlags flags) {
                        to.withFlags(access(name + "." + field.fieldName(), flags));
                    } else {
                        to.with(part);
                    }
                });
                case MethodModel method when isWanted(name, method) -> builder.transformMethod(method, body(name, method, code));
                case MethodModel method -> dropped++;
                default -> builder.with(element);
            }
        });
    }

    /** Rebuilding each method's code is what makes its stack maps. */
    private static MethodTransform body(String className, MethodModel method, CodeTransform correction) {
        String name = className + "." + method.methodName() + method.methodType();
        Consumer<CodeBuilder> own = REPLACED.get(name);
        return (builder, element) -> {
            switch (element) {
                case CodeModel old when own != null -> {
                    replaced++;
                    builder.withCode(own);
                }
                case CodeModel old -> builder.transformCode(old, correction);
                case AccessFlags flags -> builder.withFlags(access(name, flags));
                default -> builder.with(element);
            }
        };
    }

    private static int access(String member, AccessFlags flags) {
        if (!OPENED.contains(member)) {
            return flags.flagsMask();
        }
        opened++;
        return flags.flagsMask() & ~ClassFile.ACC_PRIVATE | ClassFile.ACC_PUBLIC;
    }

    /** Puts the colon between position and message that Lua has there and LuaJ not: {@code file:line: message}. */
    private static CodeTransform positions() {
        return (code, element) -> {
            if (element instanceof ConstantInstruction.LoadConstantInstruction load && " ".equals(load.constantValue())) {
                corrected++;
                code.loadConstant(": ");
            } else {
                code.with(element);
            }
        };
    }

    private static ClassHierarchyResolver hierarchy(FileSystem jar) {
        return ClassHierarchyResolver.ofResourceParsing(name -> {
                    Path path = jar.getPath("/" + name.descriptorString().replaceAll("^L|;$", "") + ".class");
                    try {
                        return Files.exists(path) ? Files.newInputStream(path) : null;
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .orElse(ClassHierarchyResolver.defaultResolver());
    }
}
