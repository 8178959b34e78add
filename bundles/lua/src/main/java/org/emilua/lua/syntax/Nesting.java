package org.emilua.lua.syntax;

/** Limits how deep a chunk's text nests, so that no text exhausts the stack of who works on its tree. */
final class Nesting {

    private static final int DEEPEST = 200;

    private final Lexer lexer;
    private int depth;

    Nesting(Lexer lexer) {
        this.lexer = lexer;
    }

    void enter() throws SyntaxError {
        if (++depth > DEEPEST) {
            throw lexer.error("chunk has too many syntax levels");
        }
    }

    void leave() {
        depth--;
    }
}
