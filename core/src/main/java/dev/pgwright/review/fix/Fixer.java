package dev.pgwright.review.fix;

import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.review.FindingsRule;
import dev.pgwright.review.Fix;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.ReviewFinding;
import dev.pgwright.review.ReviewOptions;
import dev.pgwright.review.Reviewer;
import dev.pgwright.review.Rule;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.fix.FixResult.Unfixed;
import dev.pgwright.sql.SqlTokens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Mends migrations until no rule has anything left to mend: after every change all of them are reviewed again, so that
 * each fix meets the schema and the text that it will have. It changes nothing outside; what it gives is the new text.
 *
 * <p>What wants another schema comes first, as the migration that it may take is mended like any other.
 */
public final class Fixer {
    /** A migration that needs more rounds has two rules that undo each other's work. */
    private static final int MAX_ROUNDS = 200;

    private final MigrationHistory history;
    private final List<Rule> rules;
    private final ReviewOptions options;
    private final List<Working> migrations = new ArrayList<>();
    private @Nullable Working added;
    private final Map<String, Unfixed> unfixed = new LinkedHashMap<>();
    private final Set<String> attempted = new HashSet<>();

    private Fixer(MigrationHistory history, List<Rule> rules, ReviewOptions options, Predicate<String> editable) {
        this.history = history;
        this.rules = rules;
        this.options = options.withReviewed(
                file -> file.equals(Added.FILE) || options.reviewed().test(file));
        history.migrations()
                .forEach(migration -> migrations.add(new Working(
                        migration, editable.test(migration.up().source().name()), this::refuse)));
    }

    /** Mends the migrations of a history that are under review, none of which a database has run. */
    public static FixResult fix(MigrationHistory history, List<Rule> rules, ReviewOptions options) {
        return fix(history, rules, options, file -> true);
    }

    /**
     * Mends the migrations of a history that are under review, by the given rules.
     *
     * @param editable by file: whether no database has run it yet. What wants another schema than such a file makes becomes a
     *     migration of its own
     */
    public static FixResult fix(
            MigrationHistory history, List<Rule> rules, ReviewOptions options, Predicate<String> editable) {
        return new Fixer(history, rules, options, editable).run();
    }

    private FixResult run() {
        List<Rule> ofMeaning = rules.stream()
                .filter(rule -> rule instanceof SchemaRule || rule instanceof QueryRule)
                .toList();
        if (!ofMeaning.isEmpty()) {
            mend(ofMeaning);
        }
        // what depends on other findings waits until those that can be mended are gone
        mend(rules.stream().filter(rule -> !(rule instanceof FindingsRule)).toList());
        List<ReviewFinding> left = mend(rules);
        leave(left);
        List<FixedMigration> fixed = migrations.stream()
                .filter(Working::isChanged)
                .filter(migration -> migration != added)
                .map(Working::result)
                .toList();
        return new FixResult(fixed, added == null ? null : added.result(), List.copyOf(unfixed.values()), current());
    }

    /** What is found when nothing more can be mended. */
    private List<ReviewFinding> mend(List<Rule> those) {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            List<ReviewFinding> findings =
                    Reviewer.review(current(), those, options).findings();
            if (change(findings)) {
                continue;
            }
            boolean changed = false;
            for (Working migration : List.copyOf(migrations)) {
                changed |= migration.mend(findings);
            }
            if (!changed) {
                return findings;
            }
        }
        return List.of();
    }

    /** Makes what wants another schema or other queries; true if something has changed. */
    private boolean change(List<ReviewFinding> findings) {
        List<ReviewFinding> open = findings.stream()
                .filter(finding -> finding.fix() instanceof Fix.Change && !attempted.contains(attempt(finding)))
                .filter(finding -> migrations.stream().noneMatch(migration -> migration.isBroken(finding)))
                .toList();
        if (open.isEmpty()) {
            return false;
        }
        long faults = Refused.count(current(), options);
        List<Runnable> before = saved();
        List<ReviewFinding> made = makeThose(open);
        if (made.isEmpty() || Refused.count(current(), options) <= faults) {
            made.forEach(finding -> attempted.add(attempt(finding)));
            if (made.isEmpty()) {
                open.forEach(
                        finding -> refuse(finding, "its statement is there already, and one behind it takes it back"));
            }
            return !made.isEmpty();
        }
        for (ReviewFinding finding : made) {
            restore(before);
            attempted.add(attempt(finding));
            if (!makeThose(List.of(finding)).isEmpty()) {
                if (Refused.count(current(), options) <= faults) {
                    return true;
                }
                restore(before);
                refuse(finding, "PostgreSQL would refuse what comes behind it");
            }
        }
        return false;
    }

    /** Makes what can be made together, and says of which that is. */
    private List<ReviewFinding> makeThose(List<ReviewFinding> findings) {
        List<ReviewFinding> others = findings.stream()
                .filter(finding -> migrations.stream().noneMatch(migration -> migration.edits(finding)))
                .toList();
        List<ReviewFinding> made = new ArrayList<>();
        for (Working migration : migrations) {
            made.addAll(
                    migration.change(findings.stream().filter(migration::edits).toList()));
        }
        Set<String> replaced = new HashSet<>();
        for (ReviewFinding finding : others) {
            // what else is found in a routine or view is found in its replacement, and is mended there
            if (finding.fix() instanceof Fix.Change change && isFirst(change, replaced) && add(finding, change)) {
                made.add(finding);
            }
        }
        return made;
    }

    /** Whether nothing that was made before replaces what the statement of a change replaces, too. */
    private static boolean isFirst(Fix.Change change, Set<String> replaced) {
        return change.edits().isEmpty()
                || change.statements().size() != 1
                || replaced.add(head(change.statements().get(0)));
    }

    /** {@code create or replace function f(a int) returns int}: what stands in front of a definition. */
    private static String head(String sql) {
        return SqlTokens.of(sql).stream()
                .filter(token -> token.isWord("as"))
                .findFirst()
                .map(as -> sql.substring(0, as.start()))
                .orElse(sql);
    }

    private boolean add(ReviewFinding finding, Fix.Change change) {
        if (change.statements().isEmpty()) {
            refuse(finding, change.otherwise() == null ? Fix.ByHand.NOT_KNOWN : change.otherwise());
            return false;
        }
        if (added == null) {
            added = new Working(Added.migration(history), true, this::refuse);
            migrations.add(Added.place(history), added);
        }
        added.append(change, finding.rule().id() + ": " + change.title());
        return true;
    }

    private List<Runnable> saved() {
        return migrations.stream().map(Working::saved).toList();
    }

    /** Takes everything back to a state, a migration that was added since included. */
    private void restore(List<Runnable> saved) {
        if (saved.size() < migrations.size()) {
            migrations.remove(added);
            added = null;
        }
        saved.forEach(Runnable::run);
    }

    /** Says why there is nothing to do about what is left. */
    private void leave(List<ReviewFinding> findings) {
        for (ReviewFinding finding : findings) {
            if (finding.fix() instanceof Fix.ByHand left) {
                refuse(finding, left.reason());
            }
        }
    }

    private void refuse(ReviewFinding finding, String reason) {
        String key = finding.source().name() + finding.rule().id() + finding.statement() + finding.object();
        unfixed.putIfAbsent(key, new Unfixed(finding, reason));
    }

    private static String attempt(ReviewFinding finding) {
        return String.join(
                "\n",
                finding.source().name(),
                finding.rule().id(),
                String.valueOf(finding.object()),
                finding.message(),
                finding.statement().of(finding.source().text()));
    }

    private MigrationHistory current() {
        List<Migration> all = migrations.stream()
                .flatMap(working -> working.migrations().stream())
                .toList();
        return history.with(all, history.problems());
    }
}
