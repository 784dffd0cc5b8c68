package dev.pgwright.review;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Evidence;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.review.DataChange.Reach;
import dev.pgwright.review.MigrationNotes.Note;
import dev.pgwright.server.RelationKind;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.RenameStmt;
import dev.pgwright.workload.TableFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the review knows of a migration's run, in the words of a plan. What it does not know begins with {@code ?}. */
public final class RunPlan {
    private final MigrationFindings found;
    private final MigrationContext migration;

    public RunPlan(MigrationFindings found) {
        this.found = found;
        this.migration = found.migration();
    }

    /** The lines of a note; at least one. */
    public List<String> lines(Note note) {
        return switch (note) {
            case DURATION -> duration();
            case LOCKS -> locks();
            case ORDER -> order();
            case RECOVERY -> List.of(recovery());
            case REHEARSED -> List.of("?");
        };
    }

    /** Work on the rows of a table that was there before. */
    private record Work(Step step, RelationEffect effect, boolean changesRows) {}

    private List<Work> works() {
        List<Work> works = new ArrayList<>();
        for (Step step : migration.steps()) {
            Set<QualifiedName> changed = changedTables(step);
            for (RelationEffect effect : ofTables(step)) {
                boolean changes = changed.contains(effect.relation());
                if (changes || step.takesLong(effect)) {
                    works.add(new Work(step, effect, changes));
                }
            }
        }
        return works;
    }

    /** Locks and work on indexes are a part of what is said of their tables. */
    private static List<RelationEffect> ofTables(Step step) {
        return step.existing().stream()
                .filter(effect ->
                        effect.kind() != RelationKind.INDEX && effect.kind() != RelationKind.PARTITIONED_INDEX)
                .toList();
    }

    private Set<QualifiedName> changedTables(Step step) {
        Set<QualifiedName> changed = new LinkedHashSet<>();
        migration.statement(step).tableChanges().stream()
                .filter(change -> change.existing() && change.reach() == Reach.ALL)
                .forEach(change -> changed.add(change.table()));
        return changed;
    }

    private List<String> duration() {
        Map<QualifiedName, Double> seconds = new LinkedHashMap<>();
        Set<QualifiedName> unknown = new LinkedHashSet<>();
        for (Work work : works()) {
            QualifiedName relation = work.effect().relation();
            Optional<TableFacts> size = migration.facts().table(relation);
            if (size.isEmpty()) {
                unknown.add(relation);
            } else {
                seconds.merge(relation, Impact.seconds(work.effect(), size.get(), work.changesRows()), Double::sum);
            }
        }
        List<String> lines = new ArrayList<>();
        if (!unknown.isEmpty()) {
            lines.add("? grows with the rows of " + names(unknown) + ", of which nothing is known here");
        }
        seconds.forEach((relation, sum) -> migration
                .facts()
                .table(relation)
                .ifPresent(size -> lines.add("about " + Amounts.duration(sum) + " for " + relation + " ("
                        + Amounts.rows(size.rows()) + ", " + Amounts.bytes(size.bytes()) + "), "
                        + Evidence.ASSUMED.word())));
        return lines.isEmpty() ? List.of("short once the locks are granted: no statement works on rows") : lines;
    }

    private List<String> locks() {
        Map<QualifiedName, Weight> strongest = new LinkedHashMap<>();
        for (Step step : migration.steps()) {
            Set<QualifiedName> changed = changedTables(step);
            for (RelationEffect effect : ofTables(step)) {
                boolean changes = changed.contains(effect.relation());
                if (changes || effect.mode().blocksWrites() || step.takesLong(effect)) {
                    Weight weight = new Weight(effect, null, changes || step.takesLong(effect), changes);
                    strongest.merge(effect.relation(), weight, RunPlan::stronger);
                }
            }
        }
        return strongest.isEmpty()
                ? List.of("? which relations it locks is not known here")
                : strongest.values().stream().map(Weight::words).toList();
    }

    private static Weight stronger(Weight one, Weight other) {
        int order = one.effect().mode().compareTo(other.effect().mode());
        return order > 0 || (order == 0 && (one.takesLong() || !other.takesLong())) ? one : other;
    }

    private List<String> order() {
        Set<String> gone = new LinkedHashSet<>();
        migration.steps().forEach(step -> gone(step.tree(), gone));
        return gone.isEmpty()
                ? List.of("before the release that needs it")
                : List.of("behind the release that no longer uses " + String.join(", ", gone));
    }

    /** What code that is still running may use and that is not there afterwards, or not as it was. */
    private void gone(Node tree, Set<String> names) {
        if (tree instanceof AlterTableStmt alter && alter.relation() != null) {
            QualifiedName table = migration.state().resolve(alter.relation());
            for (Node node : alter.cmds()) {
                boolean changes = node instanceof AlterTableCmd action
                        && (action.subtype() == AlterTableType.AT_DropColumn
                                || action.subtype() == AlterTableType.AT_AlterColumnType);
                if (changes && !migration.isNew(table)) {
                    names.add(table + "." + ((AlterTableCmd) node).name());
                }
            }
        } else if (tree instanceof DropStmt drop && drop.removeType() != ObjectType.OBJECT_INDEX) {
            drop.objects().forEach(object -> names.add(String.join(".", Trees.nameParts(object))));
        } else if (tree instanceof RenameStmt rename && rename.relation() != null) {
            String relation = migration.state().resolve(rename.relation()).toString();
            names.add(rename.subname() == null ? relation : relation + "." + rename.subname());
        }
    }

    private String recovery() {
        List<ReviewFinding> losses = found.losses();
        if (!losses.isEmpty()) {
            String objects = String.join(
                    ", ",
                    losses.stream()
                            .flatMap(loss -> Optional.ofNullable(loss.object()).stream())
                            .distinct()
                            .toList());
            return "? data is lost" + (objects.isEmpty() ? "" : " of " + objects)
                    + ": say which copy or backup brings it back";
        }
        boolean together =
                migration.steps().stream().map(Step::transaction).distinct().count() == 1
                        && migration.steps().get(0).inTransaction();
        String failure = together ? "a failure takes back all of it" : "a failure leaves what ran before it in place";
        boolean back = migration
                .down()
                .filter(script -> !script.statements().isEmpty())
                .isPresent();
        return failure
                + (back ? "; afterwards the way back is run" : "; afterwards there is no way back but a new migration");
    }

    private static String names(Set<QualifiedName> names) {
        return String.join(", ", names.stream().map(QualifiedName::toString).toList());
    }
}
