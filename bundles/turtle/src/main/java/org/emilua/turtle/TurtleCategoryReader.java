package org.emilua.turtle;

import org.emilua.api.error.CategoryDefinition;
import org.emilua.api.error.CategoryReader;
import org.osgi.service.component.annotations.Component;

/** Reads error categories from Turtle files. Safe to use from any thread. */
@Component(property = CategoryReader.SUFFIX + "=.ttl")
public final class TurtleCategoryReader implements CategoryReader {

    @Override
    public CategoryDefinition read(String file, byte[] content) {
        Problems problems = new Problems(file);
        Facts facts = TurtleSource.parse(content, problems);
        return new CategoryRules(facts, problems).definition();
    }
}
