package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.ColumnType;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import java.util.List;
import java.util.Set;

/** References whose table stands in another column. */
public final class PolymorphicReference implements SchemaRule {
    private static final Set<String> IDS = Set.of("id", "uuid", "key");
    private static final List<String> TYPES = List.of("type", "kind", "class", "table");
    private static final RuleInfo INFO = RuleInfo.of(
                    "polymorphic-reference", Area.SCHEMA, Needs.CATALOG, Severity.WARNING)
            .detects(
                    "A pair such as owner_type and owner_id stands for references to several tables, which no foreign key can check.")
            .cost("rows may reference nothing")
            .safe(
                    "Use one nullable foreign key for each table with CHECK (num_nonnulls(...) = 1), or a table that all of them reference.")
            .byHand("a column for each target changes every statement that uses the pair")
            .seed("Core: constraints belong in the database")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            for (Column id : table.columns()) {
                String subject = subject(id.name());
                if (subject.isEmpty() || isReference(table, id.name()) || isNamed(table, subject, schema)) {
                    continue;
                }
                table.columns().stream()
                        .filter(type -> (isTypeOf(subject, type.name()) && isWord(type, schema))
                                || isGeneric(subject, type.name()))
                        .findFirst()
                        .ifPresent(type -> report.found(
                                schema,
                                SchemaObject.column(table.name(), id.name()),
                                id.name() + " of " + SchemaContext.shown(table.name())
                                        + " names a row of the table that " + type.name()
                                        + " says, and nothing checks that it is there"));
            }
        }
    }

    /** What an id is of: {@code owner} of {@code owner_id}; empty for another name. */
    private static String subject(String column) {
        List<String> words = NameWords.of(column);
        int last = words.size() - 1;
        return last > 0 && IDS.contains(words.get(last)) ? String.join("_", words.subList(0, last)) : "";
    }

    private static boolean isTypeOf(String subject, String column) {
        String name = NameWords.snake(column);
        return TYPES.stream().anyMatch(type -> name.equals(subject + "_" + type));
    }

    /** What Django's generic relations are called: an object_id beside the number of a table. */
    private static boolean isGeneric(String subject, String column) {
        return subject.equals("object") && column.equals("content_type_id");
    }

    private static boolean isWord(Column column, SchemaContext schema) {
        ColumnType type = ColumnParts.type(column, schema);
        return ColumnParts.isText(type)
                || schema.catalog().enums().stream()
                        .anyMatch(found -> found.name().toString().equals(type.base()));
    }

    private static boolean isReference(Table table, String column) {
        return table.foreignKeys().stream().anyMatch(key -> key.columns().contains(column));
    }

    /** The id is that of the table itself, or of another one that has the name. */
    private static boolean isNamed(Table table, String subject, SchemaContext schema) {
        return table.primaryKey()
                        .filter(key -> key.columns().size() == 1
                                && subject(key.columns().get(0)).equals(subject))
                        .isPresent()
                || schema.tables().stream()
                        .anyMatch(other ->
                                NameWords.singularOf(other.name().name()).equals(NameWords.singularOf(subject)));
    }
}
