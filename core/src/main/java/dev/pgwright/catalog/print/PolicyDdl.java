package dev.pgwright.catalog.print;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Policy;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import java.util.ArrayList;
import java.util.List;

/** Row security. */
final class PolicyDdl {
    private PolicyDdl() {}

    static List<Statement> rowSecurity(Table table) {
        String alter = "ALTER TABLE " + SqlText.name(table.name());
        String block = "policies " + table.name();
        List<Statement> statements = new ArrayList<>();
        if (table.settings().rowSecurity()) {
            statements.add(Statement.of(block, alter + " ENABLE ROW LEVEL SECURITY"));
        }
        if (table.settings().forceRowSecurity()) {
            statements.add(Statement.of(block, alter + " FORCE ROW LEVEL SECURITY"));
        }
        return statements;
    }

    static List<Statement> policy(QualifiedName table, Policy policy) {
        String on = quoteIdentifier(policy.name()) + " ON " + SqlText.name(table);
        StringBuilder sql = new StringBuilder("CREATE POLICY ").append(on);
        if (!policy.permissive()) {
            sql.append(" AS RESTRICTIVE");
        }
        if (policy.command() != Policy.Command.ALL) {
            sql.append(" FOR ").append(policy.command());
        }
        if (!policy.roles().equals(List.of("PUBLIC"))) {
            sql.append(" TO ").append(String.join(", ", policy.roles()));
        }
        if (policy.using() != null) {
            sql.append("\n    USING (").append(policy.using()).append(')');
        }
        if (policy.withCheck() != null) {
            sql.append("\n    WITH CHECK (").append(policy.withCheck()).append(')');
        }
        return ObjectDdl.commented(
                new Statement("policies " + table, sql.toString(), "DROP POLICY " + on),
                "POLICY",
                on,
                policy.comment());
    }
}
