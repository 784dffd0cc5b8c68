package dev.pgwright.catalog.print;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;
import static dev.pgwright.sql.Identifiers.quoteLiteral;

import dev.pgwright.catalog.Access;
import dev.pgwright.catalog.ObjectReference;
import dev.pgwright.catalog.Schema;
import dev.pgwright.catalog.SecurityLabel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Roles, owners, privileges and labels. */
final class AccessDdl {
    /** What GRANT calls TABLE though other statements have words of their own for them. */
    private static final Set<String> TABLES = Set.of("VIEW", "MATERIALIZED VIEW", "FOREIGN TABLE");

    private AccessDdl() {}

    /** A role is no part of a database: it may be there, and it stays. */
    static List<Statement> role(String name) {
        return List.of(Statement.of(
                "role " + name,
                "DO $do$ BEGIN\n    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = "
                        + quoteLiteral(name) + ") THEN\n        CREATE ROLE " + quoteIdentifier(name)
                        + ";\n    END IF;\nEND $do$"));
    }

    static List<Statement> statements(Access access) {
        List<Statement> statements = new ArrayList<>();
        for (Access.Owner owner : access.owners()) {
            ObjectReference object = owner.object();
            statements.add(Statement.of(
                    "owners", "ALTER " + object.kind() + " " + object.identity() + " OWNER TO " + owner.role()));
        }
        // who passes a privilege on must have it first
        access.grants().stream()
                .sorted(Comparator.comparing(grant -> grant.grantor() != null))
                .forEach(grant -> grant(grant, statements));
        access.defaults().forEach(one -> defaults(one, statements));
        return statements;
    }

    private static void grant(Access.Grant grant, List<Statement> statements) {
        // the schema that every database has stays when all is undone
        ObjectReference object = grant.object();
        grant(grant, object.kind().equals("SCHEMA") && object.identity().equals(Schema.PUBLIC), statements);
    }

    /** With what takes it back, for an object that stays. */
    static void grantAndBack(Access.Grant grant, List<Statement> statements) {
        grant(grant, true, statements);
    }

    private static void grant(Access.Grant grant, boolean stays, List<Statement> statements) {
        ObjectReference object = grant.object();
        String block = "privileges " + object;
        String kind = TABLES.contains(object.kind())
                ? "TABLE"
                : switch (object.kind()) {
                    case "AGGREGATE" -> "FUNCTION";
                    case "SERVER" -> "FOREIGN SERVER";
                    default -> object.kind();
                };
        String column = grant.column() == null ? "" : " (" + quoteIdentifier(grant.column()) + ")";
        String names =
                grant.privileges().names().stream().map(name -> name + column).collect(Collectors.joining(", "));
        String identity = object.kind().equals("AGGREGATE") ? asFunction(object.identity()) : object.identity();
        String on = names + " ON " + kind + " " + identity;
        String grantor = grant.grantor();
        if (grantor != null) {
            statements.add(new Statement(
                    block, "SET SESSION AUTHORIZATION " + grantor, stays ? "RESET SESSION AUTHORIZATION" : null));
        }
        statements.add(new Statement(
                block, give(on, grant.privileges()), stays ? give(on, opposite(grant.privileges())) : null));
        if (grantor != null) {
            statements.add(new Statement(
                    block, "RESET SESSION AUTHORIZATION", stays ? "SET SESSION AUTHORIZATION " + grantor : null));
        }
    }

    /**
     * GRANT knows aggregates as functions: without a star, and with what is ordered by as further arguments; VARIADIC "any"
     * on both sides is one (PostgreSQL documentation, CREATE AGGREGATE).
     */
    private static String asFunction(String aggregate) {
        int open = aggregate.lastIndexOf('(');
        String arguments = aggregate.substring(open + 1, aggregate.length() - 1);
        int order = arguments.indexOf("ORDER BY ");
        if (order >= 0) {
            String direct = arguments.substring(0, order).strip();
            String ordered = arguments.substring(order + "ORDER BY ".length());
            boolean same = direct.startsWith("VARIADIC ") && ordered.startsWith("VARIADIC ");
            arguments = direct.isEmpty() ? ordered : same ? direct : direct + ", " + ordered;
        }
        return aggregate.substring(0, open) + "(" + (arguments.equals("*") ? "" : arguments) + ")";
    }

    static void defaults(Access.DefaultPrivileges defaults, List<Statement> statements) {
        String alter = "ALTER DEFAULT PRIVILEGES"
                + (defaults.role().equals(Access.DATABASE_OWNER) ? "" : " FOR ROLE " + defaults.role())
                + (defaults.schema() == null ? "" : " IN SCHEMA " + quoteIdentifier(defaults.schema()));
        String on = String.join(", ", defaults.privileges().names()) + " ON " + defaults.objects();
        statements.add(new Statement(
                "default privileges",
                alter + " " + give(on, defaults.privileges()),
                alter + " " + give(on, opposite(defaults.privileges()))));
    }

    private static Access.Privileges opposite(Access.Privileges privileges) {
        return new Access.Privileges(privileges.grantee(), privileges.names(), false, !privileges.revoked());
    }

    private static String give(String on, Access.Privileges privileges) {
        return privileges.revoked()
                ? "REVOKE " + on + " FROM " + privileges.grantee()
                : "GRANT " + on + " TO " + privileges.grantee() + (privileges.grantable() ? " WITH GRANT OPTION" : "");
    }

    static List<Statement> label(SecurityLabel label) {
        return List.of(Statement.of(
                "labels",
                "SECURITY LABEL FOR " + quoteIdentifier(label.provider()) + " ON "
                        + label.object().kind() + " " + label.object().identity() + " IS "
                        + quoteLiteral(label.label())));
    }
}
