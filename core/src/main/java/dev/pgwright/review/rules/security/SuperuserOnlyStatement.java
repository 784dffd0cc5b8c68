package dev.pgwright.review.rules.security;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.AlterRoleStmt;
import dev.pgwright.sql.tree.AlterSystemStmt;
import dev.pgwright.sql.tree.CopyStmt;
import dev.pgwright.sql.tree.CreateAmStmt;
import dev.pgwright.sql.tree.CreateEventTrigStmt;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.CreateRoleStmt;
import dev.pgwright.sql.tree.CreateTableSpaceStmt;
import dev.pgwright.sql.tree.DefElem;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgBoolean;
import dev.pgwright.sql.tree.VariableSetKind;
import dev.pgwright.sql.tree.VariableSetStmt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Statements that an ordinary owner of a database may not run. */
public final class SuperuserOnlyStatement implements StatementRule {
    /** Languages whose functions can do whatever the server's own user can. */
    private static final Set<String> UNTRUSTED =
            Set.of("c", "internal", "plpythonu", "plpython2u", "plpython3u", "plperlu", "pltclu");

    private static final Map<String, String> ATTRIBUTES =
            Map.of("superuser", "SUPERUSER", "bypassrls", "BYPASSRLS", "isreplication", "REPLICATION");

    private static final RuleInfo INFO = RuleInfo.of(
                    "superuser-only-statement", Area.SECURITY, Needs.SQL, Severity.WARNING)
            .detects(
                    "A migration needs a superuser or a powerful predefined role: ALTER SYSTEM, a role with SUPERUSER or "
                            + "BYPASSRLS, a function in an untrusted language, COPY with a file or program of the server.")
            .cost("fails on managed services, and whoever gets hold of that role's password has the server")
            .safe("Leave it to administration; use \\copy of the client and trusted languages.")
            .byHand("who runs it is a matter of administration")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        what(statement.tree())
                .ifPresent(what -> report.found(statement, what + ", which the owner of a database may not"));
    }

    private static Optional<String> what(Node tree) {
        if (tree instanceof AlterSystemStmt) {
            return Optional.of("ALTER SYSTEM changes the configuration of the whole server");
        }
        if (tree instanceof CreateRoleStmt create) {
            return role(create.options());
        }
        if (tree instanceof AlterRoleStmt alter) {
            return role(alter.options());
        }
        if (tree instanceof CreateFunctionStmt create) {
            String language = RoutineProperties.of(create).language();
            return UNTRUSTED.contains(language)
                    ? Optional.of("This makes a function in the untrusted language " + language)
                    : Optional.empty();
        }
        if (tree instanceof CopyStmt copy && copy.filename() != null) {
            String what =
                    copy.isProgram() ? "runs a program on" : copy.isFrom() ? "reads a file of" : "writes a file of";
            return Optional.of("COPY " + what + " the server");
        }
        if (tree instanceof VariableSetStmt set
                && set.kind() == VariableSetKind.VAR_SET_VALUE
                && "session_replication_role".equalsIgnoreCase(set.name())) {
            return Optional.of("session_replication_role switches triggers and foreign keys off");
        }
        if (tree instanceof CreateEventTrigStmt) {
            return Optional.of("An event trigger runs in every session that changes the schema");
        }
        if (tree instanceof CreateTableSpaceStmt) {
            return Optional.of("This makes a tablespace in a folder of the server");
        }
        return tree instanceof CreateAmStmt ? Optional.of("This makes an access method") : Optional.empty();
    }

    private static Optional<String> role(List<Node> options) {
        return options.stream()
                .filter(DefElem.class::isInstance)
                .map(DefElem.class::cast)
                .filter(option -> option.arg() instanceof PgBoolean flag && flag.boolval())
                .flatMap(option -> Optional.ofNullable(ATTRIBUTES.get("" + option.defname())).stream())
                .findFirst()
                .map(attribute -> "This gives a role the attribute " + attribute);
    }
}
