package dev.pgwright.review.rules.security;

import dev.pgwright.catalog.Access;
import dev.pgwright.catalog.ObjectReference;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Routine;
import dev.pgwright.catalog.Schema;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.View;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.sql.Identifiers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Who owns what and who may do what in a schema under review; roles are SQL, as in {@link Access}. */
final class SchemaAccess {
    static final String PUBLIC = "PUBLIC";

    /** Since this version nobody but the database's owner makes objects in {@code public} unless told so. */
    private static final int CLOSED_PUBLIC_SINCE = 15;

    private final SchemaContext schema;
    private final Map<ObjectReference, String> owners = new HashMap<>();

    SchemaAccess(SchemaContext schema) {
        this.schema = schema;
        access().owners().forEach(owner -> owners.put(owner.object(), owner.role()));
    }

    Access access() {
        return schema.catalog().access();
    }

    static ObjectReference table(Table table) {
        return new ObjectReference(table.settings().foreign() == null ? "TABLE" : "FOREIGN TABLE", sql(table.name()));
    }

    static ObjectReference view(View view) {
        return new ObjectReference(view.materialized() ? "MATERIALIZED VIEW" : "VIEW", sql(view.name()));
    }

    static ObjectReference routine(Routine routine) {
        return new ObjectReference(routine.kind().name(), sql(routine.name()) + "(" + routine.arguments() + ")");
    }

    static ObjectReference schema(String name) {
        return new ObjectReference("SCHEMA", Identifiers.quoteIdentifier(name));
    }

    static String sql(QualifiedName name) {
        return Identifiers.quoteIdentifier(name.schema(), name.name());
    }

    /** {@link Access#DATABASE_OWNER} for most. */
    String owner(ObjectReference object) {
        return owners.getOrDefault(object, Access.DATABASE_OWNER);
    }

    private Stream<Access.Grant> grants(ObjectReference object) {
        String owner = owner(object);
        return access().grants().stream()
                .filter(grant -> grant.object().equals(object))
                .filter(grant -> !grant.privileges().grantee().equals(owner)
                        && !grant.privileges().grantee().equals(Access.DATABASE_OWNER));
    }

    /** The roles but the owner that were given a privilege on an object, or on some column of it. */
    SortedSet<String> grantees(ObjectReference object, String privilege) {
        SortedSet<String> found = new TreeSet<>();
        grants(object)
                .filter(grant -> !grant.privileges().revoked()
                        && grant.privileges().names().contains(privilege))
                .forEach(grant -> found.add(grant.privileges().grantee()));
        return found;
    }

    /** Whether anybody but the owner was given anything. */
    boolean isShared(ObjectReference object) {
        return grants(object).anyMatch(grant -> !grant.privileges().revoked());
    }

    /** Whether everybody may call it, which PostgreSQL allows unless it is taken away. */
    boolean isOpen(Routine routine) {
        ObjectReference object = routine(routine);
        return grants(object)
                .noneMatch(grant -> grant.privileges().revoked()
                        && grant.privileges().grantee().equals(PUBLIC));
    }

    /** Whether somebody else than its owner can reach what is in a schema. */
    boolean isReachable(String name) {
        boolean taken = name.equals(Schema.PUBLIC)
                && grants(schema(name))
                        .anyMatch(grant -> grant.privileges().revoked()
                                && grant.privileges().grantee().equals(PUBLIC)
                                && grant.privileges().names().contains("USAGE"));
        return (name.equals(Schema.PUBLIC) && !taken)
                || !grantees(schema(name), "USAGE").isEmpty();
    }

    /** Whether everybody may make objects in a schema. */
    boolean isWritable(String name) {
        boolean atFirst = name.equals(Schema.PUBLIC) && schema.version() < CLOSED_PUBLIC_SINCE;
        List<Access.Privileges> ofPublic = grants(schema(name))
                .map(Access.Grant::privileges)
                .filter(privileges -> privileges.grantee().equals(PUBLIC)
                        && privileges.names().contains("CREATE"))
                .toList();
        return atFirst
                ? ofPublic.stream().noneMatch(Access.Privileges::revoked)
                : ofPublic.stream().anyMatch(privileges -> !privileges.revoked());
    }

    /** A role as messages have it. */
    static String shown(String role) {
        return role.equals(PUBLIC) ? "everybody" : role.equals(Access.DATABASE_OWNER) ? "the database's owner" : role;
    }
}
