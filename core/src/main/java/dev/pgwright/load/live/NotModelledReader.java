package dev.pgwright.load.live;

import dev.pgwright.catalog.NotModelled;
import dev.pgwright.sql.Identifiers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lists what the model does not describe, so that nobody takes a catalog for more than it is. */
final class NotModelledReader {
    /**
     * Privileges on what an extension made or the server has from its beginning, given or taken away since. What all may
     * read in information_schema is not recorded as given at first.
     */
    private static final String GRANTS_ON_MEMBERS = """
            select distinct 'grant', i.type || ' ' || i.identity
            from (select 'pg_class'::regclass as class, oid, relacl as acl, relowner as owner,
                         relnamespace = 'information_schema'::regnamespace as standard from pg_class
                  union all select 'pg_proc'::regclass, oid, proacl, proowner, false from pg_proc
                  union all select 'pg_type'::regclass, oid, typacl, typowner, false from pg_type
                  union all select 'pg_language'::regclass, oid, lanacl, lanowner, false from pg_language
                  union all select 'pg_namespace'::regclass, oid, nspacl, nspowner, nspname = 'information_schema'
                  from pg_namespace where nspname <> 'public') o
            left join pg_init_privs p on p.classoid = o.class and p.objoid = o.oid and p.objsubid = 0
            cross join lateral (
                (select grantee, privilege_type from aclexplode(o.acl) except all
                 select grantee, privilege_type from aclexplode(p.initprivs))
                union all
                (select grantee, privilege_type from aclexplode(p.initprivs) except all
                 select grantee, privilege_type from aclexplode(o.acl) where o.acl is not null)) d
            cross join pg_identify_object(o.class, o.oid, 0) i
            where d.grantee <> o.owner and not (o.standard and d.grantee = 0)
              and (o.oid < 16384 or exists (select from pg_depend m where m.classid = o.class and m.objid = o.oid
                                            and m.deptype = 'e'))
              -- PUBLIC executes a function and uses a type or a language anyway
              and not (p.initprivs is null and d.grantee = 0
                       and o.class in ('pg_proc'::regclass, 'pg_type'::regclass, 'pg_language'::regclass))""";

    private NotModelledReader() {}

    /** Roles are those of which the catalog speaks. */
    static List<NotModelled> read(CatalogSession session, List<String> roles) throws SQLException {
        List<String> queries = new ArrayList<>();
        String named = " = any(array["
                + roles.stream().map(Identifiers::quoteLiteral).collect(Collectors.joining(", ")) + "]::name[])";
        queries.add("select 'setting of a role or database' as kind, coalesce(r.rolname || ': ', '')"
                + " || split_part(setting, '=', 1) as name from pg_db_role_setting s"
                + " cross join unnest(s.setconfig) as setting left join pg_roles r on r.oid = s.setrole"
                + " where s.setdatabase = (select d.oid from pg_database d where d.datname = current_database())");
        queries.add("select 'large object', l.oid::text from pg_largeobject_metadata l");
        queries.add("select 'grant', 'database ' || quote_ident(d.datname) from pg_database d"
                + " where d.datname = current_database() and d.datacl <> acldefault('d', d.datdba)");
        queries.add("select 'comment', 'database ' || quote_ident(d.datname) from pg_database d"
                + " where d.datname = current_database() and shobj_description(d.oid, 'pg_database') is not null");
        queries.add("select 'comment', 'role ' || quote_ident(r.rolname) from pg_roles r" + " where r.rolname" + named
                + " and shobj_description(r.oid, 'pg_authid') is not null");
        queries.add("select 'security label', case when l.classoid = 'pg_authid'::regclass"
                + " then 'role ' || quote_ident(r.rolname) else 'database ' || quote_ident(d.datname) end"
                + " from pg_shseclabel l"
                + " left join pg_roles r on l.classoid = 'pg_authid'::regclass and r.oid = l.objoid"
                + " left join pg_database d on l.classoid = 'pg_database'::regclass and d.oid = l.objoid"
                + " where r.rolname" + named + " or d.datname = current_database()");
        queries.add(GRANTS_ON_MEMBERS);
        // an operator that another one names as its commutator or negator and that was never made
        queries.add("select 'operator', i.identity from pg_operator o,"
                + " pg_identify_object('pg_operator'::regclass, o.oid, 0) i"
                + " where o.oprcode = 0 and o.oprnamespace = any({namespaces})");
        queries.add("select 'shell type', format_type(t.oid, null) from pg_type t"
                + " where t.typtype = 'p' and t.typnamespace = any({namespaces}) and {not member pg_type t.oid}");
        queries.add("select 'invalid index', c.oid::regclass::text from pg_class c"
                + " join pg_index x on x.indexrelid = c.oid where c.relkind = 'i' and not x.indisvalid"
                + " and c.relnamespace = any({namespaces})");
        queries.add("select 'firing of a partition''s trigger', quote_ident(t.tgname) || ' on ' || t.tgrelid::regclass"
                + " from pg_trigger t join pg_trigger p on p.oid = t.tgparentid join pg_class c on c.oid = t.tgrelid"
                + " where t.tgenabled <> p.tgenabled and not t.tgisinternal and c.relnamespace = any({namespaces})");
        queries.add("select 'name of a partition''s foreign key', quote_ident(k.conname) || ' on '"
                + " || k.conrelid::regclass from pg_constraint k join pg_constraint p on p.oid = k.conparentid"
                + " where k.contype = 'f' and k.conname <> p.conname and k.conrelid <> p.conrelid"
                + " and k.connamespace = any({namespaces})");
        queries.add("select 'disabled internal trigger', quote_ident(t.tgname) || ' on ' || t.tgrelid::regclass"
                + " from pg_trigger t join pg_class c on c.oid = t.tgrelid where t.tgisinternal"
                + " and t.tgenabled <> 'O' and c.relnamespace = any({namespaces})");
        queries.add(
                "select 'dependence on an extension', i.type || ' ' || i.identity || ' on ' || quote_ident(e.extname)"
                        + " from pg_depend d join pg_extension e on e.oid = d.refobjid,"
                        + " pg_identify_object(d.classid, d.objid, d.objsubid) i"
                        + " where d.deptype = 'x' and d.refclassid = 'pg_extension'::regclass and i.schema in ("
                        + "select nspname from pg_namespace where oid = any({namespaces}))");
        if (session.version() >= 17) {
            queries.add("select 'name of a domain''s NOT NULL', quote_ident(k.conname) || ' of ' || k.contypid::regtype"
                    + " from pg_constraint k join pg_type t on t.oid = k.contypid"
                    + " where k.contype = 'n' and k.conname <> substr(t.typname, 1, 54) || '_not_null'"
                    + " and k.connamespace = any({namespaces})");
            queries.add("select 'comment', 'NOT NULL of ' || k.contypid::regtype"
                    + " from pg_constraint k join pg_description d on d.objoid = k.oid"
                    + " where k.contype = 'n' and k.contypid <> 0 and d.classoid = 'pg_constraint'::regclass"
                    + " and k.connamespace = any({namespaces})");
        }
        queries.add(
                "select 'publication membership of an extension''s table', c.oid::regclass::text"
                        + " from pg_publication_rel r join pg_class c on c.oid = r.prrelid where not {not member pg_class c.oid}");
        return session.list(
                "select distinct kind, name from (" + String.join("\nunion all\n", queries) + ") all_of_them",
                row -> new NotModelled(row.text("kind"), row.text("name")));
    }
}
