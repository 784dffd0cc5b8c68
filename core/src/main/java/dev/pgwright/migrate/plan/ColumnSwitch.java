package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.print.SingleDdl;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands on one column of a table goes to another one, over which {@link ShadowDefinitions#prepared} has built the
 * same under names for the meantime. All of it belongs into one short transaction.
 */
final class ColumnSwitch {
    private final Catalog before;
    private final int version;
    private final Table table;
    private final Column old;
    private final String column;
    private final Table over;
    private final List<Constraint> concerned;
    private final List<Catalog.TableForeignKey> incoming;
    private final List<Index> indexes;
    private final String name;
    private final String alter;

    /**
     * A switch.
     *
     * @param before the schema as it is without the other column
     * @param column the other one
     */
    ColumnSwitch(Catalog before, int version, Table table, Column old, String column) {
        this.before = before;
        this.version = version;
        this.table = table;
        this.old = old;
        this.column = column;
        ShadowDefinitions shadows = new ShadowDefinitions(before, version, table, old);
        this.over = shadows.over(column);
        this.concerned = shadows.concerned(over, column);
        this.incoming = shadows.incoming(column);
        this.indexes = table.indexes().stream()
                .filter(index -> !ShadowDefinitions.find(over, index).equals(index))
                .toList();
        this.name = SingleDdl.name(table.name());
        this.alter = "ALTER TABLE " + name + " ";
    }

    /** The first column loses what stands on it, and the source of its values. */
    List<String> taken(Column was, Column becomes) {
        List<String> statements = new ArrayList<>();
        incoming.forEach(key ->
                statements.add("ALTER TABLE " + SingleDdl.name(key.table().name()) + " DROP CONSTRAINT "
                        + quoteIdentifier(key.key().name())));
        for (int i = concerned.size() - 1; i >= 0; i--) {
            statements.add(alter + "DROP CONSTRAINT "
                    + quoteIdentifier(concerned.get(i).name()));
        }
        indexes.forEach(index ->
                statements.add("DROP INDEX " + quoteIdentifier(table.name().schema(), index.name())));
        statements.addAll(source(quoteIdentifier(old.name()), quoteIdentifier(column), was, becomes));
        if (old.notNull()) {
            statements.add(alter + "ALTER COLUMN " + quoteIdentifier(old.name()) + " DROP NOT NULL");
        }
        return statements;
    }

    /** What was prepared over the other column gets the names for good. */
    List<String> named() {
        List<String> statements = new ArrayList<>();
        for (Constraint constraint : concerned) {
            String own = quoteIdentifier(constraint.name());
            String temporary = quoteIdentifier(ShadowDefinitions.temporary(constraint.name()));
            if (ShadowDefinitions.isKey(constraint)) {
                String kind = constraint instanceof Constraint.PrimaryKey ? "PRIMARY KEY" : "UNIQUE";
                String element = SingleDdl.validConstraint(constraint);
                int deferrable = element.indexOf(" DEFERRABLE");
                statements.add(alter + "ADD CONSTRAINT " + own + " " + kind + " USING INDEX " + temporary
                        + (deferrable < 0 ? "" : element.substring(deferrable)));
            } else if (constraint instanceof Constraint.ForeignKey) {
                statements.addAll(PartitionedShadow.named(before, table, constraint));
            } else {
                statements.add(alter + "RENAME CONSTRAINT " + temporary + " TO " + own);
            }
        }
        incoming.forEach(key -> statements.addAll(PartitionedShadow.named(before, key.table(), key.key())));
        indexes.forEach(index -> statements.add(
                "ALTER INDEX " + quoteIdentifier(table.name().schema(), ShadowDefinitions.temporary(index.name()))
                        + " RENAME TO " + quoteIdentifier(index.name())));
        indexes.forEach(index ->
                statements.addAll(PartitionedShadow.named(before, table, ShadowDefinitions.find(over, index), index)));
        String made = usualNotNull(column);
        String wanted = notNull();
        if (version >= 18 && old.notNull() && !made.equals(wanted)) {
            statements.add(alter + "RENAME CONSTRAINT " + quoteIdentifier(made) + " TO " + quoteIdentifier(wanted));
        }
        return statements;
    }

    /**
     * From PostgreSQL 18 on NOT NULL has a name: what gives another one to that of the first column where it has the name
     * that PostgreSQL would choose for the other's.
     */
    List<String> freed() {
        String made = usualNotNull(column);
        return version >= 18 && old.notNull() && made.equals(notNull())
                ? List.of(alter + "RENAME CONSTRAINT " + quoteIdentifier(made) + " TO "
                        + quoteIdentifier(ShadowDefinitions.temporary(made)))
                : List.of();
    }

    private String usualNotNull(String of) {
        return ObjectNames.of(table.name().name(), of, "not_null");
    }

    private String notNull() {
        return table.of(Constraint.NotNull.class).stream()
                .filter(constraint -> constraint.column().equals(old.name()))
                .map(Constraint.NotNull::name)
                .findFirst()
                .orElse(usualNotNull(old.name()));
    }

    /** The default, the identity or the sequence goes from the one column to the other. */
    private List<String> source(String from, String into, Column was, Column becomes) {
        List<String> statements = new ArrayList<>();
        if (becomes.defaultExpression() != null) {
            statements.add(alter + "ALTER COLUMN " + into + " SET DEFAULT " + becomes.defaultExpression());
        }
        if (was.defaultExpression() != null) {
            statements.add(alter + "ALTER COLUMN " + from + " DROP DEFAULT");
            before.sequences().stream()
                    .filter(sequence -> sequence.ownedBy() != null
                            && sequence.ownedBy().relation().equals(table.name())
                            && sequence.ownedBy().column().equals(old.name()))
                    .forEach(sequence -> statements.add(
                            "ALTER SEQUENCE " + SingleDdl.name(sequence.name()) + " OWNED BY " + name + "." + into));
        }
        if (was.identity() != null && becomes.identity() != null) {
            String schema = table.name().schema();
            QualifiedName sequence = was.identity().sequenceName() == null
                    ? QualifiedName.of(schema, ObjectNames.of(table.name().name(), old.name(), "seq"))
                    : was.identity().sequenceName();
            String temporary = quoteIdentifier(sequence.schema(), ShadowDefinitions.temporary(sequence.name()));
            statements.add(alter + "ALTER COLUMN " + into + " ADD GENERATED "
                    + (becomes.identity().always() ? "ALWAYS" : "BY DEFAULT") + " AS IDENTITY (SEQUENCE NAME "
                    + temporary + " " + SingleDdl.options(becomes.identity().options()) + ")");
            statements.add("SELECT pg_catalog.setval('" + temporary.replace("'", "''")
                    + "', last_value, is_called) FROM " + SingleDdl.name(sequence));
            statements.add(alter + "ALTER COLUMN " + from + " DROP IDENTITY");
            statements.add("ALTER SEQUENCE " + temporary + " RENAME TO " + quoteIdentifier(sequence.name()));
        }
        return statements;
    }

    /**
     * What is said about the column and what stands on it.
     *
     * @param called the name of the other column by then
     */
    List<String> said(String called, Column becomes) {
        List<String> statements = new ArrayList<>(SingleDdl.settings(table.name(), called, becomes.settings()));
        if (old.comment() != null) {
            statements.add(SingleDdl.comment("COLUMN", name + "." + quoteIdentifier(called), old.comment()));
        }
        for (Index index : table.indexes()) {
            if (index.comment() != null) {
                statements.add(SingleDdl.comment(
                        "INDEX", quoteIdentifier(table.name().schema(), index.name()), index.comment()));
            }
        }
        for (Constraint constraint : table.constraints()) {
            String comment = constraint.comment();
            if (comment != null) {
                statements.add(
                        SingleDdl.comment("CONSTRAINT", quoteIdentifier(constraint.name()) + " ON " + name, comment));
            }
        }
        return statements;
    }
}
