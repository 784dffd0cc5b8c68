package dev.pgwright.review.rules.security;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AccessPriv;
import dev.pgwright.sql.tree.AlterDefaultPrivilegesStmt;
import dev.pgwright.sql.tree.GrantStmt;
import dev.pgwright.sql.tree.GrantTargetType;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.RoleSpec;
import dev.pgwright.sql.tree.RoleSpecType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Privileges for more roles, or of more kinds, than anybody named. */
public final class OverbroadGrant implements StatementRule {
    /** What has more than one privilege, so that ALL says more than a name. */
    private static final Set<ObjectType> SEVERAL = Set.of(
            ObjectType.OBJECT_TABLE, ObjectType.OBJECT_SEQUENCE, ObjectType.OBJECT_SCHEMA, ObjectType.OBJECT_DATABASE);

    /** What changes nothing; to reach a schema or a database alone shows nothing that is in it. */
    private static final Set<String> READING = Set.of("SELECT", "USAGE", "EXECUTE", "CONNECT");

    private static final RuleInfo INFO = RuleInfo.of("overbroad-grant", Area.SECURITY, Needs.SQL, Severity.WARNING)
            .detects(
                    "A GRANT gives a privilege to PUBLIC, all privileges, more than reading on all tables of a schema, or the "
                            + "right to pass a privilege on.")
            .safe("Grant named privileges on named objects to a group role.")
            .byHand("the roles and their rights are a decision")
            .seed("Core: privileges as narrow as the need")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        Optional<String> message = Optional.empty();
        if (statement.tree() instanceof GrantStmt grant) {
            message = message(grant);
        } else if (statement.tree() instanceof AlterDefaultPrivilegesStmt alter && alter.action() != null) {
            message = message(alter.action());
        }
        message.ifPresent(words -> report.found(statement, words));
    }

    private static Optional<String> message(GrantStmt grant) {
        boolean several = SEVERAL.contains(grant.objtype());
        boolean all = grant.privileges().isEmpty();
        List<String> names = grant.privileges().stream()
                .filter(AccessPriv.class::isInstance)
                .map(node -> ((AccessPriv) node).privName())
                .map(name -> name == null ? "ALL" : name.toUpperCase(Locale.ROOT))
                .toList();
        List<String> grantees = grantees(grant);
        if (!grant.isGrant() || grantees.isEmpty()) {
            return Optional.empty();
        }
        String to = String.join(", ", grantees);
        String objects = objects(grant);
        boolean everybody = grantees.contains("PUBLIC");
        // what everybody may call or use is PostgreSQL's own default, and other rules look at it
        boolean harmless = !all
                && grant.objtype() != ObjectType.OBJECT_TABLE
                && names.stream().allMatch(READING::contains);
        if (everybody && several && !harmless) {
            return Optional.of("Every role of the server, those of the future too, gets "
                    + (all ? "all privileges" : String.join(", ", names)) + " on " + objects);
        }
        if (grant.grantOption()) {
            return Optional.of(to + " may pass on what is granted here, to whomever it likes");
        }
        if (several && (all || names.contains("ALL"))) {
            return Optional.of("ALL on " + objects + " gives " + to + " more than any application needs: "
                    + extras(grant.objtype()));
        }
        boolean schemaWide = grant.targtype() == GrantTargetType.ACL_TARGET_ALL_IN_SCHEMA && several;
        if (schemaWide && !names.stream().allMatch(READING::contains)) {
            return Optional.of(String.join(", ", names) + " is granted on all there is in the schema "
                    + String.join(", ", Nodes.names(grant.objects())) + ", whatever is in it when this is run");
        }
        return Optional.empty();
    }

    private static String extras(ObjectType type) {
        return switch (type) {
            case OBJECT_TABLE -> "TRUNCATE, REFERENCES and TRIGGER are among it";
            case OBJECT_SEQUENCE -> "with UPDATE it may set the sequence back";
            case OBJECT_SCHEMA -> "with CREATE it may put objects of its own there";
            default -> "with CREATE it may make schemas";
        };
    }

    private static String objects(GrantStmt grant) {
        String kind = switch (grant.objtype()) {
            case OBJECT_TABLE -> "table";
            case OBJECT_SEQUENCE -> "sequence";
            case OBJECT_SCHEMA -> "schema";
            default -> "database";
        };
        return switch (grant.targtype()) {
            case ACL_TARGET_ALL_IN_SCHEMA ->
                "all " + kind + "s of the schema " + String.join(", ", Nodes.names(grant.objects()));
            case ACL_TARGET_DEFAULTS -> "each " + kind + " made from now on";
            case ACL_TARGET_OBJECT -> "the " + kind + (grant.objects().size() > 1 ? "s " : " ") + names(grant);
        };
    }

    private static String names(GrantStmt grant) {
        return String.join(
                ", ",
                grant.objects().stream()
                        .map(object -> object instanceof dev.pgwright.sql.tree.RangeVar name
                                ? (name.schemaname() == null ? "" : name.schemaname() + ".") + name.relname()
                                : String.join(".", Nodes.names(List.of(object))))
                        .toList());
    }

    /** But for those who own what is granted: the role that runs the statement. */
    private static List<String> grantees(GrantStmt grant) {
        return grant.grantees().stream()
                .filter(RoleSpec.class::isInstance)
                .map(RoleSpec.class::cast)
                .filter(role -> role.roletype() == RoleSpecType.ROLESPEC_CSTRING
                        || role.roletype() == RoleSpecType.ROLESPEC_PUBLIC)
                .map(role -> role.roletype() == RoleSpecType.ROLESPEC_PUBLIC ? "PUBLIC" : "" + role.rolename())
                .toList();
    }
}
