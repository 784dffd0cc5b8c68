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
        return session
                .list(
                        """
                select 'INDEX' as kind, c.oid::regclass::text as identity, obj_description(c.oid, 'pg_class') as text
                from pg_class c
                where c.relkind in ('i', 'I') and c.relnamespace = any({namespaces}) and {not member pg_class c.oid}
                  and exists (select from pg_constraint k where k.conindid = c.oid and k.contype in ('p', 'u', 'x')
                              and k.conparentid = 0)
                union all
                select 'SEQUENCE', c.oid::regclass::text, obj_description(c.oid, 'pg_class')
                from pg_class c
                where c.relkind = 'S' and c.relnamespace = any({namespaces})
                  and exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid
                              and d.deptype = 'i')
                union all
                select 'CONSTRAINT', quote_ident(k.conname) || ' ON DOMAIN ' || k.contypid::regtype,
                       obj_description(k.oid, 'pg_constraint')
                from pg_constraint k where k.contypid <> 0 and k.connamespace = any({namespaces})
                union all
                select 'CONSTRAINT', quote_ident(k.conname) || ' ON ' || k.conrelid::regclass,
                       obj_description(k.oid, 'pg_constraint')
                from pg_constraint k
                where k.conrelid <> 0 and k.connamespace = any({namespaces})
                  and (k.conparentid <> 0 or (k.contype in ('c', 'n') and k.coninhcount > 0))
                union all
                select 'TRIGGER', quote_ident(t.tgname) || ' ON ' || t.tgrelid::regclass,
                       obj_description(t.oid, 'pg_trigger')
                from pg_trigger t join pg_class c on c.oid = t.tgrelid
                where t.tgparentid <> 0 and not t.tgisinternal and c.relnamespace = any({namespaces})
                """,
                        row -> row.textOrNull("text") == null
                                ? List.<ObjectComment>of()
                                : List.of(new ObjectComment(
                                        new ObjectReference(row.text("kind"), row.text("identity")), row.text("text"))))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    static List<SecurityLabel> labels(CatalogSession session) throws SQLException {
        return session.list(
                """
                select upper(l.objtype) as kind, l.objname as identity, l.provider, l.label
                from pg_seclabels l
                where l.objtype not in ('database', 'role', 'tablespace', 'large object')
                """,
                row -> new SecurityLabel(
                        new ObjectReference(row.text("kind"), row.text("identity")),
                        row.text("provider"),
                        row.text("label")));
    }
}
