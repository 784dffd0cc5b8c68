package dev.pgwright.load.folded;

import dev.pgwright.server.PostgresVersion;
import dev.pgwright.testkit.Golden;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is written down of PostgreSQL's own types, casts, operators and functions is what the servers have. */
class BuiltinCatalogTest {
    private static final Path FILE = Path.of(
            System.getProperty("pgwright.root"),
            "core/src/main/resources/dev/pgwright/load/folded/builtin-catalog.txt");

    /** Types with their category, whether they are preferred, kind, element type, and how they can be compared. */
    private static final String TYPES = """
            select 't ' || t.typname || ' ' || t.typcategory::text || ' ' || case when t.typispreferred then 'p' else '-' end
                || ' ' || t.typtype::text || ' ' || coalesce(e.typname, '-') || ' '
                || case when exists (select from pg_opclass o join pg_am m on m.oid = o.opcmethod
                        where o.opcintype = t.oid and o.opcdefault and m.amname = 'btree') then 'b' else '-' end
                || case when exists (select from pg_opclass o join pg_am m on m.oid = o.opcmethod
                        where o.opcintype = t.oid and o.opcdefault and m.amname = 'hash') then 'h' else '-' end
            from pg_type t left join pg_type e on e.oid = t.typelem and t.typsubscript::text <> '-'
            where t.typnamespace = 'pg_catalog'::regnamespace and t.typtype in ('b', 'p', 'r', 'm') and t.typcategory <> 'A'
            union all
            select 'r ' || n.typname || ' ' || u.typname || ' ' || m.typname
            from pg_range r join pg_type n on n.oid = r.rngtypid join pg_type u on u.oid = r.rngsubtype
            join pg_type m on m.oid = r.rngmultitypid where r.rngtypid < 16384
            """;

    private static final String CASTS = """
            select 'c ' || s.typname || ' ' || t.typname || ' ' || c.castcontext::text || c.castmethod::text
            from pg_cast c join pg_type s on s.oid = c.castsource join pg_type t on t.oid = c.casttarget
            where c.oid < 16384
            """;

    private static final String OPERATORS = """
            select 'o ' || o.oprname || ' ' || coalesce(l.typname, '-') || ' ' || r.typname || ' ' || t.typname
            from pg_operator o left join pg_type l on l.oid = o.oprleft join pg_type r on r.oid = o.oprright
            join pg_type t on t.oid = o.oprresult
            where o.oid < 16384
            """;

    /** What is called with what no expression can give is left out but for its name. */
    private static final String FUNCTIONS = """
            select case when p.prorettype = 'internal'::regtype or 'internal'::regtype = any (p.proargtypes::oid[])
                    or p.prorettype in ('trigger'::regtype, 'event_trigger'::regtype, 'cstring'::regtype)
                    or 'cstring'::regtype = any (p.proargtypes::oid[])
                then 'h ' || p.proname
                else 'f ' || p.proname || ' ' || p.prokind::text || case when p.proretset then 's' else '-' end || p.provolatile::text
                    || ' ' || p.pronargdefaults || ' ' || t.typname || ' '
                    || coalesce((select string_agg(
                            case when p.provariadic <> 0 and a.n = p.pronargs then '*' else '' end
                            || case when i.names[a.n] <> '' then i.names[a.n] || ':' else '' end || y.typname, ',' order by a.n)
                        from unnest(p.proargtypes::oid[]) with ordinality a (type, n) join pg_type y on y.oid = a.type), '-')
                    || ' '
                    || coalesce((select string_agg(coalesce(p.proargnames[a.n], '') || ':' || y.typname, ',' order by a.n)
                        from unnest(p.proallargtypes) with ordinality a (type, n) join pg_type y on y.oid = a.type
                        where p.proargmodes[a.n] in ('o', 'b', 't')), '-')
                end
            from pg_proc p join pg_type t on t.oid = p.prorettype
            cross join lateral (select case when p.proargmodes is null then p.proargnames else
                (select array_agg(p.proargnames[m.n] order by m.n) from unnest(p.proargmodes) with ordinality m (mode, n)
                 where m.mode in ('i', 'b', 'v')) end as names) i
            where p.oid < 16384 and p.pronamespace = 'pg_catalog'::regnamespace
            """;

    @Test
    void writtenDownIsWhatTheServersHave() throws SQLException {
        Map<String, TreeSet<Integer>> versions = new TreeMap<>();
        int first = PostgresVersion.values()[0].major();
        int last = first;
        for (PostgresVersion version : PostgresVersion.values()) {
            first = Math.min(first, version.major());
            last = Math.max(last, version.major());
            try (TestDatabase database = PostgresFixture.newDatabase(version.major());
                    Connection connection = database.connect();
                    java.sql.Statement session = connection.createStatement()) {
                session.execute("set search_path = pg_catalog");
                for (String sql : new String[] {TYPES, CASTS, OPERATORS, FUNCTIONS}) {
                    try (ResultSet rows = session.executeQuery(sql)) {
                        while (rows.next()) {
                            versions.computeIfAbsent(rows.getString(1), unused -> new TreeSet<>())
                                    .add(version.major());
                        }
                    }
                }
            }
        }
        int from = first;
        int to = last;
        String text = versions.entrySet().stream()
                .map(entry -> entry.getKey() + range(entry.getValue(), from, to))
                .collect(Collectors.joining("\n", "", "\n"));
        Golden.assertFileMatches(FILE, text);
    }

    /** The versions that have it; nothing where all do. */
    private static String range(TreeSet<Integer> versions, int first, int last) {
        if (versions.size() == last - first + 1) {
            return "";
        }
        if (versions.size() != versions.last() - versions.first() + 1) {
            throw new AssertionError("gone and back again: " + versions);
        }
        return " @" + versions.first() + "-" + versions.last();
    }
}
