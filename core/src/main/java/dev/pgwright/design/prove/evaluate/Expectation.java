package dev.pgwright.design.prove.evaluate;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.design.decide.Mapping;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.PathResolver.Resolved;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.BusinessType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What access patterns mean over the contents of the tables, worked out without SQL. */
public final class Expectation {
    private static final Set<String> IMPLIED_TIMES = Set.of("created_at", "updated_at");

    private final Catalog catalog;
    private final Contents contents;
    private final Walk walk;
    private final Mapping mapping;
    private final Comparison comparison;
    private final Now now;

    /** @param texts the order of texts, which is the database's collation */
    public Expectation(
            Mapping mapping, Catalog catalog, Contents contents, Comparator<String> texts, Now now, Lexemes lexemes) {
        this.catalog = catalog;
        this.contents = contents;
        this.mapping = mapping;
        this.comparison = new Comparison(new ValueOrder(texts), now, lexemes);
        this.walk = new Walk(mapping, catalog, contents, comparison);
        this.now = now;
    }

    /** What the pattern reads. */
    public Reading reading(AccessPattern pattern) {
        return new Reading(walk, new Selection(walk, contents, pattern, comparison), pattern, comparison);
    }

    /** The rows that a pattern which changes rows is about. */
    public List<ContentRow> chosen(AccessPattern pattern, Arguments arguments) {
        return new Selection(walk, contents, pattern, comparison).matching(arguments);
    }

    /** The contents after the rows got the new values of the arguments. */
    public Contents updated(AccessPattern pattern, List<ContentRow> rows, Map<String, @Nullable String> values) {
        return new Changing(catalog, contents, now).updated(pattern, rows, values);
    }

    /** The contents after the rows went; empty where rows that refer to them forbid it. */
    public Optional<Contents> deleted(List<ContentRow> rows) {
        return new Changing(catalog, contents, now).deleted(rows);
    }

    /** The first number over children that a column keeps and that is not what it should be. */
    public Optional<String> outOfStep(Contents after) {
        Contents now = contents.with(after);
        Walk then = new Walk(mapping, catalog, now, comparison);
        for (EntityTable table : mapping.tables()) {
            for (Attribute attribute : table.entity().attributes()) {
                Resolved resolved = then.resolve(table.entity().name(), attribute.name());
                if (attribute.overChildren() == null || resolved.computed() != null) {
                    continue;
                }
                for (ContentRow row : now.rows(table.name())) {
                    Value wanted = then.derived(resolved, row);
                    Value kept = row.value(resolved.column());
                    if (wanted == null ? kept != null : kept == null || !kept.isSameAs(wanted)) {
                        return Optional.of(resolved.column() + " should be "
                                + (wanted == null ? "null" : wanted.canonical()) + " in " + row.canonical());
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The contents with one more row. */
    public Contents added(ContentRow row) {
        List<ContentRow> rows = new ArrayList<>(contents.rows(row.table()));
        rows.add(row);
        return contents.with(Map.of(row.table(), rows));
    }

    /** Whether a moment or a day is more than so many days ago. */
    public boolean isOlder(@Nullable Value value, int days) {
        return value != null && (Long) value.key() < now.daysAgo(value.kind(), days);
    }

    /** Whether the requirements say what a new row has in a column that is not given. */
    public boolean isKnownForNewRow(EntityTable table, Column column) {
        boolean implied = IMPLIED_TIMES.contains(column.name());
        boolean saysDefault = table.entity()
                .attribute(column.name())
                .filter(attribute -> attribute.defaultValue() != null)
                .isPresent();
        boolean nothing = column.defaultExpression() == null
                && column.identity() == null
                && column.generated() == null
                && !column.notNull();
        return implied || saysDefault || nothing;
    }

    /** What a new row has in such a column. */
    public @Nullable Value forNewRow(EntityTable table, Column column) {
        if (IMPLIED_TIMES.contains(column.name())) {
            return value(column, now.timestamp());
        }
        Attribute attribute = table.entity().attribute(column.name()).orElse(null);
        String written = attribute == null ? null : attribute.defaultValue();
        if (attribute != null && written != null && (written.equals("now") || written.equals("today"))) {
            return value(column, attribute.type() == BusinessType.DATE ? now.date() : now.timestamp());
        }
        return value(column, written);
    }

    /** The value of a text in a column. */
    public @Nullable Value value(Column column, @Nullable String text) {
        return text == null ? null : ValueReader.read(ValueKind.ofType(column.type(), catalog), text);
    }
}
