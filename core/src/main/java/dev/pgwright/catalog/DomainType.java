package dev.pgwright.catalog;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A domain.
 *
 * @param checks in order of name
 */
public record DomainType(
        QualifiedName name,
        String baseType,
        @Nullable String collation,
        @Nullable String defaultExpression,
        boolean notNull,
        List<DomainCheck> checks,
        @Nullable String comment) {
    public DomainType {
        checks = Catalog.sorted(checks, Comparator.comparing(DomainCheck::name));
    }

    /** A check constraint of a domain; {@code expression} is what stands in the parentheses. */
    public record DomainCheck(String name, String expression, boolean validated) {}
}
