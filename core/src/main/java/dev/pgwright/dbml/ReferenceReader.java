package dev.pgwright.dbml;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.dbml.DbmlNames.TableShape;
import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns relationships into foreign keys and junction tables. */
final class ReferenceReader {
    private final DbmlCatalog problems;
    private final DbmlDocument document;
    private final DbmlNames names;
    private final Map<QualifiedName, TableDraft> drafts;
    private final NamePool pool;

    ReferenceReader(
            DbmlCatalog problems,
            DbmlDocument document,
            DbmlNames names,
            Map<QualifiedName, TableDraft> drafts,
            NamePool pool) {
        this.problems = problems;
        this.document = document;
        this.names = names;
        this.drafts = drafts;
        this.pool = pool;
    }

    private record End(TableDraft table, List<String> columns) {}

    void run() {
        for (TableShape shape : names.tables()) {
            for (DbmlTableItem.Column column : shape.columns().values()) {
                column.settings()
                        .values("ref", DbmlValue.Target.class)
                        .forEach(target -> inline(shape, column, target));
            }
        }
        document.of(DbmlElement.Reference.class).stream()
                .filter(reference -> !reference.settings().has("inactive"))
                .forEach(this::reference);
    }

    /** In an inline relationship the other table is on the right of the sign. */
    private void inline(TableShape shape, DbmlTableItem.Column column, DbmlValue.Target target) {
        List<DbmlName> path = target.path();
        List<DbmlName> tablePath = path.subList(0, path.size() - 1);
        Optional<TableShape> other =
                tablePath.isEmpty() ? Optional.of(shape) : names.table(DbmlValueParser.path(tablePath));
        if (other.isEmpty()) {
            return;
        }
        End own = end(shape, List.of(column.name().text()));
        End far = end(other.orElseThrow(), List.of(path.get(path.size() - 1).text()));
        switch (target.relation().kind()) {
            case MANY_TO_ONE, ONE_TO_ONE -> foreignKey(null, own, far, DbmlSettings.NONE);
            case ONE_TO_MANY -> foreignKey(null, far, own, DbmlSettings.NONE);
            case MANY_TO_MANY -> junction(far, own, DbmlSettings.NONE, target.span());
        }
    }

    private void reference(DbmlElement.Reference reference) {
        Optional<TableShape> leftTable = names.table(reference.left().table());
        Optional<TableShape> rightTable = names.table(reference.right().table());
        if (leftTable.isEmpty() || rightTable.isEmpty()) {
            return;
        }
        End left = end(leftTable.orElseThrow(), columns(reference.left()));
        End right = end(rightTable.orElseThrow(), columns(reference.right()));
        String name = reference.name() == null ? null : reference.name().text();
        switch (reference.relation().kind()) {
            case MANY_TO_ONE -> foreignKey(name, left, right, reference.settings());
            case ONE_TO_MANY, ONE_TO_ONE -> foreignKey(name, right, left, reference.settings());
            case MANY_TO_MANY ->
                junction(left, right, reference.settings(), reference.left().span());
        }
    }

    private static List<String> columns(DbmlElement.End end) {
        return end.columns().stream().map(DbmlName::text).toList();
    }

    private End end(TableShape shape, List<String> columns) {
        TableDraft draft = drafts.get(shape.name());
        if (draft == null) {
            throw new IllegalStateException("no draft of " + shape.name());
        }
        return new End(draft, columns);
    }

    private void foreignKey(@Nullable String name, End from, End to, DbmlSettings settings) {
        pool.request(
                from.table.name.schema(),
                name,
                DefaultNames.foreignKey(from.table.name.name(), from.columns),
                NamePool.Kind.CONSTRAINT,
                given -> from.table.constraints.add(ConstraintClauses.withUpdate(
                        Constraint.ForeignKey.of(
                                given, from.columns, to.table.name, to.columns, action(settings, "delete")),
                        action(settings, "update"))));
    }

    private static ReferentialAction action(DbmlSettings settings, String name) {
        String words = settings.values(name, DbmlValue.Words.class)
                .map(DbmlValue.Words::text)
                .findFirst()
                .orElse("no action");
        for (ReferentialAction action : ReferentialAction.values()) {
            if (action.sql().toLowerCase(Locale.ROOT).equals(words)) {
                return action;
            }
        }
        return ReferentialAction.NO_ACTION;
    }

    /**
     * The table of two keys that a {@code <>} stands for, named and built as {@code @dbml/core} does it in SQL: {@code
     * left_right}, then {@code left_right(1)}, with columns {@code left_column} and {@code right_column}.
     */
    private void junction(End left, End right, DbmlSettings settings, Span span) {
        String schema = left.table.name.schema();
        String base = left.table.name.name() + "_" + right.table.name.name();
        QualifiedName name = QualifiedName.of(schema, base);
        for (int number = 1; drafts.containsKey(name); number++) {
            name = QualifiedName.of(schema, base + "(" + number + ")");
        }
        TableDraft junction = new TableDraft(name, span);
        List<String> leftColumns = addColumns(junction, left);
        List<String> rightColumns = addColumns(junction, right);
        List<String> key = new ArrayList<>(leftColumns);
        key.addAll(rightColumns);
        drafts.put(name, junction);
        pool.take(schema, name.name(), NamePool.Kind.RELATION);
        pool.request(
                schema,
                null,
                DefaultNames.primaryKey(name.name()),
                NamePool.Kind.CONSTRAINT_WITH_INDEX,
                given -> junction.constraints.add(Constraint.PrimaryKey.of(given, key)));
        foreignKey(null, new End(junction, leftColumns), left, settings);
        foreignKey(null, new End(junction, rightColumns), right, settings);
    }

    private List<String> addColumns(TableDraft junction, End end) {
        List<String> added = new ArrayList<>();
        for (String column : end.columns) {
            Column source = end.table.column(column);
            if (source == null) {
                problems.problem(junction.span, "there is no column '" + column + "'", null);
                continue;
            }
            String name = DefaultNames.free(
                    end.table.name.name() + "_" + column,
                    candidate -> junction.columnNames().contains(candidate));
            junction.columns.add(Column.of(name, source.type()).withNotNull());
            added.add(name);
        }
        return added;
    }
}
