package dev.pgwright.load.folded;

import java.util.Map;
import java.util.Set;

/** PostgreSQL's own types (pg_type of PostgreSQL 14 to 18). */
final class BuiltinTypes {
    /** Types whose name in SQL is another than in {@code pg_type}. */
    private static final Map<String, String> SQL_NAMES = Map.ofEntries(
            Map.entry("bool", "boolean"),
            Map.entry("bpchar", "character"),
            Map.entry("char", "\"char\""),
            Map.entry("any", "\"any\""),
            Map.entry("float4", "real"),
            Map.entry("float8", "double precision"),
            Map.entry("int2", "smallint"),
            Map.entry("int4", "integer"),
            Map.entry("int8", "bigint"),
            Map.entry("varbit", "bit varying"),
            Map.entry("varchar", "character varying"),
            Map.entry("time", "time without time zone"),
            Map.entry("timetz", "time with time zone"),
            Map.entry("timestamp", "timestamp without time zone"),
            Map.entry("timestamptz", "timestamp with time zone"));

    private static final Set<String> OTHERS =
            Set.of(("aclitem anyarray anycompatible anycompatiblearray anycompatiblemultirange anycompatiblenonarray "
                            + "anycompatiblerange anyelement anyenum anymultirange anynonarray anyrange bit box bytea "
                            + "cid cidr circle cstring date datemultirange daterange event_trigger fdw_handler "
                            + "gtsvector index_am_handler inet int4multirange int4range int8multirange int8range "
                            + "int2vector oidvector internal interval json jsonb jsonpath language_handler line lseg "
                            + "macaddr macaddr8 money name numeric nummultirange numrange oid path point polygon "
                            + "record refcursor regclass regcollation regconfig regdictionary regnamespace regoper "
                            + "regoperator regproc regprocedure regrole regtype table_am_handler text tid trigger "
                            + "tsm_handler tsmultirange tsquery tsrange tstzmultirange tstzrange tsvector "
                            + "txid_snapshot unknown uuid void xid xid8 xml pg_lsn pg_snapshot pg_node_tree "
                            + "pg_ndistinct pg_dependencies pg_mcv_list pg_brin_bloom_summary "
                            + "pg_brin_minmax_multi_summary pg_ddl_command")
                    .split(" "));

    /** Values of these types are kept as {@code typstorage} says; of all others plain. */
    private static final Set<String> EXTENDED = Set.of(
            "bit",
            "bpchar",
            "bytea",
            "json",
            "jsonb",
            "jsonpath",
            "path",
            "polygon",
            "text",
            "tsrange",
            "tstzrange",
            "varbit",
            "varchar",
            "xml",
            "tsvector",
            "int4range",
            "int8range",
            "numrange",
            "daterange",
            "refcursor",
            "txid_snapshot");

    private BuiltinTypes() {}

    static boolean exists(String name) {
        return SQL_NAMES.containsKey(name) || OTHERS.contains(name);
    }

    /** As {@code format_type} does. */
    static String formatted(String name, String modifier) {
        if (modifier.isEmpty()) {
            // without a length these are other types than their SQL names say
            return switch (name) {
                case "bpchar" -> "bpchar";
                case "bit" -> "\"bit\"";
                default -> SQL_NAMES.getOrDefault(name, name);
            };
        }
        if (name.equals("interval")) {
            return "interval" + (modifier.startsWith("(") ? modifier : " " + modifier);
        }
        String full = SQL_NAMES.getOrDefault(name, name);
        int zone = full.indexOf(" with");
        return zone < 0 ? full + modifier : full.substring(0, zone) + modifier + full.substring(zone);
    }

    /** The letter of {@code typstorage}. */
    static char storage(TypeRef type) {
        if (type.array() || EXTENDED.contains(type.name())) {
            return 'x';
        }
        return switch (type.name()) {
            case "numeric", "inet", "cidr" -> 'm';
            default -> 'p';
        };
    }
}
