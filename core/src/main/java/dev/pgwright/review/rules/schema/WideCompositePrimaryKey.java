package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableConstraint;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Keys of so many columns that every reference copies half a table. */
public final class WideCompositePrimaryKey implements SchemaRule {
    private static final Parameter COLUMNS = new Parameter("max-columns", 4, "columns of a primary key");
    private static final RuleInfo INFO = RuleInfo.of(
                    "wide-composite-primary-key", Area.SCHEMA, Needs.CATALOG, Severity.ADVICE)
            .detects("A primary key has more columns than the limit, and they do not all reference other tables.")
            .safe("Give the table a key of one column, and make the columns UNIQUE.")
            .byHand("another key changes every reference to it")
            .parameter(COLUMNS)
            .seed("Decision: primary key strategy")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        long most = report.limit(COLUMNS);
        for (TableConstraint<Constraint.PrimaryKey> found : schema.constraints(Constraint.PrimaryKey.class)) {
            List<String> columns = found.constraint().columns();
            Set<String> references = found.table().foreignKeys().stream()
                    .flatMap(key -> key.columns().stream())
                    .collect(Collectors.toSet());
            if (columns.size() > most && !references.containsAll(columns)) {
                report.found(
                        schema,
                        found.object(),
                        "The primary key of "
                                + SchemaContext.shown(found.table().name()) + " has " + columns.size()
                                + " columns, which every table and index that refers to a row has to repeat");
            }
        }
    }
}
