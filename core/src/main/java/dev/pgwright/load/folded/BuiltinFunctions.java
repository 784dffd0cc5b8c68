package dev.pgwright.load.folded;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL's own functions take and give, of those whose calls are written out as the server does. */
final class BuiltinFunctions {
    /** What a function takes and gives; the last type repeats. */
    record Signature(List<String> arguments, String result) {}

    private static final Map<String, Signature> SIGNATURES = Map.ofEntries(
            Map.entry("lower", new Signature(List.of("text"), "text")),
            Map.entry("upper", new Signature(List.of("text"), "text")),
            Map.entry("initcap", new Signature(List.of("text"), "text")),
            Map.entry("length", new Signature(List.of("text"), "int4")),
            Map.entry("char_length", new Signature(List.of("text"), "int4")),
            Map.entry("md5", new Signature(List.of("text"), "text")),
            Map.entry("replace", new Signature(List.of("text"), "text")),
            Map.entry("now", new Signature(List.of(), "timestamptz")),
            Map.entry("clock_timestamp", new Signature(List.of(), "timestamptz")),
            Map.entry("statement_timestamp", new Signature(List.of(), "timestamptz")),
            Map.entry("transaction_timestamp", new Signature(List.of(), "timestamptz")),
            Map.entry("gen_random_uuid", new Signature(List.of(), "uuid")),
            Map.entry("nextval", new Signature(List.of("regclass"), "int8")),
            Map.entry("character_length", new Signature(List.of("text"), "int4")),
            Map.entry("regexp_replace", new Signature(List.of("text"), "text")),
            Map.entry("strpos", new Signature(List.of("text"), "int4")),
            Map.entry("left", new Signature(List.of("text", "int4"), "text")),
            Map.entry("right", new Signature(List.of("text", "int4"), "text")),
            Map.entry("random", new Signature(List.of(), "float8")),
            Map.entry("txid_current", new Signature(List.of(), "int8")),
            Map.entry("pg_current_xact_id", new Signature(List.of(), "xid8")),
            Map.entry("jsonb_typeof", new Signature(List.of("jsonb"), "text")),
            Map.entry("json_typeof", new Signature(List.of("json"), "text")),
            Map.entry("jsonb_array_length", new Signature(List.of("jsonb"), "int4")));

    private BuiltinFunctions() {}

    /** Of a function whose call can be written as the server does. */
    static @Nullable Signature signature(String name) {
        return SIGNATURES.get(name);
    }
}
