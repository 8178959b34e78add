package org.emilua.lua.syntax;

import java.util.HashMap;
import java.util.Map;

/** The kinds of tokens. */
enum Token {
    AND("and"), BREAK("break"), DO("do"), ELSE("else"), ELSEIF("elseif"), END("end"), FALSE("false"), FOR("for"),
    FUNCTION("function"), GOTO("goto"), IF("if"), IN("in"), LOCAL("local"), NIL("nil"), NOT("not"), OR("or"),
    REPEAT("repeat"), RETURN("return"), THEN("then"), TRUE("true"), UNTIL("until"), WHILE("while"),
    CONCAT(".."), DOTS("..."), EQ("=="), GE(">="), LE("<="), NE("~="), LABEL("::"),
    NUMBER("<number>"), NAME("<name>"), STRING("<string>"), EOF("<eof>"),
    /** A single character, which the lexer tells. */
    CHARACTER("");

    private static final Map<String, Token> WORDS = new HashMap<>();

    static {
        for (Token token : values()) {
            if (token.compareTo(WHILE) <= 0) {
                WORDS.put(token.text, token);
            }
        }
    }

    final String text;

    Token(String text) {
        this.text = text;
    }

    /** The reserved word of that spelling, or {@code NAME}. */
    static Token ofWord(String word) {
        return WORDS.getOrDefault(word, NAME);
    }
}
