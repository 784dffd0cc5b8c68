package dev.pgwright.load.live;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Deferrability;
import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.ReferentialAction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the constraints of tables, but for those that they have only because their parents do. */
final class ConstraintReader {
    private ConstraintReader() {}

    /** The constraints by the table's oid. */
    static Map<Long, List<Constraint>> read(CatalogSession session, Map<Long, IndexReader.Keys> indexes)
            throws SQLException {
        Map<Long, List<Constraint>> constraints = new HashMap<>();
        session.each(
                """
                select c.conrelid::int8 as relation, r.relname as table, c.conname as name, c.contype,
                       c.condeferrable, c.condeferred, c.convalidated, c.connoinherit, c.conindid::int8 as index,
                       c.confupdtype, c.confdeltype, c.confmatchtype,
                """
                        + session.since(18, "c.conenforced", "true") + " as enforced,"
                        + session.since(18, "c.conperiod", "false") + " as period,"
                        + session.since(15, "x.indnullsnotdistinct", "false") + " as nulls_not_distinct,"
                        + session.since(15, columns("c.confdelsetcols", "c.conrelid"), "null::text[]")
                        + " as set_columns,"
                        + columns("c.conkey", "c.conrelid") + " as columns,"
                        + columns("c.confkey", "c.confrelid") + " as referenced_columns,"
                        + """
                       pg_get_expr(c.conbin, c.conrelid, true) as expression,
                       pg_get_expr(x.indpred, x.indrelid, true) as predicate,
                       m.amname as method,
                       case when c.conexclop is not null
                            then array(select case when s.nspname = 'pg_catalog' then o.oprname
                                         else 'OPERATOR(' || quote_ident(s.nspname) || '.' || o.oprname || ')' end
                             from unnest(c.conexclop) with ordinality as e (operator, position)
                             join pg_operator o on o.oid = e.operator
                             join pg_namespace s on s.oid = o.oprnamespace
                             order by e.position)::text[] end as operators,
                       referenced_schema.nspname as referenced_schema, referenced.relname as referenced,
                       {comment pg_constraint c.oid} as comment
                from pg_constraint c
                join pg_class r on r.oid = c.conrelid
                left join pg_index x on x.indexrelid = c.conindid and c.contype in ('p', 'u', 'x')
                left join pg_class i on i.oid = x.indexrelid
                left join pg_am m on m.oid = i.relam
                left join pg_class referenced on referenced.oid = c.confrelid
                left join pg_namespace referenced_schema on referenced_schema.oid = referenced.relnamespace
                where r.relkind in ('r', 'p', 'f') and r.relnamespace = any({namespaces})
                  and c.conparentid = 0 and c.contype in ('p', 'u', 'x', 'f', 'c', 'n')
                  and not (c.contype in ('c', 'n') and c.coninhcount > 0)
                """,
                row -> {
                    Constraint constraint = constraint(row, indexes);
                    if (constraint != null) {
                        constraints
                                .computeIfAbsent(row.number("relation"), relation -> new ArrayList<>())
                                .add(constraint);
                    }
                });
        return constraints;
    }

    private static String columns(String key, String relation) {
        return "case when " + key + " is not null then array(select a.attname::text from unnest(" + key
                + ") with ordinality as k (number, position)"
                + " join pg_attribute a on a.attrelid = " + relation + " and a.attnum = k.number"
                + " order by k.position) end";
    }

    private static @Nullable Constraint constraint(Row row, Map<Long, IndexReader.Keys> indexes) throws SQLException {
        String name = row.text("name");
        String comment = row.textOrNull("comment");
        return switch (row.letter("contype")) {
            case 'p' ->
                new Constraint.PrimaryKey(
                        name,
                        row.texts("columns"),
                        include(row, indexes),
                        row.flag("period"),
                        deferrability(row),
                        keys(row, indexes).storage(),
                        comment);
            case 'u' ->
                new Constraint.Unique(
                        name,
                        row.texts("columns"),
                        include(row, indexes),
                        row.flag("nulls_not_distinct"),
                        row.flag("period"),
                        deferrability(row),
                        keys(row, indexes).storage(),
                        comment);
            case 'f' -> foreignKey(row, name, comment);
            case 'c' ->
                new Constraint.Check(
                        name,
                        row.sql("expression"),
                        row.flag("connoinherit"),
                        row.flag("convalidated") || !row.flag("enforced"),
                        row.flag("enforced"),
                        comment);
            case 'x' -> exclusion(row, name, comment, keys(row, indexes));
            case 'n' -> notNull(row, name, comment);
            default -> throw new IllegalStateException("constraint type " + row.letter("contype"));
        };
    }

    private static Constraint foreignKey(Row row, String name, @Nullable String comment) throws SQLException {
        return new Constraint.ForeignKey(
                name,
                row.texts("columns"),
                QualifiedName.of(row.text("referenced_schema"), row.text("referenced")),
                row.texts("referenced_columns"),
                action(row.letter("confupdtype")),
                action(row.letter("confdeltype")),
                row.texts("set_columns"),
                row.letter("confmatchtype") == 'f',
                row.flag("period"),
                deferrability(row),
                row.flag("convalidated") || !row.flag("enforced"),
                row.flag("enforced"),
                comment);
    }

    private static Constraint exclusion(Row row, String name, @Nullable String comment, IndexReader.Keys keys)
            throws SQLException {
        List<String> operators = row.texts("operators");
        List<Constraint.Exclusion.Element> elements = new ArrayList<>();
        for (int k = 0; k < operators.size(); k++) {
            elements.add(new Constraint.Exclusion.Element(keys.elements().get(k), operators.get(k)));
        }
        return new Constraint.Exclusion(
                name,
                row.text("method"),
                elements,
                keys.include(),
                row.sqlOrNull("predicate"),
                deferrability(row),
                keys.storage(),
                comment);
    }

    /** Nothing when the column's own not-null mark says it all. */
    private static @Nullable Constraint notNull(Row row, String name, @Nullable String comment) throws SQLException {
        String column = row.texts("columns").get(0);
        boolean noInherit = row.flag("connoinherit");
        boolean validated = row.flag("convalidated");
        boolean plain = validated
                && !noInherit
                && comment == null
                && name.equals(ObjectNames.of(row.text("table"), column, "not_null"));
        return plain ? null : new Constraint.NotNull(name, column, noInherit, validated, comment);
    }

    private static List<String> include(Row row, Map<Long, IndexReader.Keys> indexes) throws SQLException {
        return keys(row, indexes).include();
    }

    private static IndexReader.Keys keys(Row row, Map<Long, IndexReader.Keys> indexes) throws SQLException {
        IndexReader.Keys keys = indexes.get(row.number("index"));
        if (keys == null) {
            throw new CatalogChangedException();
        }
        return keys;
    }

    private static Deferrability deferrability(Row row) throws SQLException {
        if (!row.flag("condeferrable")) {
            return Deferrability.NOT_DEFERRABLE;
        }
        return row.flag("condeferred") ? Deferrability.INITIALLY_DEFERRED : Deferrability.INITIALLY_IMMEDIATE;
    }

    private static ReferentialAction action(char letter) {
        return switch (letter) {
            case 'r' -> ReferentialAction.RESTRICT;
            case 'c' -> ReferentialAction.CASCADE;
            case 'n' -> ReferentialAction.SET_NULL;
            case 'd' -> ReferentialAction.SET_DEFAULT;
            default -> ReferentialAction.NO_ACTION;
        };
    }
}
