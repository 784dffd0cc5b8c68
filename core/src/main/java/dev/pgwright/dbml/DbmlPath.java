package dev.pgwright.dbml;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.source.Span;
import org.jspecify.annotations.Nullable;

/** A name with an optional schema. */
public record DbmlPath(@Nullable DbmlName schema, DbmlName name) {
    /** The schema of names without one. */
    public static final String DEFAULT_SCHEMA = "public";

    static DbmlPath of(QualifiedName name) {
        return new DbmlPath(
                name.schema().equals(DEFAULT_SCHEMA) ? null : DbmlName.of(name.schema()), DbmlName.of(name.name()));
    }

    public QualifiedName qualified() {
        return QualifiedName.of(schema == null ? DEFAULT_SCHEMA : schema.text(), name.text());
    }

    public Span span() {
        return schema == null
                ? name.span()
                : new Span(schema.span().start(), name.span().end());
    }
}
