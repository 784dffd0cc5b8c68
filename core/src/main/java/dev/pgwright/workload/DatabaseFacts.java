package dev.pgwright.workload;

import dev.pgwright.catalog.QualifiedName;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a running database besides its schema. Nothing known is {@link #NONE}.
 *
 * @param source whence, for messages: {@code facts of 2026-11-20 10:15 UTC}; empty when there are none
 * @param live whether they were read just now, so that open transactions are still open
 * @param server {@link ServerFacts#NONE} when only files were read
 * @param standbys streaming standbys and replication slots, in words
 * @param managed tables that an extension runs
 * @param withheld what the role that read them was not allowed to see
 */
public record DatabaseFacts(
        String source,
        boolean live,
        ServerFacts server,
        List<TableFacts> tables,
        List<IndexFacts> indexes,
        List<Holder> holders,
        List<String> standbys,
        List<KnownQuery> queries,
        List<ManagedTable> managed,
        List<Withheld> withheld) {
    public static final DatabaseFacts NONE = new DatabaseFacts(
            "", false, ServerFacts.NONE, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public DatabaseFacts {
        tables = tables.stream().sorted(Comparator.comparing(TableFacts::name)).toList();
        indexes =
                indexes.stream().sorted(Comparator.comparing(IndexFacts::name)).toList();
        holders = List.copyOf(holders);
        standbys = standbys.stream().sorted().toList();
        queries = List.copyOf(queries);
        managed = managed.stream()
                .sorted(Comparator.comparing(ManagedTable::table))
                .toList();
        withheld = List.copyOf(withheld);
    }

    public Optional<TableFacts> table(QualifiedName name) {
        // tables are in order of name
        int at = Collections.binarySearch(tables, TableFacts.of(name, 0, 0), Comparator.comparing(TableFacts::name));
        return at < 0 ? Optional.empty() : Optional.of(tables.get(at));
    }

    public Optional<IndexFacts> index(QualifiedName name) {
        return indexes.stream().filter(index -> index.name().equals(name)).findFirst();
    }

    /** These with other queries. */
    public DatabaseFacts withQueries(List<KnownQuery> list) {
        return new DatabaseFacts(source, live, server, tables, indexes, holders, standbys, list, managed, withheld);
    }
}
