package dev.pgwright.review.rules;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.workload.ColumnFacts;
import dev.pgwright.workload.DatabaseFacts;
import dev.pgwright.workload.Holder;
import dev.pgwright.workload.IndexFacts;
import dev.pgwright.workload.KnownQuery;
import dev.pgwright.workload.ManagedTable;
import dev.pgwright.workload.QueryCounts;
import dev.pgwright.workload.ServerFacts;
import dev.pgwright.workload.ServerSecurity;
import dev.pgwright.workload.ServerState;
import dev.pgwright.workload.TableFacts;
import dev.pgwright.workload.TableUse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The facts of an example, collected from its directives. */
final class ExampleFacts {
    private final List<TableFacts> tables = new ArrayList<>();
    private final List<IndexFacts> indexes = new ArrayList<>();
    private final List<Holder> holders = new ArrayList<>();
    private final List<String> standbys = new ArrayList<>();
    private final List<KnownQuery> queries = new ArrayList<>();
    private final List<ManagedTable> managed = new ArrayList<>();
    private ServerFacts server = ServerFacts.NONE;

    DatabaseFacts facts() {
        boolean live = !holders.isEmpty()
                || !standbys.isEmpty()
                || !server.state().equals(ServerState.NONE)
                || !server.security().equals(ServerSecurity.NONE);
        return new DatabaseFacts(
                tables.isEmpty() && indexes.isEmpty() && queries.isEmpty() && !live ? "" : "the example",
                live,
                server,
                tables,
                indexes,
                holders,
                standbys,
                queries,
                managed,
                List.of());
    }

    /**
     * Takes in a directive.
     *
     * @param rest what stands behind its first word
     * @return whether it is one about facts
     */
    boolean takes(String[] words, String rest) {
        switch (words[0]) {
            case "table" -> tables.add(table(words));
            case "use" -> use(words);
            case "column" -> column(words);
            case "index" ->
                indexes.add(new IndexFacts(
                        qualified(words[1]),
                        qualified(words[2]),
                        Long.parseLong(words[3]),
                        Long.parseLong(words[4]),
                        words.length > 5 ? Long.valueOf(words[5]) : null));
            case "holder" -> holders.add(holder(words));
            case "role" ->
                server = new ServerFacts(
                                0, words[1], false, words.length > 2 ? List.of(words[2].split(",")) : List.of())
                        .withState(server.state());
            case "managed" -> managed.add(new ManagedTable(qualified(words[1]), words[2], words[3]));
            case "standby" -> standbys.add(rest);
            case "query" ->
                queries.add(new KnownQuery(
                        rest.substring(0, rest.indexOf(": ")),
                        rest.substring(rest.indexOf(": ") + 2).strip(),
                        null));
            case "calls", "counts" -> weight(words);
            case "password-encryption", "md5", "superuser", "hba" -> security(words);
            case "counted", "time", "off", "outdated" -> state(words);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static TableFacts table(String[] words) {
        return new TableFacts(
                qualified(words[1]),
                Long.parseLong(words[2]),
                Long.parseLong(words[3]),
                0,
                words.length > 4 ? Double.parseDouble(words[4]) : 0,
                words.length > 5 ? Double.parseDouble(words[5]) : 0,
                words.length > 6 ? words[6] : null);
    }

    /** The table is named by a directive before. */
    private void use(String[] words) {
        int at = tableAt(words[1]);
        TableFacts before = tables.get(at);
        long[] numbers = new long[7];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Long.parseLong(words[i + 2]);
        }
        TableUse use = new TableUse(
                numbers[0],
                numbers[1],
                numbers[2],
                numbers[3],
                numbers[4],
                numbers[5],
                numbers[6],
                words.length > 9 ? Double.parseDouble(words[9]) : 0);
        long indexBytes = words.length > 10 ? Long.parseLong(words[10]) : before.indexBytes();
        tables.set(at, with(before, indexBytes, use, before.columns()));
    }

    private void column(String[] words) {
        int at = tableAt(words[1]);
        TableFacts before = tables.get(at);
        List<ColumnFacts.Frequency> common = new ArrayList<>();
        for (int i = 7; i < words.length; i++) {
            int equals = words[i].lastIndexOf('=');
            common.add(new ColumnFacts.Frequency(
                    words[i].substring(0, equals), Double.parseDouble(words[i].substring(equals + 1))));
        }
        List<ColumnFacts> columns = new ArrayList<>(before.columns());
        columns.add(new ColumnFacts(
                words[2],
                Double.parseDouble(words[3]),
                Double.parseDouble(words[4]),
                words.length > 5 ? Double.valueOf(words[5]) : null,
                words.length > 6 ? Integer.parseInt(words[6]) : 8,
                common));
        tables.set(at, with(before, before.indexBytes(), before.use(), columns));
    }

    private static TableFacts with(
            TableFacts table, long indexBytes, @Nullable TableUse use, List<ColumnFacts> columns) {
        return new TableFacts(
                table.name(),
                table.rows(),
                table.bytes(),
                indexBytes,
                table.readsPerSecond(),
                table.writesPerSecond(),
                table.owner(),
                use,
                columns);
    }

    private int tableAt(String name) {
        QualifiedName wanted = qualified(name);
        for (int i = 0; i < tables.size(); i++) {
            if (tables.get(i).name().equals(wanted)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no @table " + name + " before");
    }

    /** Of the query before. */
    private void weight(String[] words) {
        KnownQuery query = queries.remove(queries.size() - 1);
        if (words[0].equals("calls")) {
            queries.add(new KnownQuery(query.name(), query.sql(), Double.valueOf(words[1]), query.counts()));
            return;
        }
        queries.add(new KnownQuery(
                query.name(),
                query.sql(),
                query.callsPerSecond(),
                new QueryCounts(
                        Long.parseLong(words[1]),
                        Double.parseDouble(words[2]),
                        Double.parseDouble(words[3]),
                        Long.parseLong(words[4]),
                        Long.parseLong(words[5]),
                        Long.parseLong(words[6]),
                        Double.parseDouble(words[7]))));
    }

    private void state(String[] words) {
        ServerState before = server.state();
        List<String> off = new ArrayList<>(before.off());
        List<ServerState.OutdatedExtension> outdated = new ArrayList<>(before.outdated());
        long seconds = before.countedSeconds();
        String time = before.time();
        switch (words[0]) {
            case "counted" -> seconds = Long.parseLong(words[1]) * 86_400;
            case "time" -> time = words[1];
            case "off" -> off.add(words[1]);
            default -> outdated.add(new ServerState.OutdatedExtension(words[1], words[2], words[3]));
        }
        server = server.withState(new ServerState(seconds, time, off, outdated));
    }

    private void security(String[] words) {
        ServerSecurity before = server.security();
        List<String> md5 = new ArrayList<>(before.md5Roles());
        List<String> superusers = new ArrayList<>(before.superusers());
        List<ServerSecurity.HbaLine> lines = new ArrayList<>(before.weakLines());
        String encryption = before.passwordEncryption();
        switch (words[0]) {
            case "md5" -> md5.add(words[1]);
            case "superuser" -> superusers.add(words[1]);
            case "hba" ->
                lines.add(new ServerSecurity.HbaLine(
                        Integer.parseInt(words[1]), words[2], words[3], words[4], words[5], words[6]));
            default -> encryption = words[1];
        }
        server = server.withSecurity(new ServerSecurity(encryption, md5, superusers, lines));
    }

    private static Holder holder(String[] words) {
        List<QualifiedName> all = new ArrayList<>();
        List<QualifiedName> written = new ArrayList<>();
        List<QualifiedName> maintained = new ArrayList<>();
        for (String table : words[3].split(",")) {
            QualifiedName relation = qualified(table.replaceFirst(":[wm]$", ""));
            all.add(relation);
            if (table.endsWith(":w") || table.endsWith(":m")) {
                written.add(relation);
            }
            if (table.endsWith(":m")) {
                maintained.add(relation);
            }
        }
        String description = String.join(" ", List.of(words).subList(4, words.length));
        boolean snapshot = words[2].equals("snapshot");
        return new Holder(description, Long.parseLong(words[1]), snapshot, all, written, maintained);
    }

    private static QualifiedName qualified(String name) {
        int dot = name.indexOf('.');
        return dot < 0
                ? QualifiedName.of("public", name)
                : QualifiedName.of(name.substring(0, dot), name.substring(dot + 1));
    }
}
