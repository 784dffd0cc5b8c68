package dev.pgwright.load.live;

/** Queries for {@link DefinedReader}: publications. */
final class ReplicationQueries {
    private ReplicationQueries() {}

    /** Row filters, column lists and schemas came with 15, generated columns with 18. */
    static String publications(CatalogSession session) {
        String filter =
                session.since(15, "coalesce(' WHERE (' || pg_get_expr(r.prqual, r.prrelid, true) || ')', '')", "''");
        String columns = session.since(15, """
                coalesce((select ' (' || string_agg(quote_ident(a.attname), ', ' order by k.place) || ')'
                          from unnest(r.prattrs) with ordinality k (number, place)
                          join pg_attribute a on a.attrelid = r.prrelid and a.attnum = k.number), '')""", "''");
        String schemas = session.since(15, """
                (select 'TABLES IN SCHEMA ' || string_agg(quote_ident(s.nspname), ', ' order by s.nspname)
                 from pg_publication_namespace pn join pg_namespace s on s.oid = pn.pnnspid where pn.pnpubid = p.oid)""", "null");
        String generated = session.since(
                18, "case p.pubgencols when 's' then ', publish_generated_columns = stored' else '' end", "''");
        return """
                select 'PUBLICATION' as kind, quote_ident(p.pubname) as identity, array[
                           'CREATE PUBLICATION ' || quote_ident(p.pubname)
                           || case when p.puballtables then ' FOR ALL TABLES' else coalesce(' FOR ' || nullif(
                                  concat_ws(', ',
                                      (select 'TABLE ' || string_agg(
                                                  case when c.relkind = 'p' or not exists
                                                            (select from pg_inherits h where h.inhparent = c.oid)
                                                       then '' else 'ONLY ' end
                                                  || c.oid::regclass || %s || %s, ', ' order by c.oid::regclass::text)
                                       from pg_publication_rel r join pg_class c on c.oid = r.prrelid
                                       where r.prpubid = p.oid), %s), ''), '') end
                           || ' WITH (publish = ' || quote_literal(concat_ws(', ',
                                  case when p.pubinsert then 'insert' end, case when p.pubupdate then 'update' end,
                                  case when p.pubdelete then 'delete' end, case when p.pubtruncate then 'truncate' end))
                           || case when p.pubviaroot then ', publish_via_partition_root = true' else '' end || %s || ')'
                       ] as definition, {comment pg_publication p.oid} as comment, null as withheld
                from pg_publication p
                where {not member pg_publication p.oid}
                """.formatted(columns, filter, schemas, generated);
    }
}
