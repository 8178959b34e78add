package org.emilua.turtle;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.eclipse.rdf4j.model.IRI;
import org.eclipse.rdf4j.model.Resource;
import org.eclipse.rdf4j.model.Statement;
import org.eclipse.rdf4j.model.Triple;
import org.eclipse.rdf4j.model.impl.SimpleValueFactory;
import org.eclipse.rdf4j.rio.ParseErrorListener;
import org.eclipse.rdf4j.rio.RDFParseException;
import org.eclipse.rdf4j.rio.helpers.AbstractRDFHandler;
import org.eclipse.rdf4j.rio.helpers.BasicParserSettings;
import org.eclipse.rdf4j.rio.turtle.TurtleParser;

/**
 * The text of a Turtle file on its way through the parser, which knows the line. Bounds what a hostile text can make of it: its
 * depth on the stack, its results, the names that short texts stand for, and how long it stays at one place, where the parser
 * itself may stay for ever. Belongs to one thread.
 */
final class TurtleSource extends TurtleParser {

    /** Deep enough for every category, and so shallow that no thread's stack is too small. */
    static final int MAX_DEPTH = 50;

    /** A file of the greatest size that is mostly errors has fewer. */
    static final int MAX_FACTS = 100_000;

    /** Few characters can stand for a name as long as a base or prefix before them, in each of very many places. */
    static final int MAX_NAME = 1_000;

    /** Characters of all names in total, prefixes written out. A file of the greatest size that is mostly errors has half. */
    static final int MAX_NAMES = 10_000_000;

    /** The parser goes back by a few characters only before it goes on. */
    private static final int MAX_IDLE_READS = 1_000;

    /** What relative names in a file are relative to; no category needs any. */
    private static final String BASE = "file:///";

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Facts facts = new Facts();
    private int depth;
    private int position;
    private int furthest;
    private int idleReads;
    private int charactersOfNames;

    private TurtleSource() {}

    /** What the file states. Raises {@code bad_rdf} for what is no Turtle. */
    static Facts parse(byte[] content, Problems problems) {
        TurtleSource parser = new TurtleSource();
        parser.configure();
        try {
            parser.parse(new StringReader(text(content, problems)), BASE);
        } catch (RDFParseException e) {
            throw problems.malformed(parser.getLineNumber(), withoutPlace(e));
        } catch (IOException | IllegalArgumentException e) {
            throw problems.malformed(parser.getLineNumber(), String.valueOf(e.getMessage()));
        }
        return parser.facts;
    }

    private void configure() {
        set(BasicParserSettings.NAMESPACES, Set.of());
        set(BasicParserSettings.VERIFY_DATATYPE_VALUES, false);
        set(BasicParserSettings.FAIL_ON_UNKNOWN_DATATYPES, false);
        set(BasicParserSettings.VERIFY_LANGUAGE_TAGS, true);
        set(BasicParserSettings.FAIL_ON_UNKNOWN_LANGUAGES, false);
        setParseErrorListener(new Silent());
        setRDFHandler(new AbstractRDFHandler() {
            @Override
            public void handleStatement(Statement statement) {
                if (facts.add(statement, getLineNumber()) > MAX_FACTS) {
                    reportFatalError("more than " + MAX_FACTS + " statements");
                }
            }
        });
    }

    private static String text(byte[] content, Problems problems) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw problems.malformed(lineAt(content, bytes.position()), "not encoded in UTF-8");
        }
    }

    private static int lineAt(byte[] content, int end) {
        int line = 1;
        for (int i = 0; i < end; i++) {
            if (content[i] == '\n') {
                line++;
            }
        }
        return line;
    }

    /** The library's message, which ends with the line. */
    private static String withoutPlace(RDFParseException e) {
        String message = String.valueOf(e.getMessage());
        int place = message.lastIndexOf(" [line ");
        return place < 0 ? message : message.substring(0, place);
    }

    @Override
    protected Resource parseCollection() throws IOException {
        descend();
        Resource collection = super.parseCollection();
        depth--;
        return collection;
    }

    @Override
    protected Resource parseImplicitBlank() throws IOException {
        descend();
        Resource blank = super.parseImplicitBlank();
        depth--;
        return blank;
    }

    @Override
    protected Triple parseTripleValue() {
        throw new RDFParseException("Quoted triples are not supported");
    }

    @Override
    protected void parseAnnotation() {
        throw new RDFParseException("Annotations of triples are not supported");
    }

    private void descend() {
        if (++depth > MAX_DEPTH) {
            reportFatalError("nested more than " + MAX_DEPTH + " levels deep");
        }
    }

    /** Every name goes through here, those that become the base or a prefix too. */
    @Override
    protected IRI createURI(String name) {
        if (name.length() > MAX_NAME) {
            reportFatalError("a name of more than " + MAX_NAME + " characters");
        }
        charactersOfNames += name.length();
        if (charactersOfNames > MAX_NAMES) {
            reportFatalError("names of more than " + MAX_NAMES + " characters in total");
        }
        return super.createURI(name);
    }

    /** A node of the file's own label. The mark keeps it apart from nodes without one. */
    @Override
    protected Resource createNode(String label) {
        return SimpleValueFactory.getInstance().createBNode("_" + label);
    }

    @Override
    protected String parseString(int closing) throws IOException {
        return requireEscapes(super.parseString(closing));
    }

    @Override
    protected String parseLongString(int closing) throws IOException {
        return requireEscapes(super.parseLongString(closing));
    }

    private String requireEscapes(String raw) {
        String illegal = Escapes.firstIllegal(raw);
        if (illegal != null) {
            reportFatalError("Illegal escape sequence " + illegal);
        }
        return raw;
    }

    @Override
    protected int readCodePoint() throws IOException {
        int c = super.readCodePoint();
        if (c >= 0) {
            position++;
        }
        if (position > furthest) {
            furthest = position;
            idleReads = 0;
        } else if (++idleReads > MAX_IDLE_READS) {
            reportFatalError("Unexpected text, or a bracket that is not closed");
        }
        return c;
    }

    @Override
    protected void unread(int c) throws IOException {
        super.unread(c);
        if (c >= 0) {
            position--;
        }
    }

    @Override
    protected void unread(String text) throws IOException {
        super.unread(text);
        position -= text.codePointCount(0, text.length());
    }

    /** Leaves errors to the exception that follows them; warnings are about what Turtle allows. */
    private static final class Silent implements ParseErrorListener {

        @Override
        public void warning(String message, long line, long column) {}

        @Override
        public void error(String message, long line, long column) {}

        @Override
        public void fatalError(String message, long line, long column) {}
    }
}
