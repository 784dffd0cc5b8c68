package dev.pgwright.design.prove;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.design.model.Redundancy;
import dev.pgwright.design.prove.evaluate.ContentRow;
import dev.pgwright.design.prove.evaluate.Contents;
import dev.pgwright.design.prove.evaluate.Value;
import dev.pgwright.server.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares what is in the tables after a statement with what should be there, and takes the statement back. */
final class ChangeTrial {
    private static final String INTEGRITY = "23";

    private final Session session;
    private final Catalog catalog;
    private final List<Redundancy> redundancies;
    private final Set<QualifiedName> histories;
    private final StoredContents stored;
    private final Contents before;
    private final Map<QualifiedName, String> fingerprints;

    ChangeTrial(
            Session session,
            Catalog catalog,
            List<Redundancy> redundancies,
            Set<QualifiedName> histories,
            StoredContents stored,
            Contents before) {
        this.redundancies = redundancies;
        this.histories = histories;
        this.session = session;
        this.catalog = catalog;
        this.stored = stored;
        this.before = before;
        this.fingerprints = stored.fingerprints();
    }

    /**
     * What came of a statement.
     *
     * @param refused for a rule of the rows: neither right nor wrong
     */
    record Outcome(boolean refused, Optional<Difference> difference) {
        static Outcome of(Optional<Difference> difference) {
            return new Outcome(false, difference);
        }
    }

    /** What a test of the contents after the statement finds. */
    interface Check {
        Optional<Difference> difference(Contents after, long returned);
    }

    /** Runs the statement, looks at the tables and takes it back. */
    Outcome outcome(String statement, Check check) {
        return session.rolledBack(() -> {
            Session.Attempt attempt = session.attempt(statement);
            if (!attempt.worked()) {
                boolean integrity = attempt.failure()
                        .map(failure -> failure.sqlState().startsWith(INTEGRITY))
                        .orElse(false);
                return new Outcome(
                        integrity,
                        attempt.failure()
                                .map(failure -> new Difference("the server refused: " + failure.message(), statement)));
            }
            return Outcome.of(check.difference(after(), attempt.rows().affected()));
        });
    }

    /** The tables that changed, as they are now; the others are not in it. */
    private Contents after() {
        Map<QualifiedName, String> now = stored.fingerprints();
        Set<QualifiedName> changed = now.keySet().stream()
                .filter(table -> !Objects.equals(now.get(table), fingerprints.get(table)))
                .collect(Collectors.toSet());
        return stored.read(changed);
    }

    /**
     * Compares all tables: those that did not change are as they were before. What is kept in step with other rows is
     * left out and claimed elsewhere, as are histories, and in other tables than the one that is changed the time of its change.
     */
    Optional<Difference> difference(QualifiedName changed, Contents expected, Contents after, String statement) {
        for (QualifiedName table : before.tables()) {
            if (histories.contains(table)) {
                continue;
            }
            Contents real = after.tables().contains(table) ? after : before;
            Set<String> open = open(table, !table.equals(changed));
            List<String> wanted = canonical(expected.rows(table), open);
            List<String> found = canonical(real.rows(table), open);
            Optional<Difference> difference = Difference.ofTexts(wanted, found, statement)
                    .map(one -> new Difference("in " + table + " afterwards " + one.what(), one.statement()));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    /** Whether there was a row with these values in some columns before. */
    boolean had(QualifiedName table, List<String> columns, Map<String, @Nullable String> values) {
        return before.rows(table).stream()
                .anyMatch(row -> columns.stream().allMatch(column -> {
                    Value value = row.value(column);
                    return value != null && value.text().equals(values.get(column));
                }));
    }

    /** The rows of a table that are new, by their canonical form. */
    List<ContentRow> added(QualifiedName table, Contents after) {
        Map<String, Integer> known = new HashMap<>();
        before.rows(table).forEach(row -> known.merge(row.canonical(), 1, Integer::sum));
        List<ContentRow> added = new ArrayList<>();
        for (ContentRow row : after.rows(table)) {
            if (known.merge(row.canonical(), -1, Integer::sum) < 0) {
                added.add(row);
            }
        }
        return added;
    }

    /** Columns that say nothing of their own: generated ones, those kept in step. */
    private Set<String> open(QualifiedName name, boolean other) {
        Set<String> open = catalog.table(name).map(Table::columns).orElse(List.of()).stream()
                .filter(column -> column.generated() != null)
                .map(Column::name)
                .collect(Collectors.toCollection(TreeSet::new));
        for (Redundancy redundancy : redundancies) {
            if (redundancy.table().equals(name) && redundancy.kind() != Redundancy.Kind.DEPENDENCY) {
                open.addAll(redundancy.columns());
                if (other) {
                    open.add("updated_at");
                }
            }
        }
        return open;
    }

    private static List<String> canonical(List<ContentRow> rows, Set<String> open) {
        return rows.stream().map(row -> row.canonicalWithout(open)).toList();
    }
}
