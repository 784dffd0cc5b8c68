package dev.pgwright.review.rules.schema;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableColumn;

/** Numbers that a default draws from a sequence that is not the column's own. */
public final class SerialInsteadOfIdentity implements SchemaRule {
    /** Before, a row that goes to a partition directly got no number. */
    private static final int IDENTITY_OF_PARTITIONS = 17;

    private static final RuleInfo INFO = RuleInfo.of(
                    "serial-instead-of-identity", Area.SCHEMA, Needs.SQL, Severity.ADVICE)
            .detects("A column is serial, or its default is nextval() of a sequence that no other column uses.")
            .safe("Use GENERATED ALWAYS AS IDENTITY.")
            .fixable()
            .seed("Decision: BIGINT GENERATED ALWAYS AS IDENTITY")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        SequenceUses sequences = new SequenceUses(schema);
        for (TableColumn column : schema.columns()) {
            boolean allowed = FormattedType.of(column.column().type()).isInteger()
                    && column.table().settings().foreign() == null
                    && (column.table().partitioning() == null || schema.version() >= IDENTITY_OF_PARTITIONS);
            if (allowed && sequences.ownSequence(column).isPresent()) {
                report.found(
                                schema,
                                SchemaObject.defaultOf(column.tableName(), column.name()),
                                column.name() + " of " + SchemaContext.shown(column.tableName())
                                        + " takes its numbers from a sequence by a default, which any INSERT can pass over and"
                                        + " which needs rights of its own")
                        .fix(IdentityFix.of(
                                schema, column, sequences.ownSequence(column).orElseThrow()));
            }
        }
    }
}
