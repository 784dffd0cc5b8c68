package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.RangeType;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.ColumnType;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.sql.Identifiers;
import java.util.Optional;
import java.util.Set;

/** B-trees over values that are asked for their parts. */
public final class BtreeOnContainerType implements SchemaRule {
    private static final Set<String> RANGES = Set.of(
            "int4range",
            "int8range",
            "numrange",
            "daterange",
            "tsrange",
            "tstzrange",
            "int4multirange",
            "int8multirange",
            "nummultirange",
            "datemultirange",
            "tsmultirange",
            "tstzmultirange");
    private static final RuleInfo INFO = RuleInfo.of(
                    "btree-on-container-type", Area.INDEX, Needs.CATALOG, Severity.WARNING)
            .detects("A b-tree that is not unique has a whole array, jsonb, tsvector or range as a key.")
            .cost("no search for a part of the value can use it")
            .safe(
                    "Use GIN for arrays, jsonb and tsvector, GiST for ranges, or an index of the one expression that is asked for.")
            .byHand("a query for the whole value may be what it is for")
            .seed("Index type: array contains / JSONB -> GIN")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            for (KeptIndex one : KeptIndex.of(table)) {
                if (one.index().method().equals("btree") && !one.index().unique()) {
                    one.elements().stream()
                            .filter(element -> !element.expression())
                            .map(IndexElement::key)
                            .flatMap(name -> table.column(name).stream())
                            .forEach(column -> container(column, schema)
                                    .ifPresent(container -> found(one, column, container, schema, report)));
                }
            }
        }
    }

    /** What holds the parts, and the index that finds them. */
    private record Container(String words, String method, String search) {}

    private static Optional<Container> container(Column column, SchemaContext schema) {
        ColumnType type = schema.type(column.type()).orElse(null);
        if (type == null) {
            return Optional.empty();
        }
        if (type.array()) {
            return Optional.of(new Container("an array", "gin", "for one of its elements"));
        }
        if (type.base().equals("jsonb")) {
            return Optional.of(new Container("jsonb", "gin", "for a key or value in it"));
        }
        if (type.base().equals("tsvector")) {
            return Optional.of(new Container("a tsvector", "gin", "for words in it"));
        }
        boolean range = RANGES.contains(type.base())
                || schema.catalog().ranges().stream()
                        .map(RangeType::name)
                        .anyMatch(name -> name.toString().equals(type.base()));
        return range
                ? Optional.of(new Container("a range", "gist", "for what overlaps or contains a value"))
                : Optional.empty();
    }

    private static void found(KeptIndex one, Column column, Container container, SchemaContext schema, Report report) {
        String tableName = SchemaContext.shown(one.table().name());
        report.found(
                        schema,
                        one.object(),
                        one.name() + " of " + tableName + " is a b-tree over " + column.name() + ", "
                                + container.words() + ": it compares whole values, and no search " + container.search()
                                + " can use it")
                .advice("CREATE INDEX CONCURRENTLY ON "
                        + KeptIndex.sql(
                                one.table().name().schema(), one.table().name().name()) + " USING "
                        + container.method() + " (" + Identifiers.quoteIdentifier(column.name()) + ");");
    }
}
