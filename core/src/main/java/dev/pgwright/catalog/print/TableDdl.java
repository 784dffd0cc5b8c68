package dev.pgwright.catalog.print;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Identity;
import dev.pgwright.catalog.PartitionOf;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.TableSettings;
import dev.pgwright.catalog.TypeNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table with its columns, constraints and comments. The plan first says what cannot stand in CREATE TABLE. */
final class TableDdl {
    /** Names and types wider than this do not push the rest of all lines to the right. */
    private static final int ALIGN_LIMIT = 34;

    private final Table table;
    private final TableShape shape;
    private final String name;
    private final String kind;
    private final Map<String, String> serialTypes = new LinkedHashMap<>();
    private final Map<QualifiedName, String> ownedSequences = new LinkedHashMap<>();
    private final Set<String> laterDefaults = new LinkedHashSet<>();
    private final Set<Constraint> laterConstraints = new LinkedHashSet<>();
    private final Set<Constraint> behindConstraints = new LinkedHashSet<>();

    TableDdl(Table table, TableShape shape) {
        this.table = table;
        this.shape = shape;
        this.name = SqlText.name(table.name());
        this.kind = table.settings().foreign() == null ? "TABLE" : "FOREIGN TABLE";
        table.constraints().stream()
                .filter(constraint -> ConstraintDdl.needsAlter(constraint)
                        || (constraint instanceof Constraint.Unique unique && isMerged(unique)))
                .forEach(behindConstraints::add);
    }

    /** Of equal keys in one CREATE TABLE PostgreSQL makes one (transformIndexConstraints of 18's parse_utilcmd.c). */
    private boolean isMerged(Constraint.Unique unique) {
        boolean asPrimary = table.of(Constraint.PrimaryKey.class).stream()
                .anyMatch(key -> !unique.nullsNotDistinct()
                        && key.columns().equals(unique.columns())
                        && key.include().equals(unique.include())
                        && key.withoutOverlaps() == unique.withoutOverlaps()
                        && key.deferrability() == unique.deferrability());
        return asPrimary
                || table.of(Constraint.Unique.class).stream()
                        .takeWhile(before -> !before.equals(unique))
                        .anyMatch(before -> before.nullsNotDistinct() == unique.nullsNotDistinct()
                                && before.columns().equals(unique.columns())
                                && before.include().equals(unique.include())
                                && before.withoutOverlaps() == unique.withoutOverlaps()
                                && before.deferrability() == unique.deferrability());
    }

    Table table() {
        return table;
    }

    TableShape shape() {
        return shape;
    }

    /** The column's type becomes {@code serial} or its like. */
    void useSerial(String column, String type) {
        serialTypes.put(column, type);
    }

    void ownSequence(QualifiedName sequence, String column) {
        ownedSequences.put(sequence, column);
    }

    /** The column's default is set by {@link #laterDefault}. */
    void setDefaultLater(String column) {
        laterDefaults.add(column);
    }

    /** The constraint is added by {@link #laterConstraint}. */
    void addLater(Constraint constraint) {
        laterConstraints.add(constraint);
        behindConstraints.remove(constraint);
    }

    List<Statement> laterDefault(Column column) {
        String alter = "ALTER TABLE " + name + " ALTER COLUMN " + quoteIdentifier(column.name());
        return List.of(new Statement(
                "defaults " + name, alter + " SET DEFAULT " + column.defaultExpression(), alter + " DROP DEFAULT"));
    }

    /** Adds a constraint to the table, which exists. */
    List<Statement> laterConstraint(Constraint constraint, String block) {
        List<Statement> statements = new ArrayList<>();
        statements.add(new Statement(
                block,
                "ALTER TABLE " + name + " ADD " + ConstraintDdl.element(constraint)
                        + (ConstraintDdl.needsAlter(constraint) ? " NOT VALID" : ""),
                "ALTER TABLE " + name + " DROP CONSTRAINT " + quoteIdentifier(constraint.name())));
        statements.addAll(constraintComment(constraint, block));
        return statements;
    }

    List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        statements.add(new Statement("table " + name, create(), "DROP " + kind + " " + name));
        String behind = "behind " + name;
        for (String column : shape.dropDefaults()) {
            statements.add(Statement.of(
                    behind, "ALTER TABLE " + name + " ALTER COLUMN " + quoteIdentifier(column) + " DROP DEFAULT"));
        }
        ownedSequences.forEach((sequence, column) -> statements.add(Statement.of(
                behind,
                "ALTER SEQUENCE " + SqlText.name(sequence) + " OWNED BY " + name + "." + quoteIdentifier(column))));
        SettingsDdl.behind(table).forEach(sql -> statements.add(Statement.of(behind, sql)));
        if (shape.joinedLater()) {
            shape.attached().forEach(sql -> statements.add(Statement.of(behind, sql)));
            join(behind, statements);
        }
        for (Constraint constraint : sorted(behindConstraints)) {
            for (Statement statement : laterConstraint(constraint, behind)) {
                // goes with its table
                statements.add(Statement.of(behind, statement.sql()));
            }
        }
        comments(statements);
        return statements;
    }

    private void join(String block, List<Statement> statements) {
        if (table.partitionOf() != null) {
            statements.add(Statement.of(
                    block,
                    "ALTER TABLE " + SqlText.name(table.partitionOf().parent()) + " ATTACH PARTITION " + name + " "
                            + table.partitionOf().bound()));
        }
        for (QualifiedName parent : table.inherits()) {
            statements.add(Statement.of(block, "ALTER TABLE " + name + " INHERIT " + SqlText.name(parent)));
        }
    }

    private String create() {
        StringBuilder sql = new StringBuilder("CREATE ")
                .append(table.unlogged() ? "UNLOGGED " : "")
                .append(kind)
                .append(' ')
                .append(name);
        List<String> elements = elements();
        PartitionOf partition = shape.joinedLater() ? null : table.partitionOf();
        if (partition != null) {
            sql.append(" PARTITION OF ").append(SqlText.name(partition.parent()));
        }
        if (!elements.isEmpty()) {
            sql.append(" (\n    ").append(String.join(",\n    ", elements)).append("\n)");
        } else if (partition == null) {
            sql.append(" ()");
        }
        if (partition != null) {
            sql.append(elements.isEmpty() ? "\n    " : " ").append(partition.bound());
        } else if (!shape.joinedLater() && !table.inherits().isEmpty()) {
            sql.append(
                    table.inherits().stream().map(SqlText::name).collect(Collectors.joining(", ", " INHERITS (", ")")));
        }
        if (table.partitioning() != null) {
            sql.append(" PARTITION BY ")
                    .append(table.partitioning().strategy())
                    .append(" (")
                    .append(SqlText.elements(table.partitioning().keys()))
                    .append(')');
        }
        TableSettings settings = table.settings();
        if (settings.foreign() != null) {
            sql.append("\n    SERVER ")
                    .append(quoteIdentifier(settings.foreign().server()))
                    .append(SettingsDdl.options(settings.foreign().options()));
        }
        if (settings.accessMethod() != null) {
            sql.append(" USING ").append(quoteIdentifier(settings.accessMethod()));
        }
        sql.append(SqlText.with(table.storageParameters()));
        if (settings.tablespace() != null) {
            sql.append(" TABLESPACE ").append(quoteIdentifier(settings.tablespace()));
        }
        return sql.toString();
    }

    private List<String> elements() {
        List<String> elements = new ArrayList<>(columns());
        List<Constraint> constraints = new ArrayList<>(shape.parentChecks());
        Set<Constraint> elsewhere = new HashSet<>(laterConstraints);
        elsewhere.addAll(behindConstraints);
        Set<String> written = shape.columns().stream().map(Column::name).collect(Collectors.toSet());
        for (Constraint constraint : table.constraints()) {
            boolean withItsColumn =
                    constraint instanceof Constraint.NotNull notNull && written.contains(notNull.column());
            if (!elsewhere.contains(constraint) && !withItsColumn) {
                constraints.add(constraint);
            }
        }
        sorted(constraints).forEach(constraint -> elements.add(ConstraintDdl.element(constraint)));
        return elements;
    }

    private static List<Constraint> sorted(Iterable<? extends Constraint> constraints) {
        List<Constraint> sorted = new ArrayList<>();
        constraints.forEach(sorted::add);
        sorted.sort(Comparator.comparing(ConstraintDdl::rank).thenComparing(Constraint::name));
        return sorted;
    }

    private List<String> columns() {
        int nameWidth = width(shape.columns().stream()
                .map(column -> quoteIdentifier(column.name()))
                .toList());
        int typeWidth = width(shape.columns().stream().map(this::type).toList());
        return shape.columns().stream()
                .map(column -> (pad(quoteIdentifier(column.name()), nameWidth)
                                + pad(type(column), typeWidth)
                                + rest(column))
                        .stripTrailing())
                .toList();
    }

    /** A column as ADD COLUMN takes it. */
    String columnDefinition(Column column) {
        return (quoteIdentifier(column.name()) + " " + type(column) + " " + rest(column)).stripTrailing();
    }

    private static int width(List<String> texts) {
        return texts.stream()
                .mapToInt(String::length)
                .filter(length -> length <= ALIGN_LIMIT)
                .max()
                .orElse(0);
    }

    /** The text filled up to the width, and a space; nothing when there is no text at all. */
    private static String pad(String text, int width) {
        return text.isEmpty() && width == 0 ? "" : text + " ".repeat(Math.max(0, width - text.length()) + 1);
    }

    private String type(Column column) {
        String serial = serialTypes.get(column.name());
        return serial != null ? serial : TypeNames.brief(column.type());
    }

    private String rest(Column column) {
        StringBuilder sql = new StringBuilder();
        if (!column.settings().foreignOptions().isEmpty()) {
            sql.append(SettingsDdl.options(column.settings().foreignOptions()).strip())
                    .append(' ');
        }
        if (column.collation() != null) {
            sql.append("COLLATE ").append(column.collation()).append(' ');
        }
        sql.append(notNull(column));
        if (column.generated() != null) {
            sql.append("GENERATED ALWAYS AS (")
                    .append(column.generated().expression())
                    .append(column.generated().stored() ? ") STORED" : ") VIRTUAL");
        } else if (column.identity() != null) {
            sql.append(identity(column.identity(), column.type()));
        } else if (column.defaultExpression() != null
                && !serialTypes.containsKey(column.name())
                && !laterDefaults.contains(column.name())) {
            sql.append("DEFAULT ").append(SqlText.definedDefault(column.defaultExpression(), column.type()));
        }
        return sql.toString();
    }

    private String notNull(Column column) {
        Constraint.NotNull named = table.of(Constraint.NotNull.class).stream()
                .filter(constraint -> constraint.column().equals(column.name()))
                .findFirst()
                .orElse(null);
        if (named != null) {
            return behindConstraints.contains(named)
                    ? ""
                    : "CONSTRAINT " + quoteIdentifier(named.name()) + " NOT NULL " + noInherit(named);
        }
        boolean implied = column.identity() != null || serialTypes.containsKey(column.name());
        return column.notNull() && !implied ? "NOT NULL " : "";
    }

    private static String noInherit(Constraint.NotNull constraint) {
        return constraint.noInherit() ? "NO INHERIT " : "";
    }

    static String identity(Identity identity, String type) {
        List<String> options = new ArrayList<>();
        if (identity.sequenceName() != null) {
            options.add("SEQUENCE NAME " + SqlText.name(identity.sequenceName()));
        }
        options.addAll(SqlText.options(identity.options(), type));
        return "GENERATED " + (identity.always() ? "ALWAYS" : "BY DEFAULT") + " AS IDENTITY"
                + (options.isEmpty() ? "" : " (" + String.join(" ", options) + ")");
    }

    private void comments(List<Statement> statements) {
        String block = "comments " + name;
        comment(statements, block, kind, name, table.comment());
        for (Column column : table.columns()) {
            comment(statements, block, "COLUMN", name + "." + quoteIdentifier(column.name()), column.comment());
        }
        for (Constraint constraint : table.constraints()) {
            if (!laterConstraints.contains(constraint) && !behindConstraints.contains(constraint)) {
                statements.addAll(constraintComment(constraint, block));
            }
        }
    }

    private List<Statement> constraintComment(Constraint constraint, String block) {
        List<Statement> statements = new ArrayList<>();
        String object = quoteIdentifier(constraint.name()) + " ON " + name;
        comment(statements, block, "CONSTRAINT", object, constraint.comment());
        return statements;
    }

    private static void comment(
            List<Statement> statements, String block, String kind, String object, @Nullable String text) {
        if (text != null) {
            statements.add(Statement.of(block, SqlText.comment(kind, object, text)));
        }
    }
}
