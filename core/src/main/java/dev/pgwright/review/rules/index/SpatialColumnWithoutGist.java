package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.locks.Expressions;
import dev.pgwright.review.Area;
import dev.pgwright.review.ColumnType;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.fix.SchemaFixes;
import dev.pgwright.review.fix.SqlNames;
import dev.pgwright.sql.Identifiers;
import java.util.List;
import java.util.Set;

/** Places that nothing finds but by reading all of them. */
public final class SpatialColumnWithoutGist implements SchemaRule {
    private static final Parameter ROWS =
            new Parameter("min-rows", 1_000, "rows from which on a table is large, where its size is known");
    /** The built-in types that GiST has operators for, and those of PostGIS. */
    private static final Set<String> TYPES = Set.of("point", "box", "polygon", "circle", "geometry", "geography");

    private static final Set<String> METHODS = Set.of("gist", "spgist", "brin");
    private static final RuleInfo INFO = RuleInfo.of(
                    "spatial-column-without-gist", Area.INDEX, Needs.CATALOG, Severity.WARNING)
            .detects("A column of a geometric type has no GiST, SP-GiST or BRIN index, nor has an expression of it.")
            .cost("each search for what is near or within reads the whole table")
            .safe("CREATE INDEX CONCURRENTLY ... USING gist.")
            .fixable()
            .parameter(ROWS)
            .seed("Index type: geometric/spatial -> GiST")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            boolean small = schema.facts()
                    .table(table.name())
                    .filter(facts -> facts.rows() < report.limit(ROWS))
                    .isPresent();
            if (small || table.settings().foreign() != null) {
                continue;
            }
            for (Column column : table.columns()) {
                if (isSpatial(column, schema)
                        && !IndexedRelations.has(table, index -> serves(index, column.name()), schema)) {
                    String name = SchemaContext.shown(table.name());
                    report.found(
                                    schema,
                                    SchemaObject.column(table.name(), column.name()),
                                    column.name() + " of " + name
                                            + " has no spatial index: a search for what is near or within"
                                            + " reads all of " + name)
                            .advice("CREATE INDEX CONCURRENTLY ON "
                                    + KeptIndex.sql(
                                            table.name().schema(), table.name().name()) + " USING gist ("
                                    + Identifiers.quoteIdentifier(column.name()) + ");")
                            .fix(
                                    table.partitioning() != null
                                            ? new Fix.ByHand(
                                                    "partitions may have indexes of their own that belong to it")
                                            : SchemaFixes.statement(
                                                    "create a GiST index on " + column.name(),
                                                    "CREATE INDEX "
                                                            + Identifiers.quoteIdentifier(schema.state()
                                                                    .freeIndexName(
                                                                            table.name(),
                                                                            List.of(column.name()),
                                                                            "idx"))
                                                            + " ON " + SqlNames.of(table.name()) + " USING gist ("
                                                            + Identifiers.quoteIdentifier(column.name()) + ")"));
                }
            }
        }
    }

    private static boolean isSpatial(Column column, SchemaContext schema) {
        String type = schema.type(column.type())
                .filter(found -> !found.array())
                .map(ColumnType::base)
                .orElse("");
        return TYPES.contains(type.substring(type.lastIndexOf('.') + 1));
    }

    private static boolean serves(KeptIndex kept, String column) {
        return kept.index().valid()
                && METHODS.contains(kept.index().method())
                && kept.elements().stream()
                        .anyMatch(element -> element.expression()
                                ? Expressions.mentions(element.key(), column)
                                : element.key().equals(column));
    }
}
