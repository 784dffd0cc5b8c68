package dev.pgwright.twin;

import dev.pgwright.server.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of {@code pg_statistic} need to know of a column: OIDs, 0 where there is none.
 *
 * @param expression whether it is an expression of an index
 * @param typeName as SQL
 * @param equal equality of the type's default B-tree operator class
 * @param less its order
 * @param element type of an array's elements, and what they are compared by
 * @param category {@code pg_type.typtype} of the type below all domains
 */
record StatedColumn(
        String relation,
        int number,
        String name,
        boolean expression,
        String type,
        String typeName,
        String collation,
        String equal,
        String less,
        String element,
        String elementName,
        String elementEqual,
        String base,
        char category) {
    static final String NONE = "0";
    /** OID of {@code tsvector} (catalog/pg_type.dat). */
    private static final String TSVECTOR = "3614";

    boolean isWords() {
        return base.equals(TSVECTOR);
    }

    boolean isRange() {
        return category == 'r';
    }

    boolean isArray() {
        return !element.equals(NONE);
    }

    /** Columns of tables by relation and name, expressions of indexes by relation and their number among them. */
    static final class Finder {
        private final Map<String, Map<String, StatedColumn>> columns = new HashMap<>();
        private final Map<String, List<StatedColumn>> expressions = new HashMap<>();

        Finder(Session session) {
            for (List<@Nullable String> row : session.rows(COLUMNS).values()) {
                List<String> texts = row.stream().map(Objects::requireNonNull).toList();
                StatedColumn column = new StatedColumn(
                        texts.get(0),
                        Integer.parseInt(texts.get(1)),
                        texts.get(2),
                        texts.get(3).equals("t"),
                        texts.get(4),
                        texts.get(5),
                        texts.get(6),
                        texts.get(7),
                        texts.get(8),
                        texts.get(9),
                        texts.get(10),
                        texts.get(11),
                        texts.get(12),
                        texts.get(13).charAt(0));
                if (column.expression()) {
                    expressions
                            .computeIfAbsent(column.relation(), oid -> new ArrayList<>())
                            .add(column);
                } else {
                    columns.computeIfAbsent(column.relation(), oid -> new HashMap<>())
                            .put(column.name(), column);
                }
            }
        }

        StatedColumn column(TwinRelation table, String name) {
            StatedColumn column = columns.getOrDefault(table.oid(), Map.of()).get(name);
            if (column == null) {
                throw new IllegalArgumentException(
                        "statistics of a column that is not there: " + table.name() + "." + name);
            }
            return column;
        }

        StatedColumn expression(TwinRelation index, int number) {
            List<StatedColumn> list = expressions.getOrDefault(index.oid(), List.of());
            if (number >= list.size()) {
                throw new IllegalArgumentException(
                        "statistics of more expressions than the index has: " + index.name());
            }
            return list.get(number);
        }
    }

    /**
     * The default B-tree operator class is found as {@code GetDefaultOpClass} (commands/indexcmds.c) finds it: of the
     * type below all domains; else of one that it is binary-compatible to, a preferred one first; enums, arrays and
     * ranges have one together each.
     */
    private static final String COLUMNS = """
            WITH RECURSIVE
            base (type, base, typtype) AS (
                SELECT oid, CASE WHEN typtype = 'd' THEN typbasetype ELSE oid END, typtype FROM pg_type
                UNION
                SELECT b.type, CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END, t.typtype
                  FROM base b JOIN pg_type t ON t.oid = b.base
                 WHERE b.typtype = 'd'),
            plain AS (SELECT type, base, typtype FROM base WHERE typtype <> 'd'),
            used AS (
                SELECT c.oid AS relation, a.attnum, a.attname, c.relkind IN ('i', 'I') AS expression, a.atttypid,
                       a.attcollation
                  FROM pg_class c
                  JOIN pg_namespace n ON n.oid = c.relnamespace
                  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                  LEFT JOIN pg_index x ON x.indexrelid = c.oid
                 WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
                   AND (c.relkind IN ('r', 'p', 'm')
                        OR c.relkind IN ('i', 'I') AND a.attnum <= x.indnkeyatts AND x.indkey[a.attnum - 1] = 0)),
            types AS (SELECT DISTINCT atttypid AS type FROM used),
            elements AS (
                SELECT t.type, e.oid AS element
                  FROM types t JOIN plain p ON p.type = t.type
                  JOIN pg_type a ON a.oid = p.base AND a.typlen = -1 AND a.typelem <> 0
                   AND a.typsubscript = 'array_subscript_handler'::regproc
                  JOIN pg_type e ON e.oid = a.typelem),
            compared AS (SELECT type FROM types UNION SELECT element FROM elements),
            operators AS (
                SELECT c.type, p.base, p.typtype, o.opcfamily, o.opcintype
                  FROM compared c JOIN plain p ON p.type = c.type
                  JOIN pg_type t ON t.oid = p.base
                  LEFT JOIN LATERAL (
                      SELECT k.opcfamily, k.opcintype
                        FROM pg_opclass k
                        JOIN pg_am m ON m.oid = k.opcmethod AND m.amname = 'btree'
                        JOIN pg_type i ON i.oid = k.opcintype
                       WHERE k.opcdefault
                         AND (k.opcintype = p.base
                              OR i.typname = 'anyenum' AND t.typtype = 'e'
                              OR i.typname = 'anyrange' AND t.typtype = 'r'
                              OR i.typname = 'anymultirange' AND t.typtype = 'm'
                              OR i.typname = 'anyarray' AND t.typlen = -1 AND t.typelem <> 0
                              OR EXISTS (SELECT FROM pg_cast s WHERE s.castsource = p.base
                                            AND s.casttarget = k.opcintype AND s.castmethod = 'b'
                                            AND s.castcontext = 'i'))
                       ORDER BY k.opcintype = p.base DESC, i.typispreferred DESC
                       LIMIT 1) o ON true),
            resolved AS (
                SELECT o.type, o.base, o.typtype, coalesce(e.amopopr, 0) AS equal, coalesce(l.amopopr, 0) AS less
                  FROM operators o
                  LEFT JOIN pg_amop e ON e.amopfamily = o.opcfamily AND e.amopstrategy = 3
                       AND e.amoplefttype = o.opcintype AND e.amoprighttype = o.opcintype
                  LEFT JOIN pg_amop l ON l.amopfamily = o.opcfamily AND l.amopstrategy = 1
                       AND l.amoplefttype = o.opcintype AND l.amoprighttype = o.opcintype)
            SELECT u.relation, u.attnum, u.attname, u.expression, u.atttypid, format_type(u.atttypid, NULL),
                   u.attcollation, r.equal, r.less, coalesce(el.element, 0),
                   coalesce(format_type(el.element, NULL), ''), coalesce(er.equal, 0), r.base, r.typtype
              FROM used u
              JOIN resolved r ON r.type = u.atttypid
              LEFT JOIN elements el ON el.type = u.atttypid
              LEFT JOIN resolved er ON er.type = el.element
             ORDER BY u.relation, u.attnum""";
}
