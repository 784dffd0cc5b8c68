package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterEnumStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.RenameStmt;
import java.util.Optional;

/** A rename the other way round. */
public final class RenamesBack {
    private RenamesBack() {}

    /**
     * The statement that takes a rename back, without a semicolon; empty for others.
     *
     * @param state after the rename
     */
    public static Optional<String> of(Node statement, SchemaState state) {
        if (statement instanceof AlterEnumStmt value && value.oldVal() != null && value.newVal() != null) {
            return Optional.of(Inverse.renamedValue(
                    sql(state.resolve(Nodes.names(value.typeName()))), value.newVal(), value.oldVal()));
        }
        if (!(statement instanceof RenameStmt rename) || rename.newname() == null) {
            return Optional.empty();
        }
        String now = quoteIdentifier(rename.newname());
        if (rename.relation() != null) {
            QualifiedName old = state.resolve(rename.relation());
            String part = rename.subname() == null ? "" : quoteIdentifier(rename.subname());
            return switch (rename.renameType()) {
                case OBJECT_TABLE -> Optional.of(relation("TABLE", old, rename.newname()));
                case OBJECT_VIEW -> Optional.of(relation("VIEW", old, rename.newname()));
                case OBJECT_MATVIEW -> Optional.of(relation("MATERIALIZED VIEW", old, rename.newname()));
                case OBJECT_INDEX -> Optional.of(relation("INDEX", old, rename.newname()));
                case OBJECT_SEQUENCE -> Optional.of(relation("SEQUENCE", old, rename.newname()));
                case OBJECT_COLUMN -> Optional.of("ALTER TABLE " + sql(old) + " RENAME COLUMN " + now + " TO " + part);
                case OBJECT_TABCONSTRAINT ->
                    Optional.of("ALTER TABLE " + sql(old) + " RENAME CONSTRAINT " + now + " TO " + part);
                case OBJECT_TRIGGER -> Optional.of("ALTER TRIGGER " + now + " ON " + sql(old) + " RENAME TO " + part);
                default -> Optional.empty();
            };
        }
        return switch (rename.renameType()) {
            case OBJECT_TYPE, OBJECT_DOMAIN ->
                rename.object() instanceof PgList names
                        ? Optional.of(relation("TYPE", state.resolve(Nodes.names(names.items())), rename.newname()))
                        : Optional.empty();
            case OBJECT_SCHEMA ->
                Optional.of("ALTER SCHEMA " + now + " RENAME TO " + quoteIdentifier(String.valueOf(rename.subname())));
            default -> Optional.empty();
        };
    }

    private static String relation(String kind, QualifiedName old, String now) {
        return "ALTER " + kind + " " + quoteIdentifier(old.schema(), now) + " RENAME TO " + quoteIdentifier(old.name());
    }

    private static String sql(QualifiedName name) {
        return quoteIdentifier(name.schema(), name.name());
    }
}
