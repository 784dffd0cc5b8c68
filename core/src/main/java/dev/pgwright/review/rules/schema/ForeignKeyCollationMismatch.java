package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableConstraint;
import java.util.Objects;

/** References that compare texts in two ways. */
public final class ForeignKeyCollationMismatch implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "foreign-key-collation-mismatch", Area.SCHEMA, Needs.CATALOG, Severity.ERROR)
            .detects("A foreign key joins columns with different collations of which one is nondeterministic "
                    + "(refused from PostgreSQL 18 on, so that it also blocks an upgrade).")
            .cost("fails at run time on PostgreSQL 18 and newer")
            .safe("Give both columns the same collation.")
            .byHand("which of the two collations is meant is not known")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TableConstraint<Constraint.ForeignKey> key : schema.constraints(Constraint.ForeignKey.class)) {
            for (ReferencePair pair : ReferencePair.of(key, schema)) {
                String own = pair.column().collation();
                String other = pair.referenced().collation();
                if (!Objects.equals(own, other) && pair.isNondeterministic(schema)) {
                    report.found(
                            schema,
                            key.object(),
                            pair.column().name() + " has " + ReferencePair.words(own) + " and " + pair.target() + " "
                                    + ReferencePair.words(other)
                                    + ", of which one takes different texts for equal: PostgreSQL 18 refuses such a key");
                }
            }
        }
    }
}
