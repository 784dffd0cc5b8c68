package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.TableSettings;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Amounts;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.workload.TableFacts;
import java.util.List;
import java.util.Optional;

/** Tables that nothing can be changed in since they are published. */
public final class PublishedTableWithoutReplicaIdentity implements SchemaRule {
    private static final Parameter ROWS =
            new Parameter("large-rows", 100_000, "rows from which on a table with REPLICA IDENTITY FULL is found");
    private static final RuleInfo INFO = RuleInfo.of(
                    "published-table-without-replica-identity", Area.SCHEMA, Needs.CATALOG, Severity.ERROR)
            .detects(
                    "A table whose UPDATE and DELETE are published has no usable replica identity, or is a large one with REPLICA IDENTITY FULL.")
            .cost("UPDATE and DELETE fail on the publisher; FULL makes each change a search")
            .safe("Add a primary key, or set REPLICA IDENTITY USING INDEX.")
            .byHand("what tells the rows apart is known to people only")
            .parameter(ROWS)
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            String publication = schema.state().publishing(table.name()).publication();
            if (publication == null || table.settings().foreign() != null) {
                continue;
            }
            SchemaObject object = SchemaObject.setting(table.name(), SchemaObject.TableSetting.REPLICA_IDENTITY);
            String name = SchemaContext.shown(table.name());
            List<Table> leaves = ReplicaIdentities.leaves(table, schema.state());
            Optional<Table> missing = leaves.stream()
                    .filter(leaf -> ReplicaIdentities.isMissing(leaf, schema.state()))
                    .findFirst();
            boolean full = leaves.stream()
                    .anyMatch(leaf ->
                            leaf.settings().replicaIdentity().kind() == TableSettings.ReplicaIdentity.Kind.FULL);
            Optional<TableFacts> large =
                    schema.facts().table(table.name()).filter(facts -> full && facts.rows() >= report.limit(ROWS));
            if (missing.isPresent()) {
                report.found(
                        schema,
                        object,
                        "UPDATE and DELETE of "
                                + SchemaContext.shown(missing.get().name())
                                + " fail: publication " + publication
                                + " publishes them, and nothing identifies a row to those who subscribe");
            } else if (large.isPresent()) {
                report.found(
                                schema,
                                object,
                                name + " is published with REPLICA IDENTITY FULL: for each changed row a subscriber may"
                                        + " search " + Amounts.rows(large.get().rows()))
                        .severity(Severity.WARNING);
            }
        }
    }
}
