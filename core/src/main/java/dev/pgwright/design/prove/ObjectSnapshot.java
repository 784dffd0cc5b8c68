package dev.pgwright.design.prove;

import dev.pgwright.server.Session;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The names of all objects of a database, whatever their kind: what PostgreSQL's own system catalogs list, so that
 * nothing can be forgotten. Objects shared by the databases of a server are not among them.
 */
record ObjectSnapshot(SortedSet<String> objects) {
    // every catalog with an "oid" whose rows pg_describe_object knows; TOAST tables carry numbers in their names
    private static final String QUERY = """
            SELECT pg_describe_object(o.classid, o.objid, 0) AS object
            FROM (
                SELECT 'pg_class'::regclass AS classid, oid AS objid FROM pg_class
                    WHERE relnamespace <> 'pg_toast'::regnamespace
                UNION ALL SELECT 'pg_type'::regclass, oid FROM pg_type WHERE typnamespace <> 'pg_toast'::regnamespace
                UNION ALL SELECT 'pg_attrdef'::regclass, oid FROM pg_attrdef
                UNION ALL SELECT 'pg_constraint'::regclass, oid FROM pg_constraint
                UNION ALL SELECT 'pg_namespace'::regclass, oid FROM pg_namespace
                UNION ALL SELECT 'pg_extension'::regclass, oid FROM pg_extension
                UNION ALL SELECT 'pg_proc'::regclass, oid FROM pg_proc
                UNION ALL SELECT 'pg_trigger'::regclass, oid FROM pg_trigger WHERE NOT tgisinternal
                UNION ALL SELECT 'pg_rewrite'::regclass, oid FROM pg_rewrite
                UNION ALL SELECT 'pg_policy'::regclass, oid FROM pg_policy
                UNION ALL SELECT 'pg_collation'::regclass, oid FROM pg_collation
                UNION ALL SELECT 'pg_conversion'::regclass, oid FROM pg_conversion
                UNION ALL SELECT 'pg_operator'::regclass, oid FROM pg_operator
                UNION ALL SELECT 'pg_opclass'::regclass, oid FROM pg_opclass
                UNION ALL SELECT 'pg_opfamily'::regclass, oid FROM pg_opfamily
                UNION ALL SELECT 'pg_am'::regclass, oid FROM pg_am
                UNION ALL SELECT 'pg_cast'::regclass, oid FROM pg_cast
                UNION ALL SELECT 'pg_language'::regclass, oid FROM pg_language
                UNION ALL SELECT 'pg_transform'::regclass, oid FROM pg_transform
                UNION ALL SELECT 'pg_statistic_ext'::regclass, oid FROM pg_statistic_ext
                UNION ALL SELECT 'pg_ts_config'::regclass, oid FROM pg_ts_config
                UNION ALL SELECT 'pg_ts_dict'::regclass, oid FROM pg_ts_dict
                UNION ALL SELECT 'pg_ts_parser'::regclass, oid FROM pg_ts_parser
                UNION ALL SELECT 'pg_ts_template'::regclass, oid FROM pg_ts_template
                UNION ALL SELECT 'pg_event_trigger'::regclass, oid FROM pg_event_trigger
                UNION ALL SELECT 'pg_publication'::regclass, oid FROM pg_publication
                UNION ALL SELECT 'pg_foreign_data_wrapper'::regclass, oid FROM pg_foreign_data_wrapper
                UNION ALL SELECT 'pg_foreign_server'::regclass, oid FROM pg_foreign_server
                UNION ALL SELECT 'pg_largeobject_metadata'::regclass, oid FROM pg_largeobject_metadata
                UNION ALL SELECT 'pg_default_acl'::regclass, oid FROM pg_default_acl
            ) AS o
            WHERE o.objid >= 16384
            UNION ALL
            SELECT 'privileges on ' || pg_describe_object('pg_namespace'::regclass, oid, 0) || ' ' || nspacl::text
            FROM pg_namespace WHERE nspacl IS NOT NULL
            UNION ALL
            SELECT 'comment on ' || pg_describe_object(classoid, objoid, objsubid) || ' ' || description
            FROM pg_description WHERE objoid >= 16384 OR classoid = 'pg_namespace'::regclass
            UNION ALL
            SELECT 'setting ' || unnest(setconfig) FROM pg_db_role_setting
            WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())""";

    static ObjectSnapshot of(Session session) {
        SortedSet<String> objects = new TreeSet<>();
        session.rows(QUERY).first().stream().filter(Objects::nonNull).forEach(objects::add);
        return new ObjectSnapshot(objects);
    }

    /** What is there and not in the other one. */
    List<String> without(ObjectSnapshot other) {
        return objects.stream()
                .filter(object -> !other.objects.contains(object))
                .toList();
    }
}
