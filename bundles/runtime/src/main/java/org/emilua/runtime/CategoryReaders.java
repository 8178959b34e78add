package org.emilua.runtime;

import org.emilua.api.error.CategoryDefinition;
import org.emilua.api.error.CategoryReader;
import org.emilua.api.error.CoreError;
import org.emilua.api.error.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Finds the service that reads categories when a program requires the first one, and holds it no longer than it reads, so that
 * its bundle may come and go. Safe to use from any thread.
 */
final class CategoryReaders implements UserCategories.Reader {

    /** How the names of files with categories end. */
    static final String SUFFIX = ".ttl";

    /** Larger files are refused. */
    static final int MAX_BYTES = CategoryReader.MAX_BYTES;

    private static final String BUNDLE = "org.emilua.turtle";

    private final BundleContext context;
    private final ModuleRegistry modules;

    CategoryReaders(BundleContext context, ModuleRegistry modules) {
        this.context = context;
        this.modules = modules;
    }

    @Override
    public CategoryDefinition read(String file, byte[] content) {
        ServiceReference<CategoryReader> reference = find();
        CategoryReader reader = reference != null ? context.getService(reference) : null;
        if (reference == null || reader == null) {
            throw ErrorCode.of(CoreError.MODULE_NOT_FOUND)
                    .withDetail(file + " cannot be read without bundle " + BUNDLE);
        }
        try {
            return reader.read(file, content);
        } finally {
            context.ungetService(reference);
        }
    }

    private @Nullable ServiceReference<CategoryReader> find() {
        ServiceReference<CategoryReader> present = context.getServiceReference(CategoryReader.class);
        if (present != null) {
            return present;
        }
        modules.provision(SUFFIX);
        return context.getServiceReference(CategoryReader.class);
    }
}
