package dev.pgwright.load.live;

import dev.pgwright.catalog.ObjectComment;
import dev.pgwright.catalog.ObjectReference;
import dev.pgwright.catalog.SecurityLabel;
import java.sql.SQLException;
import java.util.List;

/** Reads comments on what has no record of its own, and security labels. */
final class CommentReader {
    private CommentReader() {}

    /**
     * The index of a constraint, the sequence of an identity column, a domain's constraint, and what a partition has
     * because of its parent: a foreign key, a trigger.
     */
    static List<ObjectComment> comments(CatalogSession session) throws SQLException {
        return session.list(
                """
                select 'INDEX' as kind, c.oid::regclass::text as identity, d.description as text
                from pg_description d join pg_class c on c.oid = d.objoid
                where d.classoid = 'pg_class'::regclass and d.objsubid = 0
                  and c.relkind in ('i', 'I') and c.relnamespace = any({namespaces}) and {not member pg_class c.oid}
                  and exists (select from pg_constraint k where k.conindid = c.oid and k.contype in ('p', 'u', 'x')
                              and k.conparentid = 0)
                union all
                select 'SEQUENCE', c.oid::regclass::text, d.description
                from pg_description d join pg_class c on c.oid = d.objoid
                where d.classoid = 'pg_class'::regclass and d.objsubid = 0
                  and c.relkind = 'S' and c.relnamespace = any({namespaces})
                  and exists (select from pg_depend n where n.classid = 'pg_class'::regclass and n.objid = c.oid
                              and n.deptype = 'i')
                union all
                select 'CONSTRAINT', quote_ident(k.conname) || ' ON '
                       || case when k.contypid <> 0 then 'DOMAIN ' || k.contypid::regtype else k.conrelid::regclass::text end,
                       d.description
                from pg_description d join pg_constraint k on k.oid = d.objoid
                where d.classoid = 'pg_constraint'::regclass and k.connamespace = any({namespaces})
                  and ((k.contypid <> 0 and k.contype <> 'n') or (k.conrelid <> 0
                       and (k.conparentid <> 0 or (k.contype in ('c', 'n') and k.coninhcount > 0))))
                union all
                select 'TRIGGER', quote_ident(t.tgname) || ' ON ' || t.tgrelid::regclass, d.description
                from pg_description d join pg_trigger t on t.oid = d.objoid join pg_class c on c.oid = t.tgrelid
                where d.classoid = 'pg_trigger'::regclass
                  and t.tgparentid <> 0 and not t.tgisinternal and c.relnamespace = any({namespaces})
                """,
                row -> new ObjectComment(
                        new ObjectReference(row.text("kind"), row.text("identity")), row.text("text")));
    }

    static List<SecurityLabel> labels(CatalogSession session) throws SQLException {
        return session.list(
                """
                select upper(l.objtype) as kind,
                       -- the view does not quote columns
                       case when l.objtype = 'column' then l.objoid::regclass || '.' || quote_ident(a.attname)
                            else l.objname end as identity,
                       l.provider, l.label
                from pg_seclabels l
                left join pg_attribute a on a.attrelid = l.objoid and a.attnum = l.objsubid
                                            and l.classoid = 'pg_class'::regclass and l.objsubid > 0
                where l.objtype not in ('database', 'role', 'tablespace', 'large object')
                """,
                row -> new SecurityLabel(
                        new ObjectReference(row.text("kind"), row.text("identity")),
                        row.text("provider"),
                        row.text("label")));
    }
}
