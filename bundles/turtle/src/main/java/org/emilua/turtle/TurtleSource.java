package org.emilua.turtle;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.eclipse.rdf4j.model.Resource;
import org.eclipse.rdf4j.model.Statement;
import org.eclipse.rdf4j.model.Triple;
import org.eclipse.rdf4j.rio.ParseErrorListener;
import org.eclipse.rdf4j.rio.RDFParseException;
import org.eclipse.rdf4j.rio.helpers.AbstractRDFHandler;
import org.eclipse.rdf4j.rio.helpers.BasicParserSettings;
import org.eclipse.rdf4j.rio.turtle.TurtleParser;

/** The text of a Turtle file on its way through the parser, which knows the line. Belongs to one thread. */
final class TurtleSource extends TurtleParser {

    /** Deep enough for every category, and so shallow that no thread's stack is too small. */
    static final int MAX_DEPTH = 50;

    /** What relative names in a file are relative to; no category needs any. */
    private static final String BASE = "file:///";

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private int depth;

    private TurtleSource() {}

    /** What the file states. Raises {@code bad_rdf} for what is no Turtle. */
    static Facts parse(byte[] content, Problems problems) {
        TurtleSource parser = new TurtleSource();
        Facts facts = new Facts();
        parser.configure(facts);
        try {
            parser.parse(new StringReader(text(content, problems)), BASE);
        } catch (RDFParseException e) {
            throw problems.malformed(Math.toIntExact(Math.max(e.getLineNumber(), 0)), withoutPlace(e));
        } catch (IOException | IllegalArgumentException e) {
            throw problems.malformed(Math.max(parser.getLineNumber(), 0), String.valueOf(e.getMessage()));
        }
        return facts;
    }

    private void configure(Facts facts) {
        set(BasicParserSettings.NAMESPACES, Set.of());
        set(BasicParserSettings.VERIFY_DATATYPE_VALUES, false);
        set(BasicParserSettings.FAIL_ON_UNKNOWN_DATATYPES, false);
        set(BasicParserSettings.VERIFY_LANGUAGE_TAGS, false);
        set(BasicParserSettings.FAIL_ON_UNKNOWN_LANGUAGES, false);
        setParseErrorListener(new Silent());
        setRDFHandler(new AbstractRDFHandler() {
            @Override
            public void handleStatement(Statement statement) {
                facts.add(statement, getLineNumber());
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
    protected Triple parseTripleValue() throws IOException {
        descend();
        Triple triple = super.parseTripleValue();
        depth--;
        return triple;
    }

    private void descend() {
        if (++depth > MAX_DEPTH) {
            reportFatalError("nested more than " + MAX_DEPTH + " levels deep");
        }
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
