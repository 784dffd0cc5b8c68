package dev.pgwright.review.fix;

import dev.pgwright.load.migrations.Framework;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.load.migrations.Script;
import dev.pgwright.load.migrations.TransactionMode;
import dev.pgwright.review.FindingsRule;
import dev.pgwright.review.Fix;
import dev.pgwright.review.ReviewFinding;
import dev.pgwright.review.ReviewOptions;
import dev.pgwright.review.Reviewer;
import dev.pgwright.review.Rule;
import dev.pgwright.review.fix.FixResult.Unfixed;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Mends migrations until no rule has anything left to mend: after every change all of them are reviewed again, so that
 * each fix meets the schema and the text that it will have. It changes nothing outside; what it gives is the new text.
 */
public final class Fixer {
    /** A migration that needs more rounds has two rules that undo each other's work. */
    private static final int MAX_ROUNDS = 40;

    private final MigrationHistory history;
    private final List<Rule> rules;
    private final ReviewOptions options;
    private final List<Working> migrations = new ArrayList<>();
    private final Map<String, Unfixed> unfixed = new LinkedHashMap<>();

    private Fixer(MigrationHistory history, List<Rule> rules, ReviewOptions options) {
        this.history = history;
        this.rules = rules;
        this.options = options;
        history.migrations().forEach(migration -> migrations.add(new Working(migration)));
    }

    /** Mends the migrations of a history that are under review, by the given rules. */
    public static FixResult fix(MigrationHistory history, List<Rule> rules, ReviewOptions options) {
        return new Fixer(history, rules, options).run();
    }

    private FixResult run() {
        // what depends on other findings waits until those that can be mended are gone
        mend(rules.stream().filter(rule -> !(rule instanceof FindingsRule)).toList());
        List<ReviewFinding> left = mend(rules);
        migrations.forEach(migration -> migration.leave(left));
        List<FixedMigration> fixed = migrations.stream()
                .filter(Working::isChanged)
                .map(Working::result)
                .toList();
        return new FixResult(fixed, List.copyOf(unfixed.values()), current());
    }

    /** What is found when nothing more can be mended. */
    private List<ReviewFinding> mend(List<Rule> those) {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            List<ReviewFinding> findings =
                    Reviewer.review(current(), those, options).findings();
            boolean changed = false;
            for (Working migration : migrations) {
                changed |= migration.mend(findings);
            }
            if (!changed) {
                return findings;
            }
        }
        return List.of();
    }

    private MigrationHistory current() {
        List<Migration> all = migrations.stream()
                .flatMap(working -> working.migrations().stream())
                .toList();
        return history.with(all, history.problems());
    }

    /** A migration in the state it has come to. */
    private final class Working {
        private final Migration original;
        private final @Nullable String obstacle;
        private List<FixedPart> parts;
        private List<Migration> migrations;
        private @Nullable Script down;
        private final List<String> fixes = new ArrayList<>();
        private final Set<String> tried = new HashSet<>();

        Working(Migration original) {
            this.original = original;
            this.obstacle = obstacle(original, original.up());
            this.down = original.down();
            this.parts = List.of(new FixedPart(original.up().transactions(), text(original.up())));
            this.migrations = List.of(original);
        }

        private static @Nullable String obstacle(Migration migration, Script script) {
            if (!script.source().isWhole()) {
                return "the rows that it holds are not read, and would be lost";
            }
            if (!script.isVerbatim()) {
                return migration.framework() == Framework.LIQUIBASE
                        ? "its SQL is made from a changelog"
                        : "the values of its placeholders are put in from a configuration";
            }
            if (script.pieces().size() != 1) {
                return "its SQL stands in several places of the file";
            }
            return script.templates().isEmpty() ? null : "the file holds placeholders";
        }

        private static String text(Script script) {
            return script.pieces().isEmpty()
                    ? ""
                    : script.pieces().get(0).source().of(script.source().text());
        }

        boolean isChanged() {
            return !fixes.isEmpty();
        }

        FixedMigration result() {
            @Nullable String back = down == null || down == original.down() ? null : text(down);
            return new FixedMigration(original, parts, back, fixes);
        }

        List<Migration> migrations() {
            return migrations;
        }

        /** Says why there is nothing to do about what is left. */
        void leave(List<ReviewFinding> findings) {
            for (ReviewFinding finding : findings) {
                if (finding.fix() instanceof Fix.ByHand left && isOwn(finding)) {
                    refuse(finding, left.reason());
                }
            }
        }

        /** Makes what fixes of a round can be made together; true if the text has changed. */
        boolean mend(List<ReviewFinding> findings) {
            List<ReviewFinding> own = findings.stream()
                    .filter(finding -> finding.fix() != null && !(finding.fix() instanceof Fix.ByHand))
                    .filter(this::isOwn)
                    .sorted(Comparator.comparing(ReviewFinding::statement).reversed())
                    .toList();
            if (own.isEmpty()) {
                return false;
            }
            List<ReviewFinding> ofDown = own.stream().filter(this::isOfDown).toList();
            if (!ofDown.isEmpty() && mendDown(ofDown)) {
                // the schema that the next migration meets is another one
                return true;
            }
            if (obstacle != null) {
                own.forEach(finding -> refuse(finding, obstacle));
                return false;
            }
            List<FixedPart> next = new ArrayList<>();
            boolean changed = false;
            for (int i = 0; i < parts.size(); i++) {
                SourceFile source = migrations.get(i).up().source();
                int start = migrations.get(i).up().pieces().get(0).source().start();
                List<ReviewFinding> here = own.stream()
                        .filter(finding -> finding.source() == source && !isOfDown(finding))
                        .toList();
                List<FixedPart> mended = mend(parts.get(i), start, here);
                changed |= !mended.equals(List.of(parts.get(i)));
                next.addAll(mended);
            }
            if (changed) {
                take(next);
            }
            return changed;
        }

        private boolean isOwn(ReviewFinding finding) {
            return isOfDown(finding) || isOfUp(finding);
        }

        private boolean isOfDown(ReviewFinding finding) {
            return down != null && down.source() == finding.source() && contains(down, finding.statement());
        }

        private boolean isOfUp(ReviewFinding finding) {
            return migrations.stream()
                    .anyMatch(migration -> migration.up().source() == finding.source()
                            && contains(migration.up(), finding.statement()));
        }

        /** Changes the way back; true if it has changed. */
        private boolean mendDown(List<ReviewFinding> findings) {
            Script script = Objects.requireNonNull(down, "there are findings in it");
            @Nullable String unwritable = obstacle(original, script);
            if (unwritable != null) {
                findings.forEach(finding -> refuse(finding, unwritable));
                return false;
            }
            FixedPart part = new FixedPart(script.transactions(), text(script));
            FixedPart changed = edited(part, script.pieces().get(0).source().start(), findings)
                    .get(0);
            if (changed.equals(part)) {
                return false;
            }
            down = script(changed, script.source().name(), script.transactionReason());
            take(parts);
            return true;
        }

        private static boolean contains(Script script, Span span) {
            return script.pieces().stream()
                    .anyMatch(piece -> piece.source().start() <= span.start()
                            && span.end() <= piece.source().end());
        }

        /** New forms of statements come first, from the last one on; edits wait until there are none. */
        private List<FixedPart> mend(FixedPart part, int start, List<ReviewFinding> findings) {
            List<FixedPart> done = new ArrayList<>(List.of(part));
            Set<Span> taken = new HashSet<>();
            for (ReviewFinding finding : findings) {
                if (finding.fix() instanceof Fix.Replacement replacement && taken.add(finding.statement())) {
                    FixedPart first = done.get(0);
                    Span span = finding.statement().plus(-start);
                    if (tried.add(finding.rule().id() + "\n" + span.of(first.text()))) {
                        try {
                            List<FixedPart> parts = split(Body.of(first).replaced(span, replacement.form()));
                            done.remove(0);
                            done.addAll(0, parts);
                            fixes.add(finding.rule().id() + ": "
                                    + replacement.form().title());
                            if (parts.size() > 1 && parts.get(0).text().length() < span.start()) {
                                // what stood before has become another part; its other findings come in the next round
                                return done;
                            }
                        } catch (NotPossible e) {
                            refuse(finding, e.reason());
                        }
                    }
                }
            }
            return done.equals(List.of(part)) ? edited(part, start, findings) : done;
        }

        private List<FixedPart> edited(FixedPart part, int start, List<ReviewFinding> findings) {
            List<TextEdit> edits = new ArrayList<>();
            for (ReviewFinding finding : findings) {
                if (finding.fix() instanceof Fix.Edits fix) {
                    List<TextEdit> moved = fix.edits().stream()
                            .map(edit -> new TextEdit(edit.span().plus(-start), edit.replacement()))
                            .toList();
                    boolean apart = moved.stream()
                            .noneMatch(edit -> edits.stream().anyMatch(other -> overlap(edit.span(), other.span())));
                    if (apart && tried.add(finding.rule().id() + "\n" + moved + part.text())) {
                        edits.addAll(moved);
                        fixes.add(finding.rule().id() + ": " + fix.title());
                    }
                }
            }
            return edits.isEmpty()
                    ? List.of(part)
                    : List.of(new FixedPart(part.mode(), TextEdit.apply(part.text(), edits)));
        }

        private static boolean overlap(Span one, Span other) {
            return one.start() <= other.end() && other.start() <= one.end();
        }

        private List<FixedPart> split(List<FixedPart> made) throws NotPossible {
            if (made.size() > 1 && original.up().transactions() == TransactionMode.ALL_PENDING) {
                throw new NotPossible("the tool runs all files in one transaction");
            }
            return made;
        }

        private void take(List<FixedPart> next) {
            parts = List.copyOf(next);
            migrations = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                Script script = obstacle != null
                        ? original.up()
                        : script(
                                parts.get(i),
                                original.up().source().name(),
                                original.up().transactionReason());
                migrations.add(new Migration(
                        original.framework(),
                        original.version(),
                        original.description(),
                        original.kind(),
                        script,
                        i == 0 ? down : null));
            }
        }

        private static Script script(FixedPart part, String name, String reason) {
            SourceFile source = SourceFile.of(name, part.text());
            Span whole = new Span(0, source.text().length());
            return new Script(source, source, List.of(new Script.Piece(whole, whole)), List.of(), part.mode(), reason);
        }

        private void refuse(ReviewFinding finding, String reason) {
            String key = finding.source().name() + finding.rule().id() + finding.statement();
            unfixed.putIfAbsent(key, new Unfixed(finding, reason));
        }
    }
}
