package dev.pgwright.load.live;

import dev.pgwright.catalog.NotModelled;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads objects that have no record in the model but whose statements can be given, because tables and views are often
 * built upon them: composite and range types, collations, aggregates, text search dictionaries and configurations.
 */
final class CarriedReader {
    private static final String COMMENT = "coalesce('COMMENT ON %s ' || %s || ' IS ' || quote_literal(%s), '')";

    private final CatalogSession session;

    CarriedReader(CatalogSession session) {
        this.session = session;
    }

    List<NotModelled> carried() throws SQLException {
        List<String> queries =
                List.of(compositeTypes(), rangeTypes(), collations(), aggregates(), dictionaries(), configurations());
        return session.list(String.join("\nunion all\n", queries), CarriedReader::object);
    }

    private static NotModelled object(Row row) throws SQLException {
        List<String> definition = new ArrayList<>(row.texts("definition"));
        definition.removeIf(String::isEmpty);
        return new NotModelled(row.text("kind"), row.text("name"), definition);
    }

    /** The statement that sets an object's comment, or an empty text. */
    private static String comment(String kind, String name, String oid, String catalog) {
        return COMMENT.formatted(kind, name, "obj_description(" + oid + ", '" + catalog + "')");
    }

    private static String compositeTypes() {
        return """
                select 'type' as kind, i.identity as name, array[
                    'CREATE TYPE ' || i.identity || ' AS ('
                    || (select coalesce(string_agg(quote_ident(a.attname) || ' '
                                   || format_type(a.atttypid, a.atttypmod)
                                   || case when a.attcollation <> y.typcollation
                                           then ' COLLATE ' || a.attcollation::regcollation else '' end,
                                   ', ' order by a.attnum), '')
                        from pg_attribute a join pg_type y on y.oid = a.atttypid
                        where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped)
                    || ')', %s] as definition
                from pg_type t
                join pg_class c on c.oid = t.typrelid
                cross join pg_identify_object('pg_type'::regclass, t.oid, 0) i
                where c.relkind = 'c' and t.typnamespace = any({namespaces}) and {not member pg_type t.oid}
                """.formatted(comment("TYPE", "i.identity", "t.oid", "pg_type"));
    }

    /** Not those with a canonical function: it takes the type, which has to be there before as a shell. */
    private static String rangeTypes() {
        return """
                select 'type', i.identity, array[
                    'CREATE TYPE ' || i.identity || ' AS RANGE (subtype = ' || format_type(r.rngsubtype, null)
                    || case when not o.opcdefault
                            then ', subtype_opclass = ' || quote_ident(os.nspname) || '.' || quote_ident(o.opcname)
                            else '' end
                    || case when r.rngcollation <> s.typcollation
                            then ', collation = ' || r.rngcollation::regcollation else '' end
                    || case when r.rngsubdiff <> 0 then ', subtype_diff = ' || r.rngsubdiff else '' end
                    || ', multirange_type_name = ' || format_type(r.rngmultitypid, null) || ')', %s]
                from pg_range r
                join pg_type t on t.oid = r.rngtypid
                join pg_type s on s.oid = r.rngsubtype
                join pg_opclass o on o.oid = r.rngsubopc
                join pg_namespace os on os.oid = o.opcnamespace
                cross join pg_identify_object('pg_type'::regclass, t.oid, 0) i
                where r.rngcanonical = 0 and t.typnamespace = any({namespaces}) and {not member pg_type t.oid}
                """.formatted(comment("TYPE", "i.identity", "t.oid", "pg_type"));
    }

    private String collations() {
        String locale = session.since(17, "c.colllocale", session.since(15, "c.colliculocale", "c.collcollate"));
        String rules = session.since(16, "coalesce(', rules = ' || quote_literal(c.collicurules), '')", "''");
        return """
                select 'collation', i.identity, array[
                    'CREATE COLLATION ' || i.identity
                    || case c.collprovider
                       when 'c' then ' (provider = libc, lc_collate = ' || quote_literal(c.collcollate)
                                     || ', lc_ctype = ' || quote_literal(c.collctype)
                       else ' (provider = ' || case c.collprovider when 'i' then 'icu' else 'builtin' end
                            || ', locale = ' || quote_literal(%s) end
                    || %s || case when c.collisdeterministic then '' else ', deterministic = false' end || ')', %s]
                from pg_collation c, pg_identify_object('pg_collation'::regclass, c.oid, 0) i
                where c.collnamespace = any({namespaces}) and {not member pg_collation c.oid}
                """.formatted(locale, rules, comment("COLLATION", "i.identity", "c.oid", "pg_collation"));
    }

    /** Plain ones, as most are. Their functions print without arguments, which CREATE AGGREGATE adds itself. */
    private static String aggregates() {
        return """
                select 'aggregate', i.identity, array[
                    'CREATE AGGREGATE ' || i.identity || ' (SFUNC = ' || a.aggtransfn || ', STYPE = '
                    || format_type(a.aggtranstype, null)
                    || case when a.aggtransspace <> 0 then ', SSPACE = ' || a.aggtransspace else '' end
                    || case when a.aggfinalfn <> 0 then ', FINALFUNC = ' || a.aggfinalfn else '' end
                    || case when a.aggfinalextra then ', FINALFUNC_EXTRA' else '' end
                    || case when a.aggcombinefn <> 0 then ', COMBINEFUNC = ' || a.aggcombinefn else '' end
                    || case when a.aggserialfn <> 0 then ', SERIALFUNC = ' || a.aggserialfn else '' end
                    || case when a.aggdeserialfn <> 0 then ', DESERIALFUNC = ' || a.aggdeserialfn else '' end
                    || coalesce(', INITCOND = ' || quote_literal(a.agginitval), '')
                    || case p.proparallel when 's' then ', PARALLEL = SAFE' when 'r' then ', PARALLEL = RESTRICTED'
                                          else '' end
                    || ')', %s]
                from pg_aggregate a
                join pg_proc p on p.oid = a.aggfnoid
                cross join pg_identify_object('pg_proc'::regclass, p.oid, 0) i
                where %s and p.pronamespace = any({namespaces}) and {not member pg_proc p.oid}
                """.formatted(comment("AGGREGATE", "i.identity", "p.oid", "pg_proc"), plainAggregate());
    }

    /** The condition on {@code a} and {@code p} under which an aggregate is carried. */
    static String plainAggregate() {
        return "(a.aggkind = 'n' and a.aggmtransfn = 0 and a.aggsortop = 0 and p.pronargs > 0"
                + " and a.aggfinalmodify = 'r')";
    }

    private static String dictionaries() {
        return """
                select 'text search dictionary', i.identity, array[
                    'CREATE TEXT SEARCH DICTIONARY ' || i.identity || ' (TEMPLATE = ' || quote_ident(ts.nspname) || '.'
                    || quote_ident(t.tmplname) || coalesce(', ' || d.dictinitoption, '') || ')', %s]
                from pg_ts_dict d
                join pg_ts_template t on t.oid = d.dicttemplate
                join pg_namespace ts on ts.oid = t.tmplnamespace
                cross join pg_identify_object('pg_ts_dict'::regclass, d.oid, 0) i
                where d.dictnamespace = any({namespaces}) and {not member pg_ts_dict d.oid}
                """.formatted(comment("TEXT SEARCH DICTIONARY", "i.identity", "d.oid", "pg_ts_dict"));
    }

    private static String configurations() {
        return """
                select 'text search configuration', i.identity, array[
                    'CREATE TEXT SEARCH CONFIGURATION ' || i.identity || ' (PARSER = ' || quote_ident(ps.nspname) || '.'
                    || quote_ident(p.prsname) || ')', %s]
                    || array(select 'ALTER TEXT SEARCH CONFIGURATION ' || i.identity || ' ADD MAPPING FOR '
                                    || string_agg(m.token, ', ' order by m.token) || ' WITH ' || m.dictionaries
                             from (select quote_ident(k.alias) as token,
                                          string_agg(y.maptext, ', ' order by y.mapseqno) as dictionaries
                                   from (select m.maptokentype, m.mapseqno, m.mapdict::regdictionary::text as maptext
                                         from pg_ts_config_map m where m.mapcfg = c.oid) y
                                   join ts_token_type(c.cfgparser) k on k.tokid = y.maptokentype
                                   group by k.alias) m
                             group by m.dictionaries order by m.dictionaries)
                from pg_ts_config c
                join pg_ts_parser p on p.oid = c.cfgparser
                join pg_namespace ps on ps.oid = p.prsnamespace
                cross join pg_identify_object('pg_ts_config'::regclass, c.oid, 0) i
                where c.cfgnamespace = any({namespaces}) and {not member pg_ts_config c.oid}
                """.formatted(comment("TEXT SEARCH CONFIGURATION", "i.identity", "c.oid", "pg_ts_config"));
    }
}
