package dev.pgwright.review.fix;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.sql.Identifiers;
import java.util.List;
import java.util.stream.Collectors;

/** Names as they stand in statements. */
public final class SqlNames {
    private SqlNames() {}

    /** Without its schema where that is {@code public}. */
    public static String of(QualifiedName name) {
        return name.schema().equals("public")
                ? Identifiers.quoteIdentifier(name.name())
                : Identifiers.quoteIdentifier(name.schema(), name.name());
    }

    /** Names with commas between. */
    public static String list(List<String> names) {
        return names.stream().map(Identifiers::quoteIdentifier).collect(Collectors.joining(", "));
    }
}
