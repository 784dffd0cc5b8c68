package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableConstraint;

/** References whose author did not say what is to happen when the other row goes. */
public final class ForeignKeyWithoutOnDelete implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "foreign-key-without-on-delete", Area.SCHEMA, Needs.SQL, Severity.ADVICE)
            .detects("A foreign key states no ON DELETE action.")
            .safe("Decide and write ON DELETE RESTRICT, CASCADE or SET NULL.")
            .seed("Schema: foreign keys with ON DELETE strategy")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TableConstraint<Constraint.ForeignKey> key : schema.constraints(Constraint.ForeignKey.class)) {
            if (key.constraint().onDelete() == ReferentialAction.NO_ACTION) {
                report.found(
                        schema,
                        key.object(),
                        "Nothing says what becomes of rows of "
                                + SchemaContext.shown(key.table().name()) + " when their "
                                + SchemaContext.shown(key.constraint().referenced()) + " is deleted");
            }
        }
    }
}
