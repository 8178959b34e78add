package org.emilua.module.regex.syntax;

/**
 * A pattern that was read.
 *
 * @param root the tree
 * @param groups how many groups it marks
 * @param longest whether the longest of several matches at one place counts
 */
public record Syntax(Node root, int groups, boolean longest) {}
