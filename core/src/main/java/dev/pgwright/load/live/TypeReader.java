package dev.pgwright.load.live;

import dev.pgwright.catalog.CompositeType;
import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.Extension;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.RangeType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads extensions and the types that users make. */
final class TypeReader {
    private final CatalogSession session;

    TypeReader(CatalogSession session) {
        this.session = session;
    }

    /** Extensions but for PL/pgSQL, which every database has; a comment only where it is not the extension's own. */
    List<Extension> extensions() throws SQLException {
        return session.list("""
                select e.extname as name, n.nspname as schema,
                       nullif({comment pg_extension e.oid}, a.comment) as comment
                from pg_extension e
                join pg_namespace n on n.oid = e.extnamespace
                left join pg_available_extensions() a on a.name = e.extname
                where e.extname <> 'plpgsql'
                """, row -> new Extension(row.text("name"), row.text("schema"), row.textOrNull("comment")));
    }

    List<EnumType> enums() throws SQLException {
        return session.list("""
                select n.nspname as schema, t.typname as name, {comment pg_type t.oid} as comment,
                       array(select e.enumlabel::text from pg_enum e where e.enumtypid = t.oid
                             order by e.enumsortorder) as labels
                from pg_type t
                join pg_namespace n on n.oid = t.typnamespace
                where t.typtype = 'e' and t.typnamespace = any({namespaces}) and {not member pg_type t.oid}
                """, row -> new EnumType(row.name(), row.texts("labels"), row.textOrNull("comment")));
    }

    List<CompositeType> composites() throws SQLException {
        Map<Long, List<CompositeType.Attribute>> attributes = new HashMap<>();
        session.each(
                """
                select a.attrelid::int8 as relation, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
                       case when a.attcollation <> t.typcollation then a.attcollation::regcollation::text end
                           as collation,
                       {comment pg_class a.attrelid a.attnum} as comment
                from pg_attribute a
                join pg_class c on c.oid = a.attrelid
                join pg_type t on t.oid = a.atttypid
                where c.relkind = 'c' and c.relnamespace = any({namespaces}) and a.attnum > 0 and not a.attisdropped
                order by a.attrelid, a.attnum
                """,
                row -> attributes
                        .computeIfAbsent(row.number("relation"), relation -> new ArrayList<>())
                        .add(new CompositeType.Attribute(
                                row.text("name"),
                                row.text("type"),
                                row.textOrNull("collation"),
                                row.textOrNull("comment"))));
        return session.list(
                """
                select c.oid::int8 as relation, n.nspname as schema, t.typname as name,
                       {comment pg_type t.oid} as comment
                from pg_type t
                join pg_class c on c.oid = t.typrelid
                join pg_namespace n on n.oid = t.typnamespace
                where c.relkind = 'c' and t.typnamespace = any({namespaces}) and {not member pg_type t.oid}
                """,
                row -> new CompositeType(
                        row.name(),
                        attributes.getOrDefault(row.number("relation"), List.of()),
                        row.textOrNull("comment")));
    }

    List<RangeType> ranges() throws SQLException {
        return session.list(
                """
                select n.nspname as schema, t.typname as name, format_type(r.rngsubtype, null) as subtype,
                       case when not o.opcdefault or os.nspname <> 'pg_catalog'
                            then quote_ident(os.nspname) || '.' || quote_ident(o.opcname) end as operator_class,
                       case when r.rngcollation <> s.typcollation then r.rngcollation::regcollation::text end
                           as collation,
                       nullif(r.rngcanonical, 0)::regproc::text as canonical,
                       nullif(r.rngsubdiff, 0)::regproc::text as difference,
                       mn.nspname as multirange_schema, m.typname as multirange,
                       {comment pg_type t.oid} as comment
                from pg_range r
                join pg_type t on t.oid = r.rngtypid
                join pg_namespace n on n.oid = t.typnamespace
                join pg_type s on s.oid = r.rngsubtype
                join pg_type m on m.oid = r.rngmultitypid
                join pg_namespace mn on mn.oid = m.typnamespace
                join pg_opclass o on o.oid = r.rngsubopc
                join pg_namespace os on os.oid = o.opcnamespace
                where t.typnamespace = any({namespaces}) and {not member pg_type t.oid}
                """,
                row -> new RangeType(
                        row.name(),
                        row.text("subtype"),
                        row.textOrNull("operator_class"),
                        row.textOrNull("collation"),
                        row.textOrNull("canonical"),
                        row.textOrNull("difference"),
                        QualifiedName.of(row.text("multirange_schema"), row.text("multirange")),
                        row.textOrNull("comment")));
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
                                row.text("name"), row.sql("expression"), row.flag("convalidated"))));
        return session.list(
                """
                select t.oid::int8 as oid, n.nspname as schema, t.typname as name,
                       format_type(t.typbasetype, t.typtypmod) as base,
                       case when t.typcollation <> b.typcollation then t.typcollation::regcollation::text end
                           as collation,
                       coalesce(pg_get_expr(t.typdefaultbin, 0, true), t.typdefault) as default,
                       t.typnotnull, {comment pg_type t.oid} as comment
                from pg_type t
                join pg_namespace n on n.oid = t.typnamespace
                join pg_type b on b.oid = t.typbasetype
                where t.typtype = 'd' and t.typnamespace = any({namespaces}) and {not member pg_type t.oid}
                """,
                row -> new DomainType(
                        row.name(),
                        row.text("base"),
                        row.textOrNull("collation"),
                        row.sqlOrNull("default"),
                        row.flag("typnotnull"),
                        checks.getOrDefault(row.number("oid"), List.of()),
                        row.textOrNull("comment")));
    }
}
