package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.TypeNames;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableColumn;
import java.util.List;
import java.util.Set;

/** Identifiers that are UUIDs by their length or name, and texts by their type. */
public final class UuidStoredAsText implements SchemaRule {
    private static final Set<String> NAMES = Set.of("uuid", "guid");
    private static final int DIGITS = 32;
    private static final int WITH_HYPHENS = 36;
    private static final int WITH_BRACES = 38;
    private static final RuleInfo INFO = RuleInfo.of(
                    "uuid-stored-as-text", Area.SCHEMA, Needs.CATALOG, Severity.WARNING)
            .detects("A key or id column is a text of the length of a UUID, or a text that is called one.")
            .safe("Use type uuid, which takes 16 bytes and refuses what is none.")
            .byHand("values that are no UUID would be refused, and references need the same type")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TableColumn column : schema.columns()) {
            FormattedType type = FormattedType.of(column.column().type());
            if (column.table().settings().foreign() == null
                    && type.isText()
                    && isUuid(column, type.modifier(), schema)) {
                report.found(
                        schema,
                        column.object(),
                        column.name() + " holds UUIDs by its " + (isNamedSo(column) ? "name" : "length") + " but is "
                                + TypeNames.brief(column.column().type())
                                + ", which takes twice the room or more and accepts anything");
            }
        }
    }

    private static boolean isUuid(TableColumn column, int length, SchemaContext schema) {
        String last = NameWords.last(column.name());
        boolean fits = length < 0 || length >= 32;
        if (isNamedSo(column)) {
            return fits;
        }
        boolean key = isKey(column);
        return (length == WITH_HYPHENS && (key || last.equals("id")))
                || ((length == DIGITS || length == WITH_BRACES) && key && last.equals("id"))
                || (key
                        && ColumnDefault.of(column.column(), schema)
                                .filter(call -> call.function().contains("uuid"))
                                .isPresent());
    }

    private static boolean isNamedSo(TableColumn column) {
        List<String> words = NameWords.of(column.name());
        int last = words.size() - 1;
        return last >= 0
                && (NAMES.contains(words.get(last))
                        || (last > 0 && words.get(last).equals("id") && NAMES.contains(words.get(last - 1))));
    }

    private static boolean isKey(TableColumn column) {
        return column.table()
                        .primaryKey()
                        .filter(key -> key.columns().contains(column.name()))
                        .isPresent()
                || column.table().foreignKeys().stream()
                        .anyMatch(key -> key.columns().contains(column.name()));
    }
}
