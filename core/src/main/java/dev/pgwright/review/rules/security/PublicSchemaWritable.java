package dev.pgwright.review.rules.security;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.fix.SchemaFixes;
import dev.pgwright.sql.Identifiers;
import java.util.TreeSet;

/** Schemas in which every role may put something. */
public final class PublicSchemaWritable implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "public-schema-writable", Area.SECURITY, Needs.CATALOG, Severity.WARNING)
            .detects(
                    "PUBLIC may create objects in a schema that has tables: in public until PostgreSQL 14, or because it was "
                            + "granted.")
            .cost("any role may plant a table, function or operator that others find before the one that was meant")
            .safe("REVOKE CREATE ON SCHEMA ... FROM PUBLIC.")
            .fixable()
            .seed("Core: privileges as narrow as the need")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        SchemaAccess access = new SchemaAccess(schema);
        TreeSet<String> used = new TreeSet<>();
        schema.tables().forEach(table -> used.add(table.name().schema()));
        schema.catalog().routines().forEach(routine -> used.add(routine.name().schema()));
        for (String name : used) {
            // what a lone migration does not say about a schema may have been said before
            if (access.isWritable(name) && schema.isComplete()) {
                report.found(
                                schema,
                                SchemaObject.schema(name),
                                "Every role may create objects in the schema " + name
                                        + ", where others then find them by their search_path")
                        .advice("REVOKE CREATE ON SCHEMA " + Identifiers.quoteIdentifier(name) + " FROM PUBLIC.")
                        .fix(SchemaFixes.statement(
                                "revoke it",
                                "REVOKE CREATE ON SCHEMA " + Identifiers.quoteIdentifier(name) + " FROM PUBLIC"));
            }
        }
    }
}
