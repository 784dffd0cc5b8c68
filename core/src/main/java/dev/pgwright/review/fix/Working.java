package dev.pgwright.review.fix;

import dev.pgwright.load.migrations.Framework;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.Script;
import dev.pgwright.load.migrations.TransactionMode;
import dev.pgwright.review.Fix;
import dev.pgwright.review.ReviewFinding;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A migration in the state it has come to. */
final class Working {
    private static final String BROKEN =
            "the file has a syntax error, behind which statements may not be what they seem";

    private final Migration original;
    private final boolean editable;
    private final BiConsumer<ReviewFinding, String> refusals;
    private final @Nullable String obstacle;
    private List<FixedPart> parts;
    private List<Migration> migrations;
    private @Nullable Script down;
    private final List<String> fixes = new ArrayList<>();
    private final Set<String> tried = new HashSet<>();

    /**
     * A migration as it is.
     *
     * @param editable whether no database has run it, so that it may say something else than before
     * @param refusals takes each finding that cannot be mended, with the reason
     */
    Working(Migration original, boolean editable, BiConsumer<ReviewFinding, String> refusals) {
        this.original = original;
        this.editable = editable;
        this.refusals = refusals;
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
        if (!script.templates().isEmpty()) {
            return "the file holds placeholders";
        }
        return script.parsing().get().errors().isEmpty() ? null : BROKEN;
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
                refusals.accept(finding, left.reason());
            }
        }
    }

    /** Makes what fixes of a round can be made together; true if the text has changed. */
    boolean mend(List<ReviewFinding> findings) {
        List<ReviewFinding> own = findings.stream()
                .filter(finding -> finding.fix() instanceof Fix.Edits || finding.fix() instanceof Fix.Replacement)
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
            own.forEach(finding -> refusals.accept(finding, obstacle));
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

    /** Whether the text of the migration is where what was found is to be changed. */
    boolean edits(ReviewFinding finding) {
        return editable && obstacle == null && isOfUp(finding);
    }

    /** Whether nothing is to be done about what was found, as the file is not understood. */
    boolean isBroken(ReviewFinding finding) {
        boolean broken = BROKEN.equals(obstacle) && isOfUp(finding);
        if (broken) {
            refusals.accept(finding, BROKEN);
        }
        return broken;
    }

    /** Makes another schema or other queries of what can be changed together, and says of which that is. */
    List<ReviewFinding> change(List<ReviewFinding> findings) {
        List<ReviewFinding> made = new ArrayList<>();
        List<FixedPart> next = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            SourceFile source = migrations.get(i).up().source();
            int start = migrations.get(i).up().pieces().get(0).source().start();
            FixedPart part = parts.get(i);
            next.add(edited(
                            part,
                            start,
                            findings.stream()
                                    .filter(finding -> finding.source() == source)
                                    .toList(),
                            made)
                    .get(0));
        }
        if (!next.equals(parts)) {
            take(next);
        }
        return made;
    }

    /** Puts statements at its end. */
    void append(Fix.Change change, String fix) {
        FixedPart last = parts.get(parts.size() - 1);
        String more =
                change.statements().stream().map(statement -> statement + ";\n").collect(Collectors.joining());
        if (change.atomic() && last.mode() == TransactionMode.STATEMENT) {
            more = "BEGIN;\n" + more + "COMMIT;\n";
        }
        List<FixedPart> next = new ArrayList<>(parts);
        next.set(parts.size() - 1, new FixedPart(last.mode(), last.text() + more));
        fixes.add(fix);
        take(next);
    }

    /** What it takes to come back to this state. */
    Runnable saved() {
        List<FixedPart> savedParts = parts;
        List<Migration> savedMigrations = migrations;
        @Nullable Script savedDown = down;
        int count = fixes.size();
        return () -> {
            parts = savedParts;
            migrations = savedMigrations;
            down = savedDown;
            fixes.subList(count, fixes.size()).clear();
        };
    }

    private boolean isOwn(ReviewFinding finding) {
        return isOfDown(finding) || isOfUp(finding);
    }

    private boolean isOfDown(ReviewFinding finding) {
        return down != null && down.source() == finding.source() && contains(down, finding.statement());
    }

    private boolean isOfUp(ReviewFinding finding) {
        return migrations.stream()
                .anyMatch(migration ->
                        migration.up().source() == finding.source() && contains(migration.up(), finding.statement()));
    }

    /** Changes the way back; true if it has changed. */
    private boolean mendDown(List<ReviewFinding> findings) {
        Script script = Objects.requireNonNull(down, "there are findings in it");
        @Nullable String unwritable = obstacle(original, script);
        if (unwritable != null) {
            findings.forEach(finding -> refusals.accept(finding, unwritable));
            return false;
        }
        FixedPart part = new FixedPart(script.transactions(), text(script));
        FixedPart changed = edited(part, script.pieces().get(0).source().start(), findings, new ArrayList<>())
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
                        fixes.add(
                                finding.rule().id() + ": " + replacement.form().title());
                        if (parts.size() > 1 && parts.get(0).text().length() < span.start()) {
                            // what stood before has become another part; its other findings come in the next round
                            return done;
                        }
                    } catch (NotPossible e) {
                        refusals.accept(finding, e.reason());
                    }
                }
            }
        }
        return done.equals(List.of(part)) ? edited(part, start, findings, new ArrayList<>()) : done;
    }

    private List<FixedPart> edited(FixedPart part, int start, List<ReviewFinding> findings, List<ReviewFinding> made) {
        List<TextEdit> edits = new ArrayList<>();
        for (ReviewFinding finding : findings) {
            String title = title(finding);
            if (title != null) {
                List<TextEdit> moved = edits(finding, part, start);
                boolean apart = !moved.isEmpty()
                        && moved.stream().noneMatch(edit -> edits.stream().anyMatch(other -> overlap(edit, other)));
                if (apart && tried.add(finding.rule().id() + "\n" + moved + part.text())) {
                    edits.addAll(moved);
                    fixes.add(finding.rule().id() + ": " + title);
                    made.add(finding);
                }
            }
        }
        return edits.isEmpty()
                ? List.of(part)
                : List.of(new FixedPart(part.mode(), TextEdit.apply(part.text(), edits)));
    }

    private static @Nullable String title(ReviewFinding finding) {
        return finding.fix() instanceof Fix.Edits edits
                ? edits.title()
                : finding.fix() instanceof Fix.Change change ? change.title() : null;
    }

    private static List<TextEdit> edits(ReviewFinding finding, FixedPart part, int start) {
        if (finding.fix() instanceof Fix.Change change && change.edits().isEmpty()) {
            boolean there = change.statements().stream()
                    .allMatch(statement ->
                            part.text().toLowerCase(Locale.ROOT).contains(statement.toLowerCase(Locale.ROOT)));
            return there
                    ? List.of()
                    : List.of(new Insertions(part.text(), List.of())
                            .behind(finding.statement().plus(-start), String.join(";\n", change.statements())));
        }
        List<TextEdit> edits = finding.fix() instanceof Fix.Change change
                ? change.edits()
                : finding.fix() instanceof Fix.Edits fix ? fix.edits() : List.of();
        return edits.stream()
                .map(edit -> new TextEdit(edit.span().plus(-start), edit.replacement()))
                .toList();
    }

    /** Whole statements may be put in behind the same one. */
    private static boolean overlap(TextEdit one, TextEdit other) {
        boolean statements = one.span().equals(other.span())
                && one.span().length() == 0
                && one.replacement().endsWith(";\n")
                && other.replacement().endsWith(";\n");
        return !statements
                && one.span().start() <= other.span().end()
                && other.span().start() <= one.span().end();
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
                    // of a split migration each part gets its share when files are written
                    parts.size() == 1 ? down : null));
        }
    }

    private static Script script(FixedPart part, String name, String reason) {
        SourceFile source = SourceFile.of(name, part.text());
        Span whole = new Span(0, source.text().length());
        return new Script(source, source, List.of(new Script.Piece(whole, whole)), List.of(), part.mode(), reason);
    }
}
