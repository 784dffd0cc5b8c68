package dev.pgwright.review.rules.redflag;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.sql.Identifiers;
import java.util.List;
import java.util.stream.Collectors;

/** Schemas whose tables belong together by their names alone. */
public final class NoForeignKeys implements SchemaRule {
    private static final int NAMED = 3;
    private static final Parameter REFERENCES =
            new Parameter("min-references", 3, "columns that reference others by their names");
    private static final Parameter PERCENT = new Parameter(
            "declared-percent", 10, "below this share of references with a foreign key there are hardly any");
    private static final RuleInfo INFO = RuleInfo.of("no-foreign-keys", Area.RED_FLAG, Needs.CATALOG, Severity.WARNING)
            .detects(
                    "Tables reference each other by the names and types of their columns, and hardly any foreign key says so.")
            .cost("rows that refer to nothing, sooner or later")
            .safe(
                    "Add the keys NOT VALID, mend what refers to nothing, and validate them; say where one is left out on purpose.")
            .parameter(REFERENCES)
            .parameter(PERCENT)
            .seed("Red flag: no foreign keys \"for flexibility\"")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        if (!schema.isComplete()) {
            return;
        }
        List<References.Reference> references = References.in(schema);
        List<References.Reference> missing =
                references.stream().filter(reference -> !reference.declared()).toList();
        long declared = schema.tables().stream()
                .mapToLong(table -> table.foreignKeys().size())
                .sum();
        if (missing.size() >= report.limit(REFERENCES)
                && declared * 100 < report.limit(PERCENT) * (missing.size() + declared)) {
            References.Reference first = missing.get(0);
            report.found(
                            schema,
                            SchemaObject.column(
                                    first.table().name(), first.column().name()),
                            missing.size() + " columns reference other tables by their names, such as "
                                    + missing.stream()
                                            .limit(NAMED)
                                            .map(one -> SchemaContext.shown(
                                                            one.table().name()) + "."
                                                    + one.column().name())
                                            .collect(Collectors.joining(", "))
                                    + ", and " + (declared == 0 ? "no foreign key" : "only " + declared)
                                    + (declared == 1 ? " foreign key" : declared == 0 ? "" : " foreign keys")
                                    + " in the schema " + (declared > 1 ? "check" : "checks") + " any")
                    .advice("ALTER TABLE "
                            + Identifiers.quoteIdentifier(
                                    first.table().name().schema(),
                                    first.table().name().name())
                            + " ADD FOREIGN KEY ("
                            + Identifiers.quoteIdentifier(first.column().name())
                            + ") REFERENCES "
                            + Identifiers.quoteIdentifier(
                                    first.referenced().name().schema(),
                                    first.referenced().name().name())
                            + " NOT VALID, and so on; then VALIDATE CONSTRAINT.");
        }
    }
}
