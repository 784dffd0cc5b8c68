package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.print.SingleDdl;
import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What stands on a column, over another column of its table: indexes, constraints, and foreign keys that refer to it. The
 * definitions are those of the schema after a rename of the column, so that no text is edited.
 */
final class ShadowDefinitions {
    private static final int ENDING = 7;

    private final Catalog before;
    private final int version;
    private final Table table;
    private final Column old;
    private final String name;
    private final String alter;

    ShadowDefinitions(Catalog before, int version, Table table, Column old) {
        this.before = before;
        this.version = version;
        this.table = table;
        this.old = old;
        this.name = SingleDdl.name(table.name());
        this.alter = "ALTER TABLE " + name + " ";
    }

    /** The table and its neighbours with the first column's name exchanged, so that definitions say the other column. */
    private SchemaFold renamed(String column) {
        SchemaFold fold = SchemaFold.from(before, version);
        String sql = alter + "RENAME COLUMN " + quoteIdentifier(old.name()) + " TO " + quoteIdentifier(column);
        ParsedSql parsed = Sql.parse(SourceFile.of("rename", sql));
        parsed.statements().forEach(statement -> fold.apply(statement, sql));
        return fold;
    }

    static String temporary(String name) {
        return ObjectNames.clip(name, ObjectNames.MAX_BYTES - ENDING) + "_shadow";
    }

    /** The table as its definitions say it over the other column. */
    Table over(String column) {
        return renamed(column)
                .state()
                .table(table.name())
                .orElseThrow(() -> new IllegalStateException("no table " + table.name()));
    }

    /** Constraints and indexes over the other column, as they are over the first. */
    List<String> prepared(String column) {
        Table other = over(column);
        List<String> statements = new ArrayList<>();
        if (old.notNull()) {
            statements.add(alter + "ALTER COLUMN " + quoteIdentifier(column) + " SET NOT NULL");
        }
        for (Index index : table.indexes()) {
            Index over = find(other, index);
            if (!over.equals(index)) {
                statements.add(SingleDdl.index(table.name(), over.named(temporary(over.name())), false)
                        .make()
                        .get(0));
            }
        }
        for (Constraint constraint : concerned(other, column)) {
            if (isKey(constraint)) {
                statements.add("CREATE UNIQUE INDEX " + quoteIdentifier(temporary(constraint.name())) + " ON " + name
                        + " " + keyOf(constraint));
            } else {
                statements.add(alter + "ADD " + again(constraint));
            }
        }
        for (Catalog.TableForeignKey key : incoming(column)) {
            statements.add("ALTER TABLE " + SingleDdl.name(key.table().name()) + " ADD " + again(key.key()));
        }
        return statements;
    }

    /** What takes away again what was prepared, as far as a switch has not. */
    List<String> removed(String column) {
        Table other = over(column);
        List<String> statements = new ArrayList<>();
        for (Catalog.TableForeignKey key : incoming(column)) {
            statements.add("ALTER TABLE " + SingleDdl.name(key.table().name()) + " DROP CONSTRAINT IF EXISTS "
                    + quoteIdentifier(temporary(key.key().name())));
        }
        for (Constraint constraint : concerned(other, column)) {
            String called = temporary(constraint.name());
            statements.add(
                    isKey(constraint)
                            ? "DROP INDEX IF EXISTS "
                                    + quoteIdentifier(table.name().schema(), called)
                            : alter + "DROP CONSTRAINT IF EXISTS " + quoteIdentifier(called));
        }
        for (Index index : table.indexes()) {
            if (!find(other, index).equals(index)) {
                statements.add(
                        "DROP INDEX IF EXISTS " + quoteIdentifier(table.name().schema(), temporary(index.name())));
            }
        }
        if (old.notNull()) {
            statements.add(alter + "ALTER COLUMN " + quoteIdentifier(column) + " DROP NOT NULL");
        }
        return statements;
    }

    static boolean isKey(Constraint constraint) {
        return constraint instanceof Constraint.PrimaryKey || constraint instanceof Constraint.Unique;
    }

    private static String keyOf(Constraint constraint) {
        String element = SingleDdl.validConstraint(constraint);
        int open = element.indexOf('(');
        String rest = element.substring(open);
        int end = rest.indexOf(") DEFERRABLE");
        String key = end < 0 ? rest : rest.substring(0, end + 1);
        boolean same = constraint instanceof Constraint.Unique unique && unique.nullsNotDistinct();
        return key + (same ? " NULLS NOT DISTINCT" : "");
    }

    /** The definition under its name for the meantime. */
    private static String again(Constraint constraint) {
        String head = "CONSTRAINT " + quoteIdentifier(constraint.name());
        return "CONSTRAINT " + quoteIdentifier(temporary(constraint.name()))
                + SingleDdl.validConstraint(constraint).substring(head.length());
    }

    static Index find(Table other, Index index) {
        return other.indexes().stream()
                .filter(each -> each.name().equals(index.name()))
                .findFirst()
                .orElse(index);
    }

    /** The constraints of the table, but for NOT NULL, that are about the column, with the other name in them. */
    List<Constraint> concerned(Table other, String column) {
        return other.constraints().stream()
                .map(constraint -> ofItself(constraint, column))
                .filter(constraint -> !(constraint instanceof Constraint.NotNull))
                .filter(constraint -> !table.constraints().contains(constraint))
                // what others refer to is there first
                .sorted(Comparator.comparing(constraint -> !isKey(constraint)))
                .toList();
    }

    /** A reference of the table to itself says both names. */
    private Constraint ofItself(Constraint constraint, String column) {
        if (!(constraint instanceof Constraint.ForeignKey key)
                || !key.referenced().equals(table.name())) {
            return constraint;
        }
        return new Constraint.ForeignKey(
                key.name(),
                key.columns(),
                key.referenced(),
                key.referencedColumns().stream()
                        .map(name -> name.equals(old.name()) ? column : name)
                        .toList(),
                key.onUpdate(),
                key.onDelete(),
                key.setColumns(),
                key.matchFull(),
                key.period(),
                key.deferrability(),
                key.validated(),
                key.enforced(),
                key.comment());
    }

    List<Catalog.TableForeignKey> incoming(String column) {
        return renamed(column).state().foreignKeysTo(table.name()).stream()
                .filter(key -> !key.table().name().equals(table.name()))
                .filter(key -> key.key().referencedColumns().contains(column))
                .toList();
    }
}
