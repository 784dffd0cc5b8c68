package dev.pgwright.dbml;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.source.SourceFile;
import java.util.List;

/** Writes a catalog as DBML that {@code @dbml/core} accepts and that {@link DbmlCatalog} reads back without loss. */
public final class DbmlWriter {
    private DbmlWriter() {}

    /** The text; the same for the same input. */
    public static String write(Catalog catalog, DbmlExtras extras) {
        return DbmlPrinter.print(document(catalog, extras));
    }

    /** The tree; its positions mean nothing. */
    static DbmlDocument document(Catalog catalog, DbmlExtras extras) {
        SourceFile nowhere = SourceFile.of("catalog", "");
        return new DbmlDocument(
                nowhere, DbmlSources.of(nowhere), new DocumentBuilder(catalog, extras).elements(), List.of());
    }
}
