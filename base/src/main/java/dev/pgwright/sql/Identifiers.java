package dev.pgwright.sql;

import dev.pgwright.finding.PgwrightException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes names and texts into SQL, byte for byte as PostgreSQL itself writes them. */
public final class Identifiers {
    /**
     * Every keyword that is not unreserved in {@code pg_get_keywords()} of PostgreSQL 18. It contains those of 14 to 17:
     * no keyword has become less reserved since.
     */
    private static final Set<String> QUOTED_KEYWORDS = Set.of(("""
            all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both \
            case cast char character check coalesce collate collation column concurrently constraint create cross \
            current_catalog current_date current_role current_schema current_time current_timestamp current_user dec \
            decimal default deferrable desc distinct do else end except exists extract false fetch float for foreign \
            freeze from full grant greatest group grouping having ilike in initially inner inout int integer intersect \
            interval into is isnull join json json_array json_arrayagg json_exists json_object json_objectagg \
            json_query json_scalar json_serialize json_table json_value lateral leading least left like limit \
            localtime localtimestamp merge_action national natural nchar none normalize not notnull null nullif \
            numeric offset on only or order out outer overlaps overlay placing position precision primary real \
            references returning right row select session_user setof similar smallint some substring symmetric \
            system_user table tablesample then time timestamp to trailing treat trim true union unique user using \
            values varchar variadic verbose when where window with xmlattributes xmlconcat xmlelement xmlexists \
            xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable""").split(" "));

    private Identifiers() {}

    /**
     * A name as SQL, in quotes where it needs them: exactly what {@code quote_ident} of PostgreSQL 18 gives. Older
     * servers give the same but for keywords that 16 and 17 added.
     */
    public static String quoteIdentifier(String name) {
        return isSafe(name) ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A qualified name as SQL. */
    public static String quoteIdentifier(String schema, String name) {
        return quoteIdentifier(schema) + "." + quoteIdentifier(name);
    }

    /** A text as an SQL literal, exactly what {@code quote_literal} gives: {@code E'...'} where it has a backslash. */
    public static String quoteLiteral(String text) {
        String doubled = text.replace("'", "''");
        return doubled.indexOf('\\') < 0 ? "'" + doubled + "'" : "E'" + doubled.replace("\\", "\\\\") + "'";
    }

    /** Whether a word, in any case, is a keyword that cannot be every kind of name without quotes. */
    public static boolean isKeyword(String word) {
        return QUOTED_KEYWORDS.contains(word.toLowerCase(Locale.ROOT));
    }

    /** The rule of quote_identifier in PostgreSQL's ruleutils.c: ASCII lower case, digits, underscores, no keyword. */
    private static boolean isSafe(String name) {
        if (name.isEmpty() || !isLetter(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isLetter(c) && !(c >= '0' && c <= '9')) {
                return false;
            }
        }
        return !QUOTED_KEYWORDS.contains(name);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || c == '_';
    }

    /** The names and keywords of a text in order, without quotes, in lower case where they have none; none where a quote stays open. */
    public static List<String> words(String sql) {
        List<String> words = new ArrayList<>();
        try {
            for (Token token : Sql.tokens(sql)) {
                String text = token.span().of(sql);
                if (text.startsWith("\"") && token.kind() == Token.Kind.IDENTIFIER) {
                    words.add(text.substring(1, text.length() - 1).replace("\"\"", "\""));
                } else if (token.kind() == Token.Kind.IDENTIFIER
                        || token.kind() == Token.Kind.UNRESERVED_KEYWORD
                        || token.kind() == Token.Kind.COLUMN_NAME_KEYWORD
                        || token.kind() == Token.Kind.TYPE_FUNCTION_NAME_KEYWORD
                        || token.kind() == Token.Kind.RESERVED_KEYWORD) {
                    words.add(text.toLowerCase(Locale.ROOT));
                }
            }
        } catch (PgwrightException withoutEnd) {
            return List.of();
        }
        return words;
    }
}
