package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Deferrability;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableConstraint;
import dev.pgwright.review.fix.ConstraintFixes;
import dev.pgwright.review.fix.SqlNames;
import dev.pgwright.sql.Identifiers;
import java.util.List;

/** References whose author did not say what is to happen when the other row goes. */
public final class ForeignKeyWithoutOnDelete implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "foreign-key-without-on-delete", Area.SCHEMA, Needs.SQL, Severity.ADVICE)
            .detects("A foreign key states no ON DELETE action.")
            .safe("Decide and write ON DELETE RESTRICT, CASCADE or SET NULL.")
            .fixable()
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
                                        + SchemaContext.shown(key.constraint().referenced()) + " is deleted")
                        .fix(fix(key, schema));
            }
        }
    }

    /** RESTRICT keeps the rows that nothing took away so far; it differs only for checks that may wait. */
    private static Fix fix(TableConstraint<Constraint.ForeignKey> found, SchemaContext schema) {
        Constraint.ForeignKey key = found.constraint();
        if (key.deferrability() != Deferrability.NOT_DEFERRABLE) {
            return new Fix.ByHand("it is deferrable, and RESTRICT does not wait");
        }
        boolean plain = key.onUpdate() == ReferentialAction.NO_ACTION
                && !key.matchFull()
                && !key.period()
                && key.enforced()
                && key.validated()
                && key.comment() == null;
        String name = Identifiers.quoteIdentifier(key.name());
        String add = "ALTER TABLE " + SqlNames.of(found.table().name()) + " DROP CONSTRAINT " + name
                + ", ADD CONSTRAINT " + name + " FOREIGN KEY (" + SqlNames.list(key.columns()) + ") REFERENCES "
                + SqlNames.of(key.referenced()) + " (" + SqlNames.list(key.referencedColumns())
                + ") ON DELETE RESTRICT";
        return ConstraintFixes.foreignKeyWith(
                schema,
                found.table().name(),
                key.name(),
                "ON DELETE RESTRICT",
                "write ON DELETE RESTRICT",
                plain && found.whole() ? List.of(add) : List.of());
    }
}
