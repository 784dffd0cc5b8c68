package dev.pgwright.dbml;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.TypeNames;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Identifiers;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Types as DBML writes them and as PostgreSQL does. */
final class DbmlTypes {
    private static final Pattern SIMPLE =
            Pattern.compile("(?:([a-z_][a-z0-9_]*)\\.)?([a-z_][a-z0-9_]*)((?:\\([a-zA-Z0-9_, -]*\\))?(?:\\[\\])*)");
    private static final Pattern FOREIGN =
            Pattern.compile("([A-Za-z][A-Za-z0-9_ ]*?)\\s*(\\([^)]*\\))?((?:\\[\\d*\\])*)");

    /**
     * Names that other databases and DBML files use, and what PostgreSQL calls the same; {@code true} keeps the arguments.
     */
    private static final Map<String, String> FOREIGN_NAMES = Map.ofEntries(
            Map.entry("string", "text"),
            Map.entry("number", "numeric"),
            Map.entry("datetime", "timestamp without time zone"),
            Map.entry("datetime2", "timestamp without time zone"),
            Map.entry("smalldatetime", "timestamp without time zone"),
            Map.entry("datetimeoffset", "timestamp with time zone"),
            Map.entry("double", "double precision"),
            Map.entry("tinyint", "smallint"),
            Map.entry("mediumint", "integer"),
            Map.entry("long", "bigint"),
            Map.entry("varchar2", "character varying"),
            Map.entry("nvarchar", "character varying"),
            Map.entry("nvarchar2", "character varying"),
            Map.entry("nchar", "character"),
            Map.entry("tinytext", "text"),
            Map.entry("mediumtext", "text"),
            Map.entry("longtext", "text"),
            Map.entry("ntext", "text"),
            Map.entry("clob", "text"),
            Map.entry("blob", "bytea"),
            Map.entry("longblob", "bytea"),
            Map.entry("binary", "bytea"),
            Map.entry("varbinary", "bytea"),
            Map.entry("uniqueidentifier", "uuid"),
            Map.entry("guid", "uuid"));

    /** What {@code serial} types stand for. */
    private static final Map<String, String> SERIAL = Map.of(
            "serial", "integer",
            "serial4", "integer",
            "bigserial", "bigint",
            "serial8", "bigint",
            "smallserial", "smallint",
            "serial2", "smallint");

    private final Predicate<QualifiedName> isEnum;

    /** @param isEnum whether a name is that of an enum of the same file */
    DbmlTypes(Predicate<QualifiedName> isEnum) {
        this.isEnum = isEnum;
    }

    /** The type that {@code serial} and the like stand for. */
    Optional<String> serial(DbmlType type) {
        if (type.path().schema() != null || isEnum.test(type.path().qualified())) {
            return Optional.empty();
        }
        return Optional.ofNullable(SERIAL.get(type.path().name().text().toLowerCase(Locale.ROOT)));
    }

    /** The type as {@code format_type} gives it, as far as it is PostgreSQL's; an unknown one as written. */
    String toPostgres(DbmlType type) {
        DbmlPath path = type.path();
        String suffix = type.suffix().replaceAll("\\[\\d*\\]", "[]").replaceAll("(\\[\\])+$", "[]");
        if (isEnum.test(path.qualified())) {
            QualifiedName name = path.qualified();
            return Identifiers.quoteIdentifier(name.schema(), name.name()) + suffix;
        }
        if (path.schema() != null) {
            String schema = path.schema().text();
            String name = path.name().text();
            return schema.equals("pg_catalog")
                    ? TypeNames.canonical(name + suffix)
                    : Identifiers.quoteIdentifier(schema, name) + suffix;
        }
        return builtIn(path.name().text() + suffix);
    }

    private static String builtIn(String written) {
        Matcher parts = FOREIGN.matcher(written);
        if (!parts.matches()) {
            return written.indexOf('"') < 0 && written.equals(written.toLowerCase(Locale.ROOT))
                    ? TypeNames.canonical(written)
                    : written;
        }
        String base = parts.group(1).toLowerCase(Locale.ROOT);
        String foreign = FOREIGN_NAMES.get(base);
        String arguments = parts.group(2) == null ? "" : parts.group(2);
        String brackets = parts.group(3) == null || parts.group(3).isEmpty() ? "" : "[]";
        if (foreign != null) {
            boolean keeps = foreign.equals("character varying")
                    || foreign.equals("character")
                    || foreign.equals("numeric") && !arguments.isEmpty();
            return TypeNames.canonical(foreign + (keeps ? arguments : "") + brackets);
        }
        String lower = written.toLowerCase(Locale.ROOT);
        String canonical = TypeNames.canonical(lower);
        boolean known = !canonical.equals(lower) || isBuiltIn(base);
        return known ? canonical : written;
    }

    private static boolean isBuiltIn(String base) {
        return BUILT_IN.contains(base);
    }

    /** How DBML writes a type of the catalog; empty where no way of writing it would be read as the same. */
    Optional<DbmlType> fromPostgres(String type) {
        String brackets = type.endsWith("[]") ? "[]" : "";
        String bare = type.substring(0, type.length() - brackets.length());
        return candidate(type, bare, brackets)
                .filter(written -> toPostgres(written).equals(type));
    }

    private Optional<DbmlType> candidate(String type, String bare, String brackets) {
        try {
            SqlCursor cursor = new SqlCursor(bare);
            QualifiedName name = cursor.qualifiedName();
            if (cursor.atEnd() && isEnum.test(name)) {
                return Optional.of(new DbmlType(DbmlPath.of(name), brackets, Span.at(0)));
            }
        } catch (SqlCursor.Unreadable e) {
            // not a qualified name, so not an enum
        }
        String brief = TypeNames.brief(type);
        Matcher simple = SIMPLE.matcher(brief);
        if (!simple.matches()) {
            return Optional.of(new DbmlType(new DbmlPath(null, DbmlName.of(type)), "", Span.at(0)));
        }
        DbmlName schema = simple.group(1) == null ? null : DbmlName.of(simple.group(1));
        return Optional.of(
                new DbmlType(new DbmlPath(schema, DbmlName.of(simple.group(2))), simple.group(3), Span.at(0)));
    }

    private static final Set<String> BUILT_IN = Set.of(
            "smallint",
            "integer",
            "bigint",
            "numeric",
            "real",
            "double precision",
            "money",
            "text",
            "bytea",
            "boolean",
            "date",
            "interval",
            "uuid",
            "json",
            "jsonb",
            "xml",
            "inet",
            "cidr",
            "macaddr",
            "macaddr8",
            "point",
            "line",
            "lseg",
            "box",
            "path",
            "polygon",
            "circle",
            "tsvector",
            "tsquery",
            "bit",
            "name",
            "oid",
            "int4range",
            "int8range",
            "numrange",
            "tsrange",
            "tstzrange",
            "daterange",
            "int4multirange",
            "int8multirange",
            "nummultirange",
            "tsmultirange",
            "tstzmultirange",
            "datemultirange",
            "pg_lsn",
            "regclass",
            "citext",
            "hstore",
            "ltree");
}
