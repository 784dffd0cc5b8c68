package dev.pgwright.data;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Constraint.ForeignKey;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds values for all tables that keep their checks; a table without any is left out, and what cannot be without it. */
final class Preparation {
    private final Session session;
    private final Catalog catalog;
    private final Fill fill;
    private final Map<QualifiedName, String> reasons = new LinkedHashMap<>();

    Preparation(Session session, DataProfile profile) {
        this.session = session;
        this.catalog = profile.catalog();
        this.fill = new Fill(profile);
    }

    /** Something that may be found impossible for a table. */
    private interface Attempt {
        void on(TableSources table);
    }

    /** Looks for the values. */
    void run() {
        propagate();
        each(table -> CheckRepairs.repair(session, fill, table));
        propagate();
        each(TableSources::refer);
        each(table -> CheckRepairs.repairReferring(session, fill, table));
        propagate();
    }

    private void each(Attempt attempt) {
        for (TableSources table : fill.tables()) {
            if (!reasons.containsKey(table.table().name())) {
                try {
                    attempt.on(table);
                } catch (PgwrightException e) {
                    leaveOut(table, e);
                }
            }
        }
    }

    /**
     * Leaves a table out that the server, or the search for values, refused.
     *
     * @throws PgwrightException if it was something else: the end of the fill, or of the connection
     */
    void leaveOut(TableSources table, PgwrightException refusal) {
        if (refusal.code() == ErrorCode.STOPPED) {
            throw refusal;
        }
        // fails where the connection is lost
        session.execute("SELECT");
        String message = refusal.problems().get(0).message();
        leaveOut(table.table().name(), message.lines().findFirst().orElse(message));
    }

    private void leaveOut(QualifiedName table, String reason) {
        reasons.put(table, reason);
        propagate();
    }

    /** Of tables that are filled already, one that refers to a table left out since then, as happens in a circle. */
    Optional<QualifiedName> dangling(List<QualifiedName> filled) {
        Optional<QualifiedName> found = filled.stream()
                .filter(name -> fill.table(name).table().foreignKeys().stream()
                        .anyMatch(key -> reasons.containsKey(key.referenced())))
                .findFirst();
        found.ifPresent(name -> leaveOut(name, "it is in a circle of references with a table that has no rows"));
        return found;
    }

    /** What cannot be without a table that is left out, is left out too. */
    private void propagate() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (TableSources table : fill.tables()) {
                QualifiedName name = table.table().name();
                boolean none = reasons.containsKey(name) || table.numbers().rows() == 0;
                ForeignKey missing = none ? null : table.letGo(this::isWithout);
                if (missing != null) {
                    reasons.put(
                            name,
                            "its rows need some of " + missing.referenced()
                                    + (fill.knows(missing.referenced())
                                            ? ", which has none"
                                            : ", whose rows are not made here"));
                    changed = true;
                }
            }
        }
    }

    private boolean isWithout(QualifiedName table) {
        return !fill.knows(table) || fill.table(table).numbers().rows() == 0 || reasons.containsKey(table);
    }

    boolean isLeftOut(TableSources table) {
        return reasons.containsKey(table.table().name());
    }

    /** All tables to be filled, those that others refer to first. */
    List<TableSources> inOrder() {
        Set<QualifiedName> ordered = new LinkedHashSet<>();
        Set<QualifiedName> seen = new TreeSet<>();
        fill.tables().forEach(table -> visit(table, seen, ordered));
        return ordered.stream().map(fill::table).toList();
    }

    private void visit(TableSources table, Set<QualifiedName> seen, Set<QualifiedName> ordered) {
        if (seen.add(table.table().name())) {
            for (ForeignKey key : table.table().foreignKeys()) {
                if (fill.knows(key.referenced())) {
                    visit(fill.table(key.referenced()), seen, ordered);
                }
            }
            ordered.add(table.table().name());
        }
    }

    List<LeftOut> leftOut() {
        List<LeftOut> all = new ArrayList<>();
        reasons.forEach((name, reason) -> all.add(new LeftOut(name, reason, referring(name))));
        return all;
    }

    private List<QualifiedName> referring(QualifiedName name) {
        return catalog.tables().stream()
                .filter(table -> !table.name().equals(name))
                .filter(table -> table.foreignKeys().stream()
                        .anyMatch(key -> key.referenced().equals(name)))
                .map(Table::name)
                .toList();
    }
}
