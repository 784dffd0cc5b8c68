package dev.pgwright.design.write;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Constraint.ForeignKey;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.decide.Identifier;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.Numbers;
import dev.pgwright.design.decide.RetentionQuery;
import dev.pgwright.design.decide.SearchDocument;
import dev.pgwright.design.model.DesignedQuery;
import dev.pgwright.design.model.Lifecycle;
import dev.pgwright.design.requirements.AccessPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** The access patterns of a design as production SQL, and the files they are kept in. */
public final class QueryWriter {
    private QueryWriter() {}

    /** One query per access pattern, in their order, then those of retention and those that find drift. */
    public static List<DesignedQuery> queries(Design design) {
        List<DesignedQuery> queries = new ArrayList<>();
        for (AccessPattern pattern : design.mapping().requirements().accessPatterns()) {
            queries.add(query(design, pattern));
        }
        for (EntityTable table : RetentionQuery.tables(design.mapping())) {
            queries.add(retention(design, table));
        }
        design.redundancies()
                .forEach(redundancy ->
                        queries.add(new DesignedQuery(redundancy.query(), redundancy.drift(), List.of())));
        return queries;
    }

    private static DesignedQuery query(Design design, AccessPattern pattern) {
        if (pattern.sql() != null) {
            return HandwrittenQuery.of(design, pattern, pattern.sql());
        }
        return ChangeWriter.writes(pattern.kind())
                ? new ChangeWriter(design, pattern).write()
                : new SelectWriter(design, pattern).write();
    }

    /** One batch of expired rows; those that others refer to, and must not lose, stay until these are gone. */
    private static DesignedQuery retention(Design design, EntityTable table) {
        var retention = Objects.requireNonNull(table.entity().retention());
        String key = Identifier.sql(table.key());
        String by = Identifier.sql(retention.by());
        String sql = """
                DELETE FROM %1$s
                WHERE (%2$s) IN (
                    SELECT %2$s
                    FROM %1$s
                    WHERE %3$s < now() - interval '%4$d days'%6$s
                    ORDER BY %3$s
                    LIMIT %5$d
                    FOR UPDATE SKIP LOCKED
                )""".formatted(
                        Identifier.sql(table.name()),
                        key,
                        by,
                        retention.days(),
                        RetentionQuery.batch(design.mapping(), table),
                        keptByOthers(design, table));
        return new DesignedQuery(RetentionQuery.name(table), sql, List.of());
    }

    private static String keptByOthers(Design design, EntityTable table) {
        StringBuilder conditions = new StringBuilder();
        for (List<Catalog.TableForeignKey> way : forbidding(design, table.name(), List.of())) {
            StringBuilder from = new StringBuilder();
            for (int i = 0; i < way.size(); i++) {
                String alias = "r" + (i + 1);
                from.append(i == 0 ? "" : " JOIN ")
                        .append(Identifier.sql(way.get(i).table().name()))
                        .append(" AS ")
                        .append(alias)
                        .append(i == 0 ? "" : " ON " + link(way.get(i).key(), alias, "r" + i));
            }
            conditions
                    .append("\n      AND NOT EXISTS (SELECT FROM ")
                    .append(from)
                    .append(" WHERE ")
                    .append(link(
                            way.get(0).key(), "r1", Identifier.sql(table.name().name())))
                    .append(")");
        }
        return conditions.toString();
    }

    /** The ways from a table over rows that go with its rows to one that forbids it. */
    private static List<List<Catalog.TableForeignKey>> forbidding(
            Design design, QualifiedName table, List<Catalog.TableForeignKey> sofar) {
        List<List<Catalog.TableForeignKey>> ways = new ArrayList<>();
        for (Catalog.TableForeignKey each : design.catalog().foreignKeys()) {
            boolean again = sofar.stream()
                    .anyMatch(known -> known.table().name().equals(each.table().name()));
            if (!each.key().referenced().equals(table) || again) {
                continue;
            }
            List<Catalog.TableForeignKey> way = new ArrayList<>(sofar);
            way.add(each);
            switch (each.key().onDelete()) {
                case RESTRICT, NO_ACTION -> ways.add(way);
                case CASCADE -> ways.addAll(forbidding(design, each.table().name(), way));
                case SET_NULL, SET_DEFAULT -> {}
            }
        }
        return ways;
    }

    private static String link(ForeignKey key, String child, String parent) {
        List<String> links = new ArrayList<>();
        for (int i = 0; i < key.columns().size(); i++) {
            links.add(child + "." + Identifier.sql(key.columns().get(i)) + " = " + parent + "."
                    + Identifier.sql(key.referencedColumns().get(i)));
        }
        return String.join(" AND ", links);
    }

    /** The text of a query's file: what it is for, what it takes, then the statement. */
    public static String file(Design design, DesignedQuery query) {
        StringBuilder text = new StringBuilder();
        design.mapping().requirements().accessPatterns().stream()
                .filter(pattern -> pattern.name().equals(query.name()))
                .findFirst()
                .ifPresentOrElse(
                        pattern -> heading(design, query, pattern, text),
                        () -> text.append(design.redundancies().stream()
                                .filter(redundancy -> redundancy.query().equals(query.name()))
                                .map(redundancy -> "-- " + redundancy.heading() + ". ARCHITECTURE.md says more.\n")
                                .findFirst()
                                .orElseGet(() -> retentionWords(design, query))));
        if (!query.parameters().isEmpty()) {
            text.append("-- Parameters:\n");
            int width = query.parameters().stream()
                    .mapToInt(parameter -> parameter.name().length())
                    .max()
                    .orElse(0);
            int number = 0;
            for (DesignedQuery.Parameter parameter : query.parameters()) {
                number++;
                text.append(("--   $%-2d  %-" + width + "s  %s%n")
                        .formatted(number, parameter.name(), parameter.type())
                        .replace(System.lineSeparator(), "\n"));
            }
        }
        return text.append('\n').append(query.sql()).append(";\n").toString();
    }

    private static String retentionWords(Design design, DesignedQuery query) {
        double cascaded = RetentionQuery.tables(design.mapping()).stream()
                .filter(table -> RetentionQuery.name(table).equals(query.name()))
                .mapToDouble(table -> RetentionQuery.cascaded(design.mapping(), table))
                .findFirst()
                .orElse(0);
        String batch = "-- Deletes one batch of expired rows. Run it until it deletes none.\n";
        return cascaded < 1
                ? batch
                : batch + "-- With each row go about " + Numbers.about(cascaded)
                        + " that refer to it, in the same statement: the batch is as large as that allows.\n"
                        + (cascaded < RetentionQuery.ROWS_A_STATEMENT
                                ? ""
                                : "-- Where that takes too long, delete those first, in batches of their own.\n");
    }

    private static void heading(Design design, DesignedQuery query, AccessPattern pattern, StringBuilder text) {
        text.append("-- ").append(pattern.name());
        if (pattern.description() != null) {
            text.append(": ").append(pattern.description().strip().replace("\n", " "));
        }
        text.append('\n');
        for (Lifecycle lifecycle : ChangedStatus.of(design, pattern)) {
            text.append("-- ")
                    .append(ChangedStatus.parameter(lifecycle))
                    .append(": what it may be now; no row comes back when it has become something else meanwhile.\n")
                    .append("-- Allowed: ")
                    .append(ChangedStatus.allowed(lifecycle))
                    .append(".\n");
        }
        pattern.sets().stream()
                .filter(pattern::adds)
                .forEach(
                        set -> text.append("-- ")
                                .append(set)
                                .append("_change is added to ")
                                .append(set)
                                .append(
                                        ", below zero taken from it: callers at the same time lose nothing of each other's.\n"));
        if (query.sql().contains(" DO NOTHING")) {
            text.append("-- No row comes back when it is there already: a retry is harmless.\n");
        }
        if (query.sql().contains(" ~>=~ ")) {
            text.append("-- ~>=~ and ~<~ compare byte by byte: between a beginning and all that goes on from it.\n");
        }
        String expected = expectations(pattern);
        if (!expected.isEmpty()) {
            text.append("-- ").append(expected).append('\n');
        }
        String means = IndexChapter.means(design, pattern.name());
        if (!means.isEmpty()) {
            text.append("-- Found by: ").append(means).append('\n');
        }
        if (pattern.kind() == AccessPattern.Kind.LIST && pattern.sql() == null) {
            pageWords(design, pattern, text);
        }
    }

    private static void pageWords(Design design, AccessPattern pattern, StringBuilder text) {
        boolean nearest =
                pattern.filters().stream().anyMatch(filter -> filter.operator() == AccessPattern.Operator.NEAREST);
        if (nearest) {
            return;
        }
        Scope scope = Scope.ofTable(design, design.mapping().table(pattern.entity()), new Aliases());
        String relevance = SearchDocument.attributes(pattern).isEmpty() ? null : Keyset.RELEVANCE;
        Keyset keyset = new Keyset(scope, pattern, relevance);
        text.append("-- First page: pass ")
                .append(keyset.firstPageWords())
                .append(".\n-- Next page: pass the values of the last row.\n");
        if (!keyset.presenceConditions(pattern).isEmpty()) {
            text.append("-- Rows without a value to sort by are on no page.\n");
        }
    }

    static String expectations(AccessPattern pattern) {
        List<String> parts = new ArrayList<>();
        if (pattern.ratePerSecond() != null) {
            parts.add("Called " + rate(pattern.ratePerSecond()));
        }
        if (pattern.latencyMillis() != null) {
            parts.add((parts.isEmpty() ? "Within " : "within ") + number(pattern.latencyMillis()) + " ms");
        }
        return parts.isEmpty() ? "" : parts.stream().collect(Collectors.joining(", ")) + ".";
    }

    static String rate(double perSecond) {
        if (perSecond >= 1) {
            return times(perSecond) + " a second";
        }
        if (perSecond * 60 >= 1) {
            return times(perSecond * 60) + " a minute";
        }
        return perSecond * 3600 >= 1 ? times(perSecond * 3600) + " an hour" : times(perSecond * 86_400) + " a day";
    }

    private static String times(double count) {
        String shown = number(count);
        return shown.equals("1") ? "once" : shown + " times";
    }

    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
