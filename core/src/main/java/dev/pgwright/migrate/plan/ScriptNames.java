package dev.pgwright.migrate.plan;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.migrate.plan.MigrationPlan.Rename;
import dev.pgwright.sql.tree.AlterObjectSchemaStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.RenameStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The names that a script gives to tables and their columns. */
final class ScriptNames {
    private final Set<QualifiedName> inUse;

    /** The first name of tables, and of columns behind their table's first name, by the name they have now. */
    private final Map<String, String> tables = new TreeMap<>();

    private final Map<String, String> columns = new TreeMap<>();

    /** @param inUse tables by the names they have now, which is kept so */
    ScriptNames(Set<QualifiedName> inUse) {
        this.inUse = inUse;
    }

    /** Old name to new name, {@code schema.table} or {@code schema.table.column}. */
    Map<String, String> renames() {
        Map<String, String> renames = new TreeMap<>();
        tables.forEach((now, first) -> {
            if (!now.equals(first)) {
                renames.put(first, now);
            }
        });
        columns.forEach((now, first) -> {
            if (!now.equals(first)) {
                renames.put(first, now);
            }
        });
        return renames;
    }

    /** Those of tables and columns that were there before. */
    List<Rename> of(Catalog from) {
        Map<String, String> all = renames();
        List<Rename> renames = new ArrayList<>();
        from.tables().forEach(table -> {
            String name = table.name().toString();
            String now = all.get(name);
            if (now != null) {
                renames.add(new Rename("table " + name, now, Rename.SCRIPT));
            }
            table.columns().forEach(column -> {
                String renamed = all.get(name + "." + column.name());
                if (renamed != null) {
                    renames.add(new Rename(
                            "column " + name + "." + column.name(),
                            renamed.substring(renamed.lastIndexOf('.') + 1),
                            Rename.SCRIPT));
                }
            });
        });
        return renames;
    }

    /** Follows another name or schema of a table, or another name of a column; whether it is one. */
    boolean follow(Node tree, SchemaState state) {
        if (tree instanceof RenameStmt rename && rename.relation() != null && rename.newname() != null) {
            QualifiedName table = state.resolve(rename.relation());
            if (rename.renameType() == ObjectType.OBJECT_COLUMN) {
                String now = table + "." + rename.newname();
                String old = table + "." + rename.subname();
                String first = columns.remove(old);
                columns.put(now, first == null ? first(table) + "." + rename.subname() : first);
            } else if (rename.renameType() == ObjectType.OBJECT_TABLE) {
                named(table, QualifiedName.of(table.schema(), rename.newname()));
            }
            return true;
        }
        if (tree instanceof AlterObjectSchemaStmt move
                && move.objectType() == ObjectType.OBJECT_TABLE
                && move.relation() != null
                && move.newschema() != null) {
            QualifiedName table = state.resolve(move.relation());
            named(table, QualifiedName.of(move.newschema(), table.name()));
            return true;
        }
        return false;
    }

    private void named(QualifiedName old, QualifiedName now) {
        String first = first(old);
        tables.remove(old.toString());
        tables.put(now.toString(), first);
        if (inUse.remove(old)) {
            inUse.add(now);
        }
        Map<String, String> moved = new TreeMap<>();
        columns.forEach((column, was) -> moved.put(
                column.startsWith(old + ".")
                        ? now + column.substring(old.toString().length())
                        : column,
                was));
        columns.clear();
        columns.putAll(moved);
    }

    private String first(QualifiedName table) {
        return tables.getOrDefault(table.toString(), table.toString());
    }
}
