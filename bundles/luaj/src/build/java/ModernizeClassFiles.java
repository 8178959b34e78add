import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.ConstantInstruction;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Copies LuaJ's classes out of its jar and brings them to a current class-file version with stack maps: the JVM can put
 * classes of that version into a class archive, and the old ones not. Leaves out what needs other libraries or threads of
 * its own: the compiler to byte code, the script engine, the applet server, the command-line tools.
 */
final class ModernizeClassFiles {

    private static final int JAVA_25 = 69;
    private static final Set<String> LEFT_OUT =
            Set.of("org/luaj/vm2/luajc/", "org/luaj/vm2/script/", "org/luaj/vm2/server/", "org/luaj/vm2/parser/", "org/luaj/vm2/ast/");

    private static int corrected;

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
            if (corrected != 1) {
                throw new IOException("not the LuaError that this step knows: " + corrected + " places to correct");
            }
        }
    }

    private static boolean isWanted(Path path) {
        String name = path.toString().substring(1);
        return name.endsWith(".class") && LEFT_OUT.stream().noneMatch(name::startsWith);
    }

    private static byte[] modernize(ClassFile classFile, byte[] bytes) {
        ClassModel model = classFile.parse(bytes);
        // Rebuilding each method's code is what makes its stack maps.
        ClassTransform rebuild = ClassTransform.transformingMethodBodies(
                model.thisClass().asInternalName().equals("org/luaj/vm2/LuaError") ? positions() : CodeBuilder::with);
        return classFile.transformClass(model, rebuild.andThen((builder, element) -> {
            if (element instanceof ClassFileVersion) {
                builder.withVersion(JAVA_25, 0);
            } else {
                builder.with(element);
            }
        }));
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
