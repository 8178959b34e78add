package org.emilua.itests;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/** Makes another build of a bundle: the same classes with another text in them. */
final class RebuiltJar {

    private RebuiltJar() {}

    /** Writes {@code jar} to {@code target} with string constants that begin with {@code before} beginning with {@code after}. */
    static Path write(Path jar, Path target, String before, String after) throws IOException {
        try (JarFile source = new JarFile(jar.toFile());
                OutputStream file = Files.newOutputStream(target);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Enumeration<JarEntry> entries = source.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                byte[] bytes = source.getInputStream(entry).readAllBytes();
                out.putNextEntry(new JarEntry(entry.getName()));
                out.write(entry.getName().endsWith(".class") ? rewrite(bytes, before, after) : bytes);
                out.closeEntry();
            }
        }
        return target;
    }

    private static byte[] rewrite(byte[] bytes, String before, String after) {
        ClassFile classFile = ClassFile.of();
        return classFile.transformClass(classFile.parse(bytes), ClassTransform.transformingMethodBodies((code, element) -> {
            if (element instanceof LoadConstantInstruction load
                    && load.constantValue() instanceof String text && text.startsWith(before)) {
                code.loadConstant(after + text.substring(before.length()));
            } else {
                code.with(element);
            }
        }));
    }
}
