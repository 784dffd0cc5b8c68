package dev.pgwright.load.live;

import dev.pgwright.catalog.NotModelled;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Lists what the model does not describe, so that nobody takes a catalog for more than it is. */
final class NotModelledReader {
    private final CatalogSession session;

    NotModelledReader(CatalogSession session) {
        this.session = session;
    }

    List<NotModelled> notModelled() throws SQLException {
        List<String> queries = new ArrayList<>();
        schemaObjects(queries);
        databaseObjects(queries);
        tableProperties(queries);
        columnProperties(queries);
        otherProperties(queries);
        ownersAndGrants(queries);
        List<NotModelled> found = new ArrayList<>(new CarriedReader(session).carried());
        session.each(
                "select distinct kind, name from (" + String.join("\nunion all\n", queries) + ") all_of_them",
                row -> found.add(new NotModelled(row.text("kind"), row.text("name"))));
        return found;
    }

    /**
     * Objects of a catalog, with kind and name as {@code pg_identify_object} gives them; not those that come with
     * another object, as the casts of a range type do.
     */
    private static String objects(String catalog, String condition) {
        return "select i.type as kind, i.identity as name from " + catalog
                + " o, pg_identify_object('" + catalog + "'::regclass, o.oid, 0) i where " + condition
                + " and {not member " + catalog + " o.oid} and not exists (select from pg_depend d"
                + " where d.classid = '" + catalog + "'::regclass and d.objid = o.oid and d.deptype = 'i')";
    }

    /** A property of relations ({@code c}) under a kind of its own. */
    private static String relations(String kind, String name, String condition) {
        return "select " + kind + " as kind, " + name + " as name from pg_class c"
                + " where c.relnamespace = any({namespaces}) and " + condition + " and {not member pg_class c.oid}";
    }

    private static void schemaObjects(List<String> queries) {
        String ofRelation = "o.%s in (select c.oid from pg_class c where c.relnamespace = any({namespaces}))";
        queries.add(objects("pg_policy", ofRelation.formatted("polrelid")));
        queries.add(objects("pg_rewrite", "o.rulename <> '_RETURN' and " + ofRelation.formatted("ev_class")));
        queries.add(objects("pg_class", "o.relkind = 'f' and o.relnamespace = any({namespaces})"));
        queries.add(objects(
                "pg_type",
                "o.typtype = 'r' and o.typnamespace = any({namespaces}) and exists"
                        + " (select from pg_range r where r.rngtypid = o.oid and r.rngcanonical <> 0)"));
        queries.add(objects(
                "pg_proc",
                "o.prokind = 'a' and o.pronamespace = any({namespaces}) and not exists"
                        + " (select from pg_aggregate a join pg_proc p on p.oid = a.aggfnoid where p.oid = o.oid and "
                        + CarriedReader.plainAggregate() + ")"));
        // base types; not arrays, rows of tables, or the multirange that comes with a range
        queries.add(objects(
                "pg_type",
                "o.typtype in ('b', 'p') and o.typrelid = 0 and o.typcategory <> 'A' and o.typnamespace ="
                        + " any({namespaces})"));
        queries.add(objects("pg_operator", "o.oprnamespace = any({namespaces})"));
        queries.add(objects("pg_opclass", "o.opcnamespace = any({namespaces})"));
        queries.add(objects("pg_opfamily", "o.opfnamespace = any({namespaces})"));
        queries.add(objects("pg_conversion", "o.connamespace = any({namespaces})"));
        queries.add(objects("pg_ts_parser", "o.prsnamespace = any({namespaces})"));
        queries.add(objects("pg_ts_template", "o.tmplnamespace = any({namespaces})"));
        queries.add(objects("pg_statistic_ext", "o.stxnamespace = any({namespaces})"));
    }

    /** 16384 is FirstNormalObjectId: below it is what initdb made. */
    private static void databaseObjects(List<String> queries) {
        for (String catalog : List.of(
                "pg_cast",
                "pg_language",
                "pg_am",
                "pg_transform",
                "pg_event_trigger",
                "pg_publication",
                "pg_foreign_data_wrapper",
                "pg_foreign_server",
                "pg_default_acl")) {
            queries.add(objects(catalog, "o.oid >= 16384"));
        }
        queries.add("select 'subscription' as kind, quote_ident(s.subname) as name from pg_subscription s"
                + " where s.subdbid = (select d.oid from pg_database d where d.datname = current_database())");
        queries.add("select 'user mapping' as kind, quote_ident(u.usename) || ' on ' || quote_ident(u.srvname) as name"
                + " from pg_user_mappings u");
        queries.add("select 'setting of a role or database' as kind, coalesce(r.rolname || ': ', '')"
                + " || split_part(setting, '=', 1) as name from pg_db_role_setting s"
                + " cross join unnest(s.setconfig) as setting left join pg_roles r on r.oid = s.setrole"
                + " where s.setdatabase = (select d.oid from pg_database d where d.datname = current_database())");
        queries.add("select 'security label' as kind, l.objtype || ' ' || l.objname as name from pg_seclabels l"
                + " where l.objtype not in ('database', 'role', 'tablespace')");
    }

    private static void tableProperties(List<String> queries) {
        String name = "c.oid::regclass::text";
        queries.add(relations("'row security'", name, "(c.relrowsecurity or c.relforcerowsecurity)"));
        queries.add(relations("'replica identity'", name, "c.relkind in ('r', 'p') and c.relreplident <> 'd'"));
        queries.add(relations("'typed table'", name, "c.reloftype <> 0"));
        queries.add(relations("'tablespace'", name, "c.reltablespace <> 0 and c.relkind <> 't'"));
        queries.add(relations(
                "'table access method'",
                name,
                "c.relkind in ('r', 'p', 'm') and c.relam <> 0"
                        + " and c.relam <> (select a.oid from pg_am a where a.amname = 'heap')"));
        queries.add(relations(
                "'clustering index'",
                name,
                "c.relkind = 'i' and exists (select from pg_index x where x.indexrelid = c.oid and x.indisclustered)"));
        // of an unlogged table's own sequences it goes without saying
        queries.add(relations(
                "'unlogged sequence'",
                name,
                "c.relkind = 'S' and c.relpersistence = 'u' and not exists (select from pg_depend d join pg_class t on"
                        + " t.oid = d.refobjid where d.classid = 'pg_class'::regclass and d.objid = c.oid"
                        + " and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')"
                        + " and t.relpersistence = 'u')"));
    }

    private void columnProperties(List<String> queries) {
        String of = "select '%s' as kind, c.oid::regclass || '.' || quote_ident(a.attname) as name from pg_attribute a"
                + " join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid"
                + " where c.relkind in ('r', 'p', 'm') and c.relnamespace = any({namespaces}) and a.attnum > 0"
                + " and not a.attisdropped and %s and {not member pg_class c.oid}";
        queries.add(of.formatted("column storage", "a.attstorage <> t.typstorage"));
        queries.add(of.formatted("column compression", "a.attcompression <> ''"));
        queries.add(of.formatted(
                "column statistics target", session.since(17, "a.attstattarget is not null", "a.attstattarget <> -1")));
        queries.add(of.formatted("column options", "a.attoptions is not null"));
    }

    /** Properties of things that the model names without having a place for all of their properties. */
    private static void otherProperties(List<String> queries) {
        String ofConstraint =
                "exists (select from pg_constraint k where k.conindid = c.oid and k.contype in ('p', 'u', 'x'))";
        String attached = "exists (select from pg_inherits h join pg_index p on p.indexrelid = h.inhparent"
                + " where h.inhrelid = c.oid and p.indisvalid)";
        String implied = "c.relkind in ('i', 'I') and (" + ofConstraint + " or " + attached + ")";
        queries.add(relations(
                "'comment on index'",
                "c.oid::regclass::text",
                implied + " and obj_description(c.oid, 'pg_class') is not null"));
        queries.add(relations(
                "'index storage parameters'", "c.oid::regclass::text", implied + " and c.reloptions is not null"));
        queries.add(relations(
                "'comment on identity sequence'",
                "c.oid::regclass::text",
                "c.relkind = 'S' and obj_description(c.oid, 'pg_class') is not null and exists (select from pg_depend d"
                        + " where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'i')"));
        queries.add("select 'comment on domain constraint' as kind, quote_ident(k.conname) || ' on ' ||"
                + " k.contypid::regtype as name from pg_constraint k where k.contypid <> 0"
                + " and k.connamespace = any({namespaces}) and obj_description(k.oid, 'pg_constraint') is not null");
        queries.add("select 'index statistics target' as kind, c.oid::regclass::text as name from pg_class c"
                + " where c.relkind in ('i', 'I') and c.relnamespace = any({namespaces})"
                + " and exists (select from pg_attribute a where a.attrelid = c.oid and a.attstattarget >= 0)");
    }

    private static void ownersAndGrants(List<String> queries) {
        ownersAndGrants(queries, "pg_namespace", "nspowner", "nspacl", "'n'", "o.oid = any({namespaces})");
        ownersAndGrants(
                queries,
                "pg_class",
                "relowner",
                "relacl",
                "case when o.relkind = 'S' then 's' else 'r' end",
                "o.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and o.relnamespace = any({namespaces})");
        ownersAndGrants(queries, "pg_proc", "proowner", "proacl", "'f'", "o.pronamespace = any({namespaces})");
        ownersAndGrants(
                queries,
                "pg_type",
                "typowner",
                "typacl",
                "'T'",
                "o.typtype in ('e', 'd') and o.typnamespace = any({namespaces})");
        queries.add("select 'grant' as kind, 'column ' || c.oid::regclass || '.' || quote_ident(a.attname) as name"
                + " from pg_attribute a join pg_class c on c.oid = a.attrelid where a.attacl is not null"
                + " and c.relnamespace = any({namespaces})");
    }

    /** Owners other than the database's, and privileges other than those that every such object has at first. */
    private static void ownersAndGrants(
            List<String> queries, String catalog, String owner, String acl, String aclType, String condition) {
        String from = " from " + catalog + " o, pg_identify_object('" + catalog + "'::regclass, o.oid, 0) i where "
                + condition + " and {not member " + catalog + " o.oid}";
        queries.add("select 'owner' as kind, i.type || ' ' || i.identity || ': ' || pg_get_userbyid(o." + owner
                + ") as name" + from + " and o." + owner
                + " <> (select d.datdba from pg_database d where d.datname = current_database())"
                + " and i.identity <> 'public'");
        queries.add("select 'grant' as kind, i.type || ' ' || i.identity as name" + from + " and o." + acl
                + " is not null and o." + acl + " <> acldefault((" + aclType + ")::\"char\", o." + owner
                + ") and not exists (select from pg_init_privs p where p.classoid = '" + catalog
                + "'::regclass and p.objoid = o.oid and p.initprivs = o." + acl + ")");
    }
}
