package dev.pgwright.review.rules.schema;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import java.util.Set;

/** Columns that keep a whole cluster from being upgraded. */
public final class RegTypeColumn implements SchemaRule {
    /** Those that pg_upgrade refuses; regclass, regrole and regtype it carries over (documentation of 18, pg_upgrade). */
    private static final Set<String> LOST = Set.of(
            "regcollation",
            "regconfig",
            "regdictionary",
            "regnamespace",
            "regoper",
            "regoperator",
            "regproc",
            "regprocedure");

    private static final RuleInfo INFO = RuleInfo.of("reg-type-column", Area.SCHEMA, Needs.CATALOG, Severity.WARNING)
            .detects(
                    "A column is regproc, regprocedure, regoper, regoperator, regconfig, regdictionary, regnamespace or regcollation.")
            .cost("pg_upgrade refuses the cluster")
            .safe("Store the name as text, and cast it where it is used.")
            .byHand("the names that the values stand for have to be read first")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TypedObject typed : TypedObject.in(schema)) {
            if (LOST.contains(typed.type().base())) {
                report.found(
                        schema,
                        typed.object(),
                        typed.name() + " is " + typed.typeName()
                                + ", whose numbers change from version to version: pg_upgrade refuses the whole cluster");
            }
        }
    }
}
