package dev.pgwright.locks;

import dev.pgwright.locks.LockForm.RoleEffect;
import dev.pgwright.server.LockMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A form as the enumerations write it down: a title, and for each role what happens in which versions. */
final class FormRow {
    static final int OLDEST = 14;
    static final int NEWEST = 18;

    /** What is done beside the lock. */
    enum Work {
        REWRITES,
        READS_ALL,
        READS_BY_PLAN,
        BUILDS_INDEX
    }

    private record Ranged(RoleEffect effect, int first, int last) {
        boolean holds(int version) {
            return version >= first && version <= last;
        }
    }

    private final String title;
    private final int since;
    private final List<Ranged> effects;
    private final Transactionality transactions;
    private final String note;

    private FormRow(String title, int since, List<Ranged> effects, Transactionality transactions, String note) {
        this.title = title;
        this.since = since;
        this.effects = effects;
        this.transactions = transactions;
        this.note = note;
    }

    static FormRow form(String title) {
        return new FormRow(title, OLDEST, List.of(), Transactionality.ALLOWED, "");
    }

    FormRow on(Role role, LockMode mode, Work... work) {
        return between(OLDEST, NEWEST, role, mode, work);
    }

    FormRow before(int version, Role role, LockMode mode, Work... work) {
        return between(OLDEST, version - 1, role, mode, work);
    }

    FormRow from(int version, Role role, LockMode mode, Work... work) {
        return between(version, NEWEST, role, mode, work);
    }

    private FormRow between(int first, int last, Role role, LockMode mode, Work... work) {
        Set<Work> all = EnumSet.noneOf(Work.class);
        all.addAll(List.of(work));
        Reading reading = all.contains(Work.READS_ALL)
                ? Reading.EVERY_ROW
                : all.contains(Work.READS_BY_PLAN) ? Reading.BY_PLAN : Reading.NONE;
        List<Ranged> more = new ArrayList<>(effects);
        more.add(new Ranged(
                new RoleEffect(role, mode, all.contains(Work.REWRITES), reading, all.contains(Work.BUILDS_INDEX)),
                first,
                last));
        return new FormRow(title, since, List.copyOf(more), transactions, note);
    }

    /** The version that has the statement first. */
    FormRow since(int version) {
        return new FormRow(title, version, effects, transactions, note);
    }

    FormRow refusedInTransaction() {
        return new FormRow(title, since, effects, Transactionality.REFUSED_IN_TRANSACTION, note);
    }

    FormRow controlsTransaction() {
        return new FormRow(title, since, effects, Transactionality.CONTROLS_TRANSACTION, note);
    }

    FormRow note(String text) {
        return new FormRow(title, since, effects, transactions, text);
    }

    String title() {
        return title;
    }

    Transactionality transactions() {
        return transactions;
    }

    Optional<RoleEffect> effect(Role role, int version) {
        return effects.stream()
                .filter(ranged -> ranged.effect().role() == role && ranged.holds(version))
                .map(Ranged::effect)
                .findFirst();
    }

    List<LockForm> rows() {
        TreeSet<Integer> starts = new TreeSet<>();
        starts.add(since);
        for (Ranged ranged : effects) {
            starts.add(Math.max(since, ranged.first()));
            if (ranged.last() < NEWEST) {
                starts.add(Math.max(since, ranged.last() + 1));
            }
        }
        List<LockForm> rows = new ArrayList<>();
        for (int start : starts) {
            Integer next = starts.higher(start);
            rows.add(new LockForm(
                    title,
                    start,
                    next == null ? NEWEST : next - 1,
                    effects.stream()
                            .filter(ranged -> ranged.holds(start))
                            .map(Ranged::effect)
                            .toList(),
                    transactions,
                    note));
        }
        return rows;
    }
}
