package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.View;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Indexes that no query may use. */
public final class InvalidIndex implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of("invalid-index", Area.INDEX, Needs.CATALOG, Severity.ERROR)
            .detects("An index is not valid: its concurrent build failed, or partitions have no part of it.")
            .cost("it may be kept up to date with every write, and serves no query")
            .safe("REINDEX INDEX CONCURRENTLY, or drop it and build it again; give partitions what is missing.")
            .byHand("it is built again on the server, by REINDEX INDEX CONCURRENTLY, or its parts are attached")
            .seed("Indexes: index usage is monitored")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        // a partition's index fails on its own, so all tables are looked at
        Stream.concat(
                        schema.catalog().tables().stream(),
                        schema.catalog().views().stream()
                                .filter(View::materialized)
                                .map(view -> Table.of(view.name(), List.of(), List.of(), view.indexes(), null)))
                .filter(table -> !table.name().schema().startsWith("pg_temp"))
                .forEach(table -> table.indexes().stream()
                        .filter(index -> !index.valid())
                        .forEach(index -> found(table, index, schema, report)));
    }

    private static void found(Table table, Index index, SchemaContext schema, Report report) {
        String name = KeptIndex.sql(table.name().schema(), index.name());
        String is = index.name() + " of " + SchemaContext.shown(table.name()) + " is not valid and serves no query";
        SchemaObject object = SchemaObject.index(table.name(), index.name());
        if (table.partitioning() != null) {
            String missing = schema.state().partitionsOf(table.name()).stream()
                    .filter(partition -> !hasPart(partition, table, index, schema))
                    .map(SchemaContext::shown)
                    .collect(Collectors.joining(", "));
            report.found(
                            schema,
                            object,
                            is + ": " + (missing.isEmpty() ? "its parts are not" : missing + " lacks a part of it"))
                    .advice("Build the index of each partition with CREATE INDEX CONCURRENTLY, then ALTER INDEX " + name
                            + " ATTACH PARTITION each of them.");
        } else if (isLeftOfReindex(index.name())) {
            report.found(schema, object, is + ": REINDEX CONCURRENTLY left it when it failed")
                    .advice("DROP INDEX CONCURRENTLY " + name + ";");
        } else {
            report.found(schema, object, is + ": its concurrent build did not come to an end")
                    .advice("REINDEX INDEX CONCURRENTLY " + name + "; or DROP INDEX CONCURRENTLY " + name
                            + "; and build it again.");
        }
    }

    private static boolean hasPart(QualifiedName partition, Table table, Index index, SchemaContext schema) {
        QualifiedName whole = QualifiedName.of(table.name().schema(), index.name());
        return schema.state().indexesOf(partition).stream()
                .anyMatch(part ->
                        part.index().valid() && whole.equals(part.index().parent()));
    }

    /** Names that ReindexRelationConcurrently of PostgreSQL's indexcmds.c gives: a new index, or an old one to be dropped. */
    private static boolean isLeftOfReindex(String name) {
        int at = Math.max(name.lastIndexOf("_ccnew"), name.lastIndexOf("_ccold"));
        return at > 0 && name.substring(at + "_ccnew".length()).chars().allMatch(Character::isDigit);
    }
}
