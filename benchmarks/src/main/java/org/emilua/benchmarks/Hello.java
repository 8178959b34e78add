package org.emilua.benchmarks;

/** The smallest Java program, for start-up comparisons. */
public final class Hello {

    private Hello() {}

    /** Prints one line. */
    public static void main(String[] args) {
        System.out.println("Hello World");
    }
}
