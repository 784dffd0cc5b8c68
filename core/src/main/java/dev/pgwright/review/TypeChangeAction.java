package dev.pgwright.review;

import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.TypeCast;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An ALTER COLUMN ... TYPE with what is known of the types on both sides. */
public record TypeChangeAction(AlterAction action, ColumnDef definition, Optional<ColumnType> from, ColumnType to) {
    /** Those of a statement on tables that were there before the migration. */
    public static List<TypeChangeAction> of(StatementContext statement) {
        List<TypeChangeAction> changes = new ArrayList<>();
        for (AlterAction action : statement.alterations(AlterTableType.AT_AlterColumnType)) {
            ColumnDef definition = action.columnDefinition().orElse(null);
            if (definition != null && definition.typeName() != null) {
                Optional<ColumnType> from =
                        action.knownColumn().flatMap(column -> ColumnType.of(column.type(), statement.state()));
                ColumnType to = ColumnType.of(definition.typeName(), statement.state());
                changes.add(new TypeChangeAction(action, definition, from, to));
            }
        }
        return changes;
    }

    /** The expression behind USING. */
    public Optional<Node> using() {
        return Optional.ofNullable(definition.rawDefault());
    }

    /** Whether USING is left out, or is the column itself with any number of casts around it. */
    public boolean isPlainCast() {
        return using().map(TypeChangeAction::withoutCasts)
                .map(inner -> inner instanceof ColumnRef reference
                        && Nodes.names(reference.fields()).equals(List.of(action.column())))
                .orElse(true);
    }

    private static Node withoutCasts(Node expression) {
        Node inner = expression;
        while (inner instanceof TypeCast cast && cast.arg() != null) {
            inner = cast.arg();
        }
        return inner;
    }

    /** {@code total of public.orders from integer to bigint}, without the old type where it is unknown. */
    public String words() {
        return action.column() + " of " + action.table()
                + from.map(type -> " from " + type.words()).orElse("") + " to " + to.words();
    }
}
