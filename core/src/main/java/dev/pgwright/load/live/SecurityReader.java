package dev.pgwright.load.live;

import dev.pgwright.catalog.Policy;
import dev.pgwright.catalog.Rule;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads rules and policies by the relation's oid. */
final class SecurityReader {
    private SecurityReader() {}

    /** But for those that make a view a view. */
    static Map<Long, List<Rule>> rules(CatalogSession session) throws SQLException {
        Map<Long, List<Rule>> rules = new HashMap<>();
        session.each(
                """
                select r.ev_class::int8 as relation, r.rulename as name, r.ev_enabled,
                       pg_get_ruledef(r.oid, true) as definition, {comment pg_rewrite r.oid} as comment
                from pg_rewrite r
                join pg_class c on c.oid = r.ev_class
                where r.rulename <> '_RETURN' and c.relnamespace = any({namespaces}) and {not member pg_rewrite r.oid}
                  and {not member pg_class c.oid}
                """,
                row -> rules.computeIfAbsent(row.number("relation"), relation -> new ArrayList<>())
                        .add(new Rule(
                                row.text("name"),
                                row.sql("definition").strip().replaceFirst(";$", ""),
                                RelationReader.firing(row.letter("ev_enabled")),
                                row.textOrNull("comment"))));
        return rules;
    }

    static Map<Long, List<Policy>> policies(CatalogSession session) throws SQLException {
        Map<Long, List<Policy>> policies = new HashMap<>();
        session.each(
                """
                select p.polrelid::int8 as relation, p.polname as name, p.polpermissive, p.polcmd,
                       array(select case when r = 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(r)) end
                             from unnest(p.polroles) r order by 1) as roles,
                       pg_get_expr(p.polqual, p.polrelid, true) as using,
                       pg_get_expr(p.polwithcheck, p.polrelid, true) as with_check,
                       {comment pg_policy p.oid} as comment
                from pg_policy p
                join pg_class c on c.oid = p.polrelid
                where c.relnamespace = any({namespaces}) and {not member pg_policy p.oid}
                """,
                row -> policies.computeIfAbsent(row.number("relation"), relation -> new ArrayList<>())
                        .add(new Policy(
                                row.text("name"),
                                row.flag("polpermissive"),
                                command(row.letter("polcmd")),
                                row.texts("roles"),
                                row.sqlOrNull("using"),
                                row.sqlOrNull("with_check"),
                                row.textOrNull("comment"))));
        return policies;
    }

    private static Policy.Command command(char letter) {
        return switch (letter) {
            case 'r' -> Policy.Command.SELECT;
            case 'a' -> Policy.Command.INSERT;
            case 'w' -> Policy.Command.UPDATE;
            case 'd' -> Policy.Command.DELETE;
            default -> Policy.Command.ALL;
        };
    }
}
