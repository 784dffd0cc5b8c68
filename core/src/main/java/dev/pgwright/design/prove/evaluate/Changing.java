package dev.pgwright.design.prove.evaluate;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint.ForeignKey;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.catalog.Table;
import dev.pgwright.design.requirements.AccessPattern;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What changes to rows do to the contents: their own effect, that on rows which refer to them, and the times of change. */
final class Changing {
    private static final String UPDATED_AT = "updated_at";

    private final Catalog catalog;
    private final Contents contents;
    private final Now now;

    Changing(Catalog catalog, Contents contents, Now now) {
        this.catalog = catalog;
        this.contents = contents;
        this.now = now;
    }

    /** The contents after these rows got other values in some columns, or more in those that the pattern adds to. */
    Contents updated(AccessPattern pattern, List<ContentRow> rows, Map<String, @Nullable String> texts) {
        if (rows.isEmpty()) {
            return contents;
        }
        Table table = table(rows.get(0).table());
        Map<String, @Nullable Value> values = new LinkedHashMap<>();
        texts.forEach((column, text) -> values.put(column, value(table, column, text)));
        Map<ContentRow, ContentRow> replaced = new HashMap<>();
        for (ContentRow row : rows) {
            Map<String, @Nullable Value> own = new LinkedHashMap<>(values);
            values.forEach((column, more) -> {
                Value there = row.value(column);
                if (pattern.adds(column) && there != null && more != null) {
                    own.put(column, value(table, column, sum(there.text(), more.text())));
                }
            });
            replaced.put(row, touched(table, row.with(own)));
        }
        return contents.with(replaced(table.name(), replaced));
    }

    private static String sum(String one, String other) {
        return new BigDecimal(one).add(new BigDecimal(other)).toPlainString();
    }

    private Map<QualifiedName, List<ContentRow>> replaced(
            QualifiedName table, Map<ContentRow, ContentRow> replacements) {
        Map<QualifiedName, List<ContentRow>> changed = new HashMap<>();
        changed.put(
                table,
                contents.rows(table).stream()
                        .map(row -> replacements.getOrDefault(row, row))
                        .toList());
        return changed;
    }

    private ContentRow touched(Table table, ContentRow row) {
        if (table.column(UPDATED_AT).isEmpty()) {
            return row;
        }
        Map<String, @Nullable Value> time = new HashMap<>();
        time.put(UPDATED_AT, value(table, UPDATED_AT, now.timestamp()));
        return row.with(time);
    }

    private @Nullable Value value(Table table, String column, @Nullable String text) {
        Column found = table.column(column)
                .orElseThrow(() -> new IllegalStateException("no column " + table.name() + "." + column));
        return text == null ? null : ValueReader.read(ValueKind.ofType(found.type(), catalog), text);
    }

    /** The contents after these rows went, or empty where a row that refers to one of them forbids it. */
    Optional<Contents> deleted(List<ContentRow> rows) {
        Set<ContentRow> gone = new LinkedHashSet<>(rows);
        Map<ContentRow, ContentRow> forgetful = new LinkedHashMap<>();
        List<ContentRow> todo = new ArrayList<>(rows);
        List<Reference> forbidding = new ArrayList<>();
        while (!todo.isEmpty()) {
            ContentRow row = todo.remove(0);
            for (Reference reference : references(row)) {
                switch (reference.key().onDelete()) {
                    case CASCADE -> {
                        if (gone.add(reference.child())) {
                            todo.add(reference.child());
                        }
                    }
                    case SET_NULL ->
                        forgetful.put(
                                reference.child(),
                                forgotten(reference, forgetful.getOrDefault(reference.child(), reference.child())));
                    case RESTRICT, NO_ACTION, SET_DEFAULT -> forbidding.add(reference);
                }
            }
        }
        // a row that goes as well forbids nothing, but RESTRICT is not asked to wait for it
        if (forbidding.stream()
                .anyMatch(reference -> !gone.contains(reference.child())
                        || reference.key().onDelete() == ReferentialAction.RESTRICT)) {
            return Optional.empty();
        }
        Map<QualifiedName, List<ContentRow>> changed = new HashMap<>();
        for (QualifiedName table : contents.tables()) {
            changed.put(
                    table,
                    contents.rows(table).stream()
                            .filter(row -> !gone.contains(row))
                            .map(row -> forgetful.getOrDefault(row, row))
                            .toList());
        }
        return Optional.of(contents.with(changed));
    }

    private ContentRow forgotten(Reference reference, ContentRow child) {
        Table table = table(child.table());
        List<String> columns = reference.key().setColumns().isEmpty()
                ? reference.key().columns()
                : reference.key().setColumns();
        Map<String, @Nullable Value> nulls = new HashMap<>();
        columns.forEach(column -> nulls.put(column, null));
        return touched(table, child.with(nulls));
    }

    /** A row that refers to another by a foreign key. */
    private record Reference(ForeignKey key, ContentRow child) {}

    private List<Reference> references(ContentRow parent) {
        List<Reference> found = new ArrayList<>();
        for (Table table : catalog.tables()) {
            for (ForeignKey key : table.foreignKeys()) {
                if (key.referenced().equals(parent.table())) {
                    contents.rows(table.name()).stream()
                            .filter(child -> refers(key, child, parent))
                            .forEach(child -> found.add(new Reference(key, child)));
                }
            }
        }
        return found;
    }

    private static boolean refers(ForeignKey key, ContentRow child, ContentRow parent) {
        for (int i = 0; i < key.columns().size(); i++) {
            Value value = child.value(key.columns().get(i));
            Value referenced = parent.value(key.referencedColumns().get(i));
            if (value == null || referenced == null || !value.isSameAs(referenced)) {
                return false;
            }
        }
        return true;
    }

    private Table table(QualifiedName name) {
        return catalog.table(name).orElseThrow(() -> new IllegalStateException("no table " + name));
    }
}
