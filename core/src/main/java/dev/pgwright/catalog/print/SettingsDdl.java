package dev.pgwright.catalog.print;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;
import static dev.pgwright.sql.Identifiers.quoteLiteral;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.ColumnSettings;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexStorage;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.TableSettings;
import dev.pgwright.catalog.View;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What few tables, columns and views have, as statements behind the one that makes them. */
final class SettingsDdl {
    private SettingsDdl() {}

    /** Of a table, as soon as it is there. */
    static List<String> behind(Table table) {
        String alter = (table.settings().foreign() == null ? "ALTER TABLE " : "ALTER FOREIGN TABLE ")
                + SqlText.name(table.name());
        List<String> statements = new ArrayList<>();
        if (table.settings().ofType() != null) {
            statements.add(alter + " OF " + SqlText.name(table.settings().ofType()));
        }
        for (Column column : table.columns()) {
            columns(alter, column.name(), column.settings(), statements);
        }
        return statements;
    }

    /** Of a view, as soon as it is there. */
    static List<String> behind(View view) {
        String alter = (view.materialized() ? "ALTER MATERIALIZED VIEW " : "ALTER VIEW ") + SqlText.name(view.name());
        List<String> statements = new ArrayList<>();
        view.settings()
                .columnDefaults()
                .forEach((column, expression) -> statements.add(
                        alter + " ALTER COLUMN " + quoteIdentifier(column) + " SET DEFAULT " + expression));
        view.settings().columns().forEach((column, settings) -> columns(alter, column, settings, statements));
        return statements;
    }

    /** Of a table, when its indexes are there. */
    static List<String> withIndexes(Table table) {
        String alter = "ALTER TABLE " + SqlText.name(table.name());
        List<String> statements =
                new ArrayList<>(clustered(alter, table.settings().clusteredOn()));
        TableSettings.ReplicaIdentity identity = table.settings().replicaIdentity();
        switch (identity.kind()) {
            case DEFAULT -> {}
            case FULL -> statements.add(alter + " REPLICA IDENTITY FULL");
            case NOTHING -> statements.add(alter + " REPLICA IDENTITY NOTHING");
            case INDEX ->
                statements.add(
                        alter + " REPLICA IDENTITY USING INDEX " + quoteIdentifier(String.valueOf(identity.index())));
        }
        return statements;
    }

    /** Of a materialized view, when its indexes are there. */
    static List<String> withIndexes(View view) {
        return clustered(
                "ALTER MATERIALIZED VIEW " + SqlText.name(view.name()),
                view.settings().clusteredOn());
    }

    /** What the statements that make the indexes of a table say, where those are said without it. */
    static List<String> ofIndexes(Table table) {
        List<String> statements = new ArrayList<>();
        String schema = table.name().schema();
        for (Constraint constraint : table.constraints()) {
            String alter = "ALTER INDEX " + SqlText.name(new QualifiedName(schema, constraint.name()));
            IndexStorage storage = storage(constraint);
            if (!storage.parameters().isEmpty()) {
                statements.add(
                        alter + " SET" + SqlText.with(storage.parameters()).replaceFirst(" WITH", ""));
            }
            statements.addAll(moved(alter, storage.tablespace()));
        }
        statements.addAll(ofIndexes(schema, table.indexes()));
        return statements;
    }

    /** The same of a materialized view. */
    static List<String> ofIndexes(View view) {
        return ofIndexes(view.name().schema(), view.indexes());
    }

    private static List<String> ofIndexes(String schema, List<Index> indexes) {
        List<String> statements = new ArrayList<>();
        for (Index index : indexes) {
            QualifiedName name = new QualifiedName(schema, index.name());
            statements.addAll(behind(name, index.statisticsTargets()));
            statements.addAll(moved("ALTER INDEX " + SqlText.name(name), index.tablespace()));
        }
        return statements;
    }

    private static List<String> moved(String alter, @Nullable String tablespace) {
        return tablespace == null ? List.of() : List.of(alter + " SET TABLESPACE " + quoteIdentifier(tablespace));
    }

    private static IndexStorage storage(Constraint constraint) {
        if (constraint instanceof Constraint.PrimaryKey key) {
            return key.storage();
        }
        if (constraint instanceof Constraint.Unique unique) {
            return unique.storage();
        }
        return constraint instanceof Constraint.Exclusion exclusion ? exclusion.storage() : IndexStorage.DEFAULT;
    }

    /** Of an index. */
    static List<String> behind(QualifiedName index, List<Index.StatisticsTarget> statisticsTargets) {
        List<String> statements = new ArrayList<>();
        statisticsTargets.forEach(target -> statements.add("ALTER INDEX " + SqlText.name(index) + " ALTER COLUMN "
                + target.key() + " SET STATISTICS " + target.target()));
        return statements;
    }

    private static List<String> clustered(String alter, @Nullable String index) {
        return index == null ? List.of() : List.of(alter + " CLUSTER ON " + quoteIdentifier(index));
    }

    static void columns(String alter, String name, ColumnSettings settings, List<String> statements) {
        String column = alter + " ALTER COLUMN " + quoteIdentifier(name) + " ";
        if (settings.storage() != null) {
            statements.add(column + "SET STORAGE " + settings.storage());
        }
        if (settings.compression() != null) {
            statements.add(column + "SET COMPRESSION " + settings.compression());
        }
        if (settings.statisticsTarget() != null) {
            statements.add(column + "SET STATISTICS " + settings.statisticsTarget());
        }
        if (!settings.options().isEmpty()) {
            statements.add(column + "SET" + SqlText.with(settings.options()).replaceFirst(" WITH", ""));
        }
    }

    /** {@code  OPTIONS (a 'x', b 'y')}, or nothing. */
    static String options(SortedMap<String, String> options) {
        return options.isEmpty()
                ? ""
                : options.entrySet().stream()
                        .map(option -> quoteIdentifier(option.getKey()) + " " + quoteLiteral(option.getValue()))
                        .collect(Collectors.joining(", ", " OPTIONS (", ")"));
    }
}
