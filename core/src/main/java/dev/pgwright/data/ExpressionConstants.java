package dev.pgwright.data;

import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.A_Const;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The constants that an expression names. */
final class ExpressionConstants {
    private ExpressionConstants() {}

    /**
     * Texts and numbers in the order of the expression, each once, as texts.
     *
     * @throws dev.pgwright.finding.PgwrightException if it is no SQL expression
     */
    static List<String> of(String expression) {
        return Nodes.all(Sql.parseStatement("SELECT " + expression).tree(), A_Const.class).stream()
                .map(ExpressionConstants::text)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static @Nullable String text(A_Const constant) {
        if (constant.sval() != null) {
            return constant.sval().sval();
        } else if (constant.ival() != null) {
            return String.valueOf(constant.ival().ival());
        }
        return constant.fval() == null ? null : constant.fval().fval();
    }
}
