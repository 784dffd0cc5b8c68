package dev.pgwright.load.migrations;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of types as Liquibase writes them for PostgreSQL. Names that it does not know pass through it.
 *
 * <p>Source: liquibase-core 4.33, package liquibase.datatype.core ({@code toDatabaseDataType} for PostgresDatabase).
 */
final class LiquibaseTypes {
    private static final Pattern TYPE = Pattern.compile("\\s*(?:java\\.sql\\.Types\\.)?([^(]+?)\\s*(\\(.*\\))?\\s*");
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("int", "integer"),
            Map.entry("mediumint", "integer"),
            Map.entry("int4", "integer"),
            Map.entry("tinyint", "smallint"),
            Map.entry("int2", "smallint"),
            Map.entry("int8", "bigint"),
            Map.entry("double", "double precision"),
            Map.entry("number", "numeric"),
            Map.entry("currency", "decimal"),
            Map.entry("clob", "text"),
            Map.entry("nclob", "text"),
            Map.entry("longtext", "text"),
            Map.entry("mediumtext", "text"),
            Map.entry("tinytext", "text"),
            Map.entry("longvarchar", "text"),
            Map.entry("longnvarchar", "text"),
            Map.entry("ntext", "text"),
            // there are two ways to keep bytes; Liquibase takes Hibernate's
            Map.entry("blob", "oid"),
            Map.entry("longblob", "bytea"),
            Map.entry("mediumblob", "bytea"),
            Map.entry("tinyblob", "bytea"),
            Map.entry("binary", "bytea"),
            Map.entry("varbinary", "bytea"),
            Map.entry("longvarbinary", "bytea"),
            Map.entry("image", "bytea"),
            Map.entry("varchar2", "varchar"),
            Map.entry("nvarchar", "varchar"),
            Map.entry("nvarchar2", "varchar"),
            Map.entry("nchar", "char"),
            Map.entry("datetime", "timestamp"),
            Map.entry("datetime2", "timestamp"),
            Map.entry("smalldatetime", "timestamp"),
            Map.entry("bool", "boolean"));

    private LiquibaseTypes() {}

    static String postgres(String type) {
        Matcher parts = TYPE.matcher(type);
        if (!parts.matches()) {
            return type;
        }
        String name = parts.group(1).toLowerCase(Locale.ROOT);
        String translated = NAMES.get(name);
        if (translated == null) {
            return type.strip().replaceFirst("^java\\.sql\\.Types\\.", "");
        }
        boolean sized = parts.group(2) != null
                && (translated.endsWith("char")
                        || translated.equals("numeric")
                        || translated.equals("timestamp")
                        || translated.equals("decimal"));
        return sized ? translated + parts.group(2) : translated;
    }

    /** Whether the type makes its own numbers. */
    static boolean isSerial(String type) {
        return type.toLowerCase(Locale.ROOT).contains("serial");
    }
}
