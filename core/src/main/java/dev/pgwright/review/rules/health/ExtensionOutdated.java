package dev.pgwright.review.rules.health;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.workload.ServerState.OutdatedExtension;

/** Extensions that were not updated with their files. */
public final class ExtensionOutdated implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of("extension-outdated", Area.HEALTH, Needs.CATALOG, Severity.ADVICE)
            .detects(
                    "An installed extension is older than the version that its files on the server offer, and there is a way"
                            + " to it.")
            .safe("Rehearse it, then ALTER EXTENSION ... UPDATE.")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (OutdatedExtension one : schema.facts().server().state().outdated()) {
            report.found(
                            schema,
                            SchemaObject.server(one.name()),
                            one.name() + " is at version " + one.installed() + ", and the server has the files of "
                                    + one.offered())
                    .advice("ALTER EXTENSION " + Identifiers.quoteIdentifier(one.name())
                            + " UPDATE; after a rehearsal, since its objects may change.");
        }
    }
}
