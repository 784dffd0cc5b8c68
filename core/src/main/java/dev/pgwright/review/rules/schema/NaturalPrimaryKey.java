package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.ColumnType;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keys that somebody may want to change. */
public final class NaturalPrimaryKey implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of("natural-primary-key", Area.SCHEMA, Needs.CATALOG, Severity.ADVICE)
            .detects("The primary key looks like a business value (e-mail, code, name, date).")
            .cost("updates cascade to all references")
            .safe("Use a surrogate key, plus a UNIQUE constraint on the business value.")
            .byHand("another key changes every reference to it")
            .seed("Decision: primary key strategy")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    /** Words of values that people change. */
    private static final Set<String> CHANGING = Set.of(
            "email",
            "mail",
            "name",
            "username",
            "login",
            "phone",
            "telephone",
            "mobile",
            "title",
            "address",
            "slug",
            "url",
            "ssn",
            "passport",
            "plate",
            "nickname",
            "handle",
            "domain",
            "hostname",
            "iban");
    /** Words of values that somebody gave out, and might give out anew. */
    private static final Set<String> GIVEN = Set.of("code", "sku", "isbn", "ean", "number", "date", "serial");
    /** Codes of lists that others keep. */
    private static final Set<String> STANDARD = Set.of(
            "country", "currency", "language", "iso", "iata", "icao", "locale", "state", "region", "unit", "timezone");
    /** Columns that a list of codes may have: the code, what it means, and one more. */
    private static final int LOOKUP = 3;

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            List<String> key = TableParts.key(table);
            Optional<Column> column = key.size() == 1 ? table.column(key.get(0)) : Optional.empty();
            if (column.isPresent()
                    && table.foreignKeys().stream()
                            .noneMatch(reference -> reference.columns().equals(key))
                    && isNatural(table, column.get(), schema)) {
                report.found(
                        schema,
                        table.primaryKey()
                                .map(one -> SchemaObject.constraint(table.name(), one.name()))
                                .orElseThrow(),
                        "The key of " + SchemaContext.shown(table.name()) + " is "
                                + column.get().name()
                                + ", a value from outside: when it changes, every row that refers to it has to change");
            }
        }
    }

    private static boolean isNatural(Table table, Column column, SchemaContext schema) {
        ColumnType type = ColumnParts.type(column, schema);
        List<String> words = NameWords.of(column.name());
        boolean kind = ColumnParts.isText(type) || type.base().equals("date");
        boolean lookup = table.columns().size() <= LOOKUP;
        if (!kind || words.isEmpty() || lookup || words.stream().anyMatch(STANDARD::contains)) {
            return false;
        }
        String last = words.get(words.size() - 1);
        return CHANGING.contains(last) || (GIVEN.contains(last) && isReferredTo(table, schema));
    }

    private static boolean isReferredTo(Table table, SchemaContext schema) {
        return schema.constraints(Constraint.ForeignKey.class).stream()
                .anyMatch(key -> key.constraint().referenced().equals(table.name()));
    }
}
