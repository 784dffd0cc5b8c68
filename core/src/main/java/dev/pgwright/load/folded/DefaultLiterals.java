package dev.pgwright.load.folded;

import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.TypeCast;
import org.jspecify.annotations.Nullable;

/** Literals that mean something of their own as defaults. */
final class DefaultLiterals {
    private DefaultLiterals() {}

    /**
     * {@code DEFAULT NULL} is no default (AddRelationNewConstraints of PostgreSQL's heap.c); nor is it with a cast to just
     * the column's type.
     */
    static boolean isNull(@Nullable Node node, TypeRef column, Types types) {
        if (node instanceof TypeCast cast && cast.typeName() != null) {
            return isNull(cast.arg(), column, types)
                    && column.modifier().isEmpty()
                    && types.resolve(cast.typeName()).equals(column);
        }
        return node instanceof A_Const constant && constant.isnull();
    }
}
