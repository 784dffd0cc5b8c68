package dev.pgwright.review.rules.security;

import dev.pgwright.review.Trees;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Passwords that a statement stores in a column, or compares with one, as they are. */
final class StoredPasswords {
    /** Short and plain: no hash of any kind looks like it. */
    private static final Pattern PLAIN = Pattern.compile("[^$:{]{1,31}");

    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F]{16,}");

    private static final Set<String> COLUMNS = Set.of("password", "passwd", "pwd", "passphrase", "user_password");

    private StoredPasswords() {}

    private static boolean isPlain(Node value) {
        return value instanceof A_Const constant
                && constant.sval() != null
                && Trees.text(constant)
                        .filter(text -> PLAIN.matcher(text).matches()
                                && !HEXADECIMAL.matcher(text).matches())
                        .isPresent();
    }

    private static boolean isPassword(@Nullable String column) {
        return column != null && COLUMNS.contains(column.toLowerCase(Locale.ROOT));
    }

    /** What is wrong, in words. */
    static Optional<String> in(Node tree) {
        if (tree instanceof InsertStmt insert && insert.selectStmt() instanceof SelectStmt values) {
            for (int i = 0; i < insert.cols().size(); i++) {
                int at = i;
                if (insert.cols().get(i) instanceof ResTarget column
                        && isPassword(column.name())
                        && values.valuesLists().stream()
                                .anyMatch(row -> row instanceof PgList list
                                        && at < list.items().size()
                                        && isPlain(list.items().get(at)))) {
                    return Optional.of(
                            "A password is stored in " + column.name() + " as it is, and stands in this file");
                }
            }
        }
        if (tree instanceof UpdateStmt update) {
            for (Node node : update.targetList()) {
                if (node instanceof ResTarget target
                        && isPassword(target.name())
                        && target.val() != null
                        && isPlain(target.val())) {
                    return Optional.of(
                            "A password is stored in " + target.name() + " as it is, and stands in this file");
                }
            }
        }
        for (A_Expr operation : Nodes.all(tree, A_Expr.class)) {
            if (Nodes.names(operation.name()).equals(List.of("="))
                    && operation.lexpr() instanceof ColumnRef column
                    && operation.rexpr() != null
                    && isPlain(operation.rexpr())) {
                List<String> names = Nodes.names(column.fields());
                if (!names.isEmpty() && isPassword(names.get(names.size() - 1))) {
                    return Optional.of("A password is compared as it is stored, in clear text");
                }
            }
        }
        return Optional.empty();
    }
}
