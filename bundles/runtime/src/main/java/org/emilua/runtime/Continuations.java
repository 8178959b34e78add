package org.emilua.runtime;

import java.io.IOException;
import java.io.InputStream;

/** Makes and leaves computations that can be suspended: fibers, and within them coroutines. */
public abstract class Continuations {

    /** What the JVM must be started with. */
    private static final String FLAG = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED";

    /** For the one implementation. */
    protected Continuations() {}

    /** A fiber's body, not entered yet. */
    public abstract Suspendable fiber(Runnable body);

    /** A coroutine's body, not entered yet. */
    public abstract Suspendable coroutine(Runnable body);

    /** Leaves the fiber that runs on this thread, through any coroutines it is in. */
    public abstract void suspendFiber();

    /** Leaves the innermost coroutine that runs on this thread. */
    public abstract void suspendCoroutine();

    /**
     * The JDK's continuations.
     *
     * @throws IllegalStateException where the JVM does not grant access to them; the message names the missing flag
     */
    static Continuations load() {
        try {
            ClassLoader ours = Continuations.class.getClassLoader();
            Continuations loaded = (Continuations) (seesContinuations(ours) ? ours : new Loader(ours))
                    .loadClass("org.emilua.runtime.jdk.JdkContinuations")
                    .getConstructor()
                    .newInstance();
            loaded.fiber(() -> {}).resume();
            return loaded;
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException("fibers need a JVM of version 25 or newer started with " + FLAG, e);
        }
    }

    /** A class path does, a bundle that nobody delegates the JDK's internal packages to does not. */
    private static boolean seesContinuations(ClassLoader loader) {
        try {
            return Class.forName(Loader.JDK + "Continuation", false, loader).getClassLoader() == null;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Defines the classes that use the JDK's continuations, and takes those from the boot loader. */
    private static final class Loader extends ClassLoader {

        private static final String OURS = "org.emilua.runtime.jdk.";
        private static final String JDK = "jdk.internal.vm.";

        Loader(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(JDK)) {
                return Class.forName(name, false, null);
            }
            if (!name.startsWith(OURS)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> defined = findLoadedClass(name);
                return defined != null ? defined : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
