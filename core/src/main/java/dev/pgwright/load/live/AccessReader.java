package dev.pgwright.load.live;

import dev.pgwright.catalog.Access;
import dev.pgwright.catalog.ObjectReference;
import dev.pgwright.sql.Identifiers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads owners and privileges: what differs from those that a new object of the database's owner has. */
final class AccessReader {
    private static final String DATABASE_OWNER =
            "(select d.datdba from pg_database d where d.datname = current_database())";

    /** Whether privileges are those of an owner who is the database's, too. */
    private static final String OWN =
            "d.grantee = " + DATABASE_OWNER + " and o.owner in (d.grantee, 'pg_database_owner'::regrole)";

    /** Of an object of the kind of the first column: its owner and privileges, and those it had at first. */
    private static final String OBJECTS = """
            select case c.relkind when 'r' then 'TABLE' when 'p' then 'TABLE' when 'v' then 'VIEW'
                                  when 'm' then 'MATERIALIZED VIEW' when 'S' then 'SEQUENCE'
                                  else 'FOREIGN TABLE' end as kind,
                   c.oid::regclass::text as identity, null as column_name, c.relowner as owner, c.relacl as acl,
                   acldefault(case when c.relkind = 'S' then 's' else 'r' end::"char", c.relowner) as first,
                   c.relkind = 'S' and exists (select from pg_depend d where d.classid = 'pg_class'::regclass
                       and d.objid = c.oid and d.refobjsubid > 0 and d.deptype in ('a', 'i')) as owned_with_other
            from pg_class c
            where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and c.relpersistence <> 't'
              and c.relnamespace = any({namespaces}) and {not member pg_class c.oid}
            union all
            select case c.relkind when 'v' then 'VIEW' when 'm' then 'MATERIALIZED VIEW' when 'f' then 'FOREIGN TABLE'
                                  else 'TABLE' end, c.oid::regclass::text, a.attname, c.relowner, a.attacl,
                   null::aclitem[], true
            from pg_attribute a join pg_class c on c.oid = a.attrelid
            where a.attacl is not null and not a.attisdropped and c.relnamespace = any({namespaces})
              and {not member pg_class c.oid}
            union all
            select case p.prokind when 'p' then 'PROCEDURE' when 'a' then 'AGGREGATE' else 'FUNCTION' end,
                   quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '('
                   || case when p.prokind = 'a' and p.pronargs = 0 then '*'
                           else pg_get_function_identity_arguments(p.oid) end || ')',
                   null, p.proowner, p.proacl, acldefault('f', p.proowner), false
            from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where p.pronamespace = any({namespaces}) and {not member pg_proc p.oid}
              and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid
                              and d.deptype = 'i')
            union all
            select case when t.typtype = 'd' then 'DOMAIN' else 'TYPE' end, format_type(t.oid, null), null,
                   t.typowner, t.typacl, acldefault('T', t.typowner), false
            from pg_type t left join pg_class c on c.oid = t.typrelid
            where (t.typtype in ('e', 'd', 'r') or (t.typtype = 'b' and t.typcategory <> 'A') or c.relkind = 'c')
              and t.typnamespace = any({namespaces}) and {not member pg_type t.oid}
            union all
            select 'SCHEMA', quote_ident(n.nspname), null, n.nspowner, n.nspacl,
                   coalesce((select p.initprivs from pg_init_privs p where p.classoid = 'pg_namespace'::regclass
                             and p.objoid = n.oid), acldefault('n', n.nspowner)),
                   n.nspname = 'public' and (n.nspowner = 10 or n.nspowner = 'pg_database_owner'::regrole)
            from pg_namespace n
            where n.oid = any({namespaces}) and {not member pg_namespace n.oid}
            union all
            select 'LANGUAGE', quote_ident(l.lanname), null, l.lanowner, l.lanacl, acldefault('l', l.lanowner), false
            from pg_language l where l.oid >= 16384 and {not member pg_language l.oid}
            union all
            select 'FOREIGN DATA WRAPPER', quote_ident(w.fdwname), null, w.fdwowner, w.fdwacl,
                   acldefault('F', w.fdwowner), false
            from pg_foreign_data_wrapper w where {not member pg_foreign_data_wrapper w.oid}
            union all
            select 'SERVER', quote_ident(s.srvname), null, s.srvowner, s.srvacl, acldefault('S', s.srvowner), false
            from pg_foreign_server s where {not member pg_foreign_server s.oid}
            union all
            select 'EVENT TRIGGER', quote_ident(e.evtname), null, e.evtowner, null, null, false
            from pg_event_trigger e where {not member pg_event_trigger e.oid}
            union all
            select 'PUBLICATION', quote_ident(p.pubname), null, p.pubowner, null, null, false from pg_publication p
            union all
            select 'SUBSCRIPTION', quote_ident(s.subname), null, s.subowner, null, null, false
            from pg_subscription s
            where s.subdbid = (select d.oid from pg_database d where d.datname = current_database())
            union all
            """
            + String.join(
                    "\nunion all\n",
                    inSchema("COLLATION", "pg_collation", "collowner", "collnamespace"),
                    inSchema("CONVERSION", "pg_conversion", "conowner", "connamespace"),
                    inSchema("OPERATOR", "pg_operator", "oprowner", "oprnamespace"),
                    inSchema("OPERATOR CLASS", "pg_opclass", "opcowner", "opcnamespace"),
                    inSchema("OPERATOR FAMILY", "pg_opfamily", "opfowner", "opfnamespace"),
                    inSchema("STATISTICS", "pg_statistic_ext", "stxowner", "stxnamespace"),
                    inSchema("TEXT SEARCH CONFIGURATION", "pg_ts_config", "cfgowner", "cfgnamespace"),
                    inSchema("TEXT SEARCH DICTIONARY", "pg_ts_dict", "dictowner", "dictnamespace"));

    private final CatalogSession session;
    private final SortedSet<String> roles = new TreeSet<>();

    private AccessReader(CatalogSession session) {
        this.session = session;
    }

    private static String inSchema(String kind, String catalog, String owner, String namespace) {
        return "select '" + kind + "', i.identity, null, o." + owner + ", null, null, false from " + catalog
                + " o, pg_identify_object('" + catalog + "'::regclass, o.oid, 0) i where o." + namespace
                + " = any({namespaces}) and o." + owner + " <> " + DATABASE_OWNER + " and {not member " + catalog
                + " o.oid}";
    }

    static Access read(CatalogSession session) throws SQLException {
        AccessReader reader = new AccessReader(session);
        List<Access.Owner> owners = reader.owners();
        List<Access.Grant> grants = reader.grants();
        List<Access.DefaultPrivileges> defaults = reader.defaults();
        reader.policiesAndMappings();
        return new Access(List.copyOf(reader.roles), owners, grants, defaults);
    }

    private List<Access.Owner> owners() throws SQLException {
        return session.list(
                "select o.kind, o.identity, quote_ident(r.rolname) as role, r.rolname from (" + OBJECTS
                        + ") o join pg_roles r on r.oid = o.owner where not o.owned_with_other and o.owner <> "
                        + DATABASE_OWNER,
                row -> {
                    add(row.text("rolname"));
                    return new Access.Owner(
                            new ObjectReference(row.text("kind"), row.text("identity")), row.text("role"));
                });
    }

    /** PostgreSQL's own roles are in every cluster. */
    private void add(String role) {
        if (!role.startsWith("pg_")) {
            roles.add(role);
        }
    }

    /**
     * The differences of two arrays of privileges, with the columns {@code acl}, {@code first} and {@code owner}: one
     * row for each grantee, and whether it may pass them on. What the owner has at first is there as another grantor's,
     * too, so that a change of owner is no difference.
     */
    private static String differences(String columns, String from) {
        // whether the schema public is the database owner's by name or by this role makes no difference
        String who =
                "case when %s.grantee = 'pg_database_owner'::regrole then " + DATABASE_OWNER + " else %<s.grantee end";
        String side = "select %s::boolean as revoked, x.grantor, " + who.formatted("x")
                + " as grantee, x.privilege_type, x.is_grantable from aclexplode(%s) x where not exists"
                + " (select from aclexplode(%s) y where " + who.formatted("y") + " = " + who.formatted("x")
                + " and y.privilege_type = x.privilege_type and y.is_grantable = x.is_grantable)";
        return "select " + columns + ", d.revoked, d.is_grantable,"
                + " case when d.grantee = 0 then 'PUBLIC' when " + OWN
                + " then '" + Access.DATABASE_OWNER + "' else quote_ident(pg_get_userbyid(d.grantee)) end as grantee,"
                + " case when d.grantee <> 0 and not (" + OWN
                + ") then pg_get_userbyid(d.grantee) end as grantee_role,"
                + " case when d.grantor <> o.owner and not d.revoked then pg_get_userbyid(d.grantor) end as grantor,"
                + " array_agg(d.privilege_type order by d.privilege_type) as names from (" + from
                + ") o cross join lateral (" + side.formatted("false", "o.acl", "o.first") + " union all "
                + side.formatted("true", "o.first", "o.acl") + ") d where o.acl is not null group by ";
    }

    private List<Access.Grant> grants() throws SQLException {
        return session.list(
                differences("o.kind, o.identity, o.column_name", OBJECTS)
                        + "1, 2, 3, d.revoked, d.is_grantable, d.grantee, d.grantor, o.owner",
                row -> {
                    String grantor = row.textOrNull("grantor");
                    if (grantor != null) {
                        add(grantor);
                    }
                    return new Access.Grant(
                            new ObjectReference(row.text("kind"), row.text("identity")),
                            row.textOrNull("column_name"),
                            privileges(row),
                            grantor == null ? null : Identifiers.quoteIdentifier(grantor));
                });
    }

    private Access.Privileges privileges(Row row) throws SQLException {
        String role = row.textOrNull("grantee_role");
        if (role != null) {
            add(role);
        }
        return new Access.Privileges(
                row.text("grantee"), row.texts("names"), row.flag("is_grantable"), row.flag("revoked"));
    }

    /** Those for a schema are in addition to the general ones. */
    private List<Access.DefaultPrivileges> defaults() throws SQLException {
        String from = """
                select a.defaclrole as owner, n.nspname as schema, a.defaclobjtype, a.defaclacl as acl,
                       case when a.defaclnamespace = 0
                            then acldefault(case a.defaclobjtype when 'S' then 's' else a.defaclobjtype end, a.defaclrole)
                            end as first
                from pg_default_acl a left join pg_namespace n on n.oid = a.defaclnamespace
                where a.defaclnamespace = 0 or a.defaclnamespace = any({namespaces})""";
        return session.list(
                differences(
                                "o.owner, o.schema, o.defaclobjtype, quote_ident(pg_get_userbyid(o.owner)) as role,"
                                        + " pg_get_userbyid(o.owner) as role_name, o.owner = " + DATABASE_OWNER
                                        + " as own",
                                from)
                        + "1, 2, 3, d.revoked, d.is_grantable, d.grantee, d.grantor",
                row -> {
                    boolean own = row.flag("own");
                    if (!own) {
                        add(row.text("role_name"));
                    }
                    return new Access.DefaultPrivileges(
                            own ? Access.DATABASE_OWNER : row.text("role"),
                            row.textOrNull("schema"),
                            objects(row.letter("defaclobjtype")),
                            privileges(row));
                });
    }

    private static String objects(char letter) {
        return switch (letter) {
            case 'r' -> "TABLES";
            case 'S' -> "SEQUENCES";
            case 'f' -> "FUNCTIONS";
            case 'T' -> "TYPES";
            case 'n' -> "SCHEMAS";
            case 'L' -> "LARGE OBJECTS";
            default -> throw new IllegalStateException("default privileges on " + letter);
        };
    }

    private void policiesAndMappings() throws SQLException {
        List<String> names = new ArrayList<>(session.list("""
                select distinct r.rolname from pg_policy p join pg_class c on c.oid = p.polrelid
                join pg_roles r on r.oid = any(p.polroles)
                where c.relnamespace = any({namespaces}) and {not member pg_policy p.oid}
                union
                select r.rolname from pg_user_mappings u join pg_roles r on r.oid = u.umuser
                """, row -> row.text("rolname")));
        names.forEach(this::add);
    }
}
