package dev.pgwright.review.rules.security;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterForeignServerStmt;
import dev.pgwright.sql.tree.AlterRoleStmt;
import dev.pgwright.sql.tree.AlterSubscriptionStmt;
import dev.pgwright.sql.tree.AlterUserMappingStmt;
import dev.pgwright.sql.tree.CreateForeignServerStmt;
import dev.pgwright.sql.tree.CreateRoleStmt;
import dev.pgwright.sql.tree.CreateSubscriptionStmt;
import dev.pgwright.sql.tree.CreateUserMappingStmt;
import dev.pgwright.sql.tree.DefElem;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgString;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Passwords that whoever reads the file can read. */
public final class ReadablePassword implements StatementRule {
    /** What PostgreSQL takes for a verifier and not for a password (crypt.c of PostgreSQL 18). */
    private static final Pattern VERIFIER = Pattern.compile("SCRAM-SHA-256\\$.+|md5[0-9a-f]{32}");

    /** In a connection string of libpq; a URL's has its own form. */
    private static final Pattern IN_CONNECTION =
            Pattern.compile("(?i)\\bpassword\\s*=\\s*\\S|\\bpostgres(ql)?://[^:@/\\s]+:[^@\\s]+@");

    private static final RuleInfo INFO = RuleInfo.of("readable-password", Area.SECURITY, Needs.SQL, Severity.ERROR)
            .detects("A password stands in clear text: of a role, in a connection string, or as the value of a column.")
            .cost("it is in the server's log, in the history of shells and in version control for good")
            .safe("Set passwords outside of migrations with \\password; store salted hashes only.")
            .byHand("the password is known to others now and has to be changed")
            .seed("Core: no secrets in the schema")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        what(statement.tree()).ifPresent(what -> report.found(statement, what));
    }

    private static Optional<String> what(Node tree) {
        if (tree instanceof CreateRoleStmt create) {
            return role(create.options());
        } else if (tree instanceof AlterRoleStmt alter) {
            return role(alter.options());
        } else if (tree instanceof CreateUserMappingStmt mapping) {
            return option(mapping.options());
        } else if (tree instanceof AlterUserMappingStmt mapping) {
            return option(mapping.options());
        } else if (tree instanceof CreateForeignServerStmt server) {
            return option(server.options());
        } else if (tree instanceof AlterForeignServerStmt server) {
            return option(server.options());
        } else if (tree instanceof CreateSubscriptionStmt subscription) {
            return connection(subscription.conninfo());
        } else if (tree instanceof AlterSubscriptionStmt subscription) {
            return connection(subscription.conninfo());
        }
        for (FuncCall call : Nodes.all(tree, FuncCall.class)) {
            if (Trees.functionName(call).startsWith("dblink")) {
                Optional<String> found = call.args().stream()
                        .flatMap(argument -> Trees.text(argument).stream())
                        .flatMap(text -> connection(text).stream())
                        .findFirst();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return StoredPasswords.in(tree);
    }

    private static Optional<String> role(List<Node> options) {
        for (Node node : options) {
            if (node instanceof DefElem option
                    && "password".equals(option.defname())
                    && option.arg() instanceof PgString password
                    && password.sval() != null
                    && !VERIFIER.matcher(password.sval()).matches()) {
                return Optional.of(
                        "The role's password stands here in clear text, and in the server's log once this ran");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> option(List<Node> options) {
        return options.stream().anyMatch(node -> node instanceof DefElem option && "password".equals(option.defname()))
                ? Optional.of("The password for the other server stands here in clear text")
                : Optional.empty();
    }

    private static Optional<String> connection(@Nullable String text) {
        return text != null && IN_CONNECTION.matcher(text).find()
                ? Optional.of("The connection string has a password in clear text")
                : Optional.empty();
    }
}
