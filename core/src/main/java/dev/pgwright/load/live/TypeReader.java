package dev.pgwright.load.live;

import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.Extension;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads extensions, enums and domains. */
final class TypeReader {
    private final CatalogSession session;

    TypeReader(CatalogSession session) {
        this.session = session;
    }

    /** Extensions but for PL/pgSQL, which every database has; a comment only where it is not the extension's own. */
    List<Extension> extensions() throws SQLException {
        return session.list("""
                select e.extname as name, n.nspname as schema,
                       nullif(obj_description(e.oid, 'pg_extension'), a.comment) as comment
                from pg_extension e
                join pg_namespace n on n.oid = e.extnamespace
                left join pg_available_extensions() a on a.name = e.extname
                where e.extname <> 'plpgsql'
                """, row -> new Extension(row.text("name"), row.text("schema"), row.textOrNull("comment")));
    }

    List<EnumType> enums() throws SQLException {
        return session.list("""
                select n.nspname as schema, t.typname as name, obj_description(t.oid, 'pg_type') as comment,
                       array(select e.enumlabel::text from pg_enum e where e.enumtypid = t.oid
                             order by e.enumsortorder) as labels
                from pg_type t
                join pg_namespace n on n.oid = t.typnamespace
                where t.typtype = 'e' and t.typnamespace = any({namespaces}) and {not member pg_type t.oid}
                """, row -> new EnumType(row.name(), row.texts("labels"), row.textOrNull("comment")));
    }

    List<DomainType> domains() throws SQLException {
        Map<Long, List<DomainType.DomainCheck>> checks = new HashMap<>();
        session.each(
                """
                select c.contypid::int8 as domain, c.conname as name, c.convalidated,
                       pg_get_expr(c.conbin, 0, true) as expression
                from pg_constraint c
                where c.contypid <> 0 and c.contype = 'c'
                """,
                row -> checks.computeIfAbsent(row.number("domain"), domain -> new ArrayList<>())
                        .add(new DomainType.DomainCheck(
                                row.text("name"), row.text("expression"), row.flag("convalidated"))));
        return session.list(
                """
                select t.oid::int8 as oid, n.nspname as schema, t.typname as name,
                       format_type(t.typbasetype, t.typtypmod) as base,
                       case when t.typcollation <> b.typcollation then t.typcollation::regcollation::text end
                           as collation,
                       coalesce(pg_get_expr(t.typdefaultbin, 0, true), t.typdefault) as default,
                       t.typnotnull, obj_description(t.oid, 'pg_type') as comment
                from pg_type t
                join pg_namespace n on n.oid = t.typnamespace
                join pg_type b on b.oid = t.typbasetype
                where t.typtype = 'd' and t.typnamespace = any({namespaces}) and {not member pg_type t.oid}
                """,
                row -> new DomainType(
                        row.name(),
                        row.text("base"),
                        row.textOrNull("collation"),
                        row.textOrNull("default"),
                        row.flag("typnotnull"),
                        checks.getOrDefault(row.number("oid"), List.of()),
                        row.textOrNull("comment")));
    }
}
