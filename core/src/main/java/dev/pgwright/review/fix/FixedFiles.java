package dev.pgwright.review.fix;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.migrations.DividedChangeset;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.load.migrations.MigrationLayout;
import dev.pgwright.load.migrations.MigrationLayout.LayoutFile;
import dev.pgwright.load.migrations.MigrationLayout.Step;
import dev.pgwright.load.migrations.Script;
import dev.pgwright.load.migrations.TransactionMode;
import dev.pgwright.review.ReviewOptions;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The files of mended migrations. What is mended in place stays as it is around it. What is split takes the tool's own
 * file names; the first part keeps the file.
 *
 * <p>Of the way back each part of a split migration gets what takes it back. Where the statements cannot be told apart, it stays
 * whole, with the first part that can hold it, and the parts behind take nothing back: whoever goes back one part has more in
 * the database than is recorded, never less, and arrives at the start when all parts are taken back.
 *
 * @param changes in the order of the migrations
 * @param refused migrations that cannot be split in their folder, which stay as they are, and one that cannot be added
 */
public record FixedFiles(List<FileChange> changes, List<Refused> refused) {
    public FixedFiles {
        changes = List.copyOf(changes);
        refused = List.copyOf(refused);
    }

    /** A mended migration that no files can be written for; the reason is a sentence without a full stop. */
    public record Refused(FixedMigration migration, String reason) {}

    /** The files for what was mended in a history that was reviewed with some options. */
    public static FixedFiles of(MigrationHistory history, FixResult result, ReviewOptions options) {
        Map<String, List<TextEdit>> edits = new LinkedHashMap<>();
        Map<String, SourceFile> sources = new LinkedHashMap<>();
        List<FileChange> changes = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        for (FixedMigration fixed : result.fixed()) {
            SourceFile source = fixed.original().up().source();
            if (fixed.isSplit()) {
                try {
                    if (DividedChangeset.isOne(fixed.original())) {
                        TextEdit divided = divided(history, fixed, options);
                        sources.put(source.name(), source);
                        edits.computeIfAbsent(source.name(), name -> new ArrayList<>())
                                .add(divided);
                    } else {
                        changes.addAll(split(history, fixed, options));
                    }
                } catch (PgwrightException e) {
                    refused.add(new Refused(fixed, reason(e.problems().get(0))));
                } catch (NotPossible e) {
                    refused.add(new Refused(fixed, e.reason()));
                }
            } else {
                sources.put(source.name(), source);
                add(edits, fixed.original().up(), fixed.parts().get(0).text());
                Script down = fixed.original().down();
                if (down != null && fixed.down() != null) {
                    sources.put(down.source().name(), down.source());
                    add(edits, down, fixed.down());
                }
            }
        }
        FixedMigration added = result.added();
        if (added != null) {
            try {
                for (LayoutFile written : MigrationLayout.append(history, steps(added), behindLast(history, result))) {
                    if (written.before() != null
                            && edits.containsKey(written.path().toString())) {
                        throw new NotPossible("its file is changed by another fix: fix once more to have it");
                    }
                    changes.add(new FileChange(written.path(), written.before(), written.text()));
                }
            } catch (PgwrightException e) {
                refused.add(new Refused(added, e.problems().get(0).message()));
            } catch (NotPossible e) {
                refused.add(new Refused(added, e.reason()));
            }
        }
        edits.forEach((name, changed) -> {
            SourceFile source = Objects.requireNonNull(sources.get(name), name);
            changes.add(new FileChange(Path.of(name), source.text(), TextEdit.apply(source.text(), changed)));
        });
        return new FixedFiles(changes, refused);
    }

    private static void add(Map<String, List<TextEdit>> edits, Script script, String text) {
        boolean whole = script.isVerbatim() && script.pieces().size() == 1;
        if (whole && !piece(script).of(script.source().text()).equals(text)) {
            edits.computeIfAbsent(script.source().name(), name -> new ArrayList<>())
                    .add(new TextEdit(
                            piece(script), withLineEnds(script.source().text(), text)));
        }
    }

    private static Span piece(Script script) {
        return script.pieces().get(0).source();
    }

    private static String withLineEnds(String original, String text) {
        return original.contains("\r\n") ? text.replace("\r\n", "\n").replace("\n", "\r\n") : text;
    }

    private static String reason(PgwrightException.Problem problem) {
        @Nullable String hint = problem.hint();
        return hint == null
                ? problem.message()
                : problem.message() + ": " + hint.substring(0, 1).toLowerCase(Locale.ROOT) + hint.substring(1);
    }

    private static TextEdit divided(MigrationHistory history, FixedMigration fixed, ReviewOptions options)
            throws NotPossible {
        List<Step> steps = withDown(history, fixed, steps(fixed), options);
        TextEdit edit = DividedChangeset.of(history, fixed.original(), steps);
        String text = fixed.original().up().source().text();
        return new TextEdit(edit.span(), withLineEnds(text, edit.replacement()));
    }

    private static List<FileChange> split(MigrationHistory history, FixedMigration fixed, ReviewOptions options)
            throws NotPossible {
        Migration original = fixed.original();
        String file = original.up().source().name();
        long inFile = history.migrations().stream()
                .filter(migration -> migration.up().source().name().equals(file))
                .count();
        if (inFile > 1) {
            throw new NotPossible("the file holds several migrations");
        }
        List<Step> steps = steps(fixed);
        List<FileChange> changes = new ArrayList<>();
        for (LayoutFile written :
                MigrationLayout.replace(history, original, withDown(history, fixed, steps, options))) {
            String after = withLineEnds(original.up().source().text(), written.text());
            changes.add(new FileChange(written.path(), written.before(), after));
        }
        return changes;
    }

    /** How many files the last migration is split into besides its own. */
    private static int behindLast(MigrationHistory history, FixResult result) throws NotPossible {
        List<Migration> versioned = history.migrations().stream()
                .filter(migration -> migration.kind() == Migration.Kind.VERSIONED)
                .toList();
        for (FixedMigration fixed : result.fixed()) {
            if (fixed.isSplit() && fixed.original() == versioned.get(versioned.size() - 1)) {
                return steps(fixed).size() - 1;
            }
        }
        return 0;
    }

    private static List<Step> steps(FixedMigration fixed) throws NotPossible {
        Migration original = fixed.original();
        List<Step> steps = new ArrayList<>();
        for (FixedPart part : fixed.parts()) {
            List<String> statements =
                    statements(SourceFile.of(original.up().source().name(), part.text()));
            boolean transaction = part.mode() != TransactionMode.STATEMENT;
            String name = original.description() + (steps.isEmpty() ? "" : " " + (steps.size() + 1));
            if (transaction) {
                steps.add(new Step(name, statements, List.of(), true));
            } else {
                for (String statement : statements) {
                    String own = original.description() + (steps.isEmpty() ? "" : " " + (steps.size() + 1));
                    steps.add(new Step(own, List.of(statement), List.of(), false));
                }
            }
        }
        return steps;
    }

    private static List<Step> withDown(
            MigrationHistory history, FixedMigration fixed, List<Step> steps, ReviewOptions options)
            throws NotPossible {
        Script down = fixed.original().down();
        if (down == null) {
            return steps;
        }
        if (!down.isVerbatim() || !down.templates().isEmpty()) {
            throw new NotPossible("its way back cannot be moved");
        }
        String text = fixed.down() != null
                ? fixed.down()
                : down.pieces().stream()
                        .map(each -> each.source().of(down.source().text()))
                        .collect(Collectors.joining("\n"));
        List<String> back = statements(SourceFile.of(down.source().name(), text));
        List<List<String>> shares = SharedWayBack.of(history, fixed.original(), options, steps, back)
                .orElse(List.of());
        List<Step> all = new ArrayList<>();
        boolean placed = false;
        for (Step step : steps) {
            boolean here = shares.isEmpty() && !placed && (step.transaction() || back.size() <= 1);
            List<String> share = here ? back : shares.isEmpty() ? List.of() : shares.get(all.size());
            all.add(new Step(step.name(), step.up(), share, step.transaction()));
            placed |= here || !shares.isEmpty();
        }
        if (!placed) {
            throw new NotPossible("its way back needs a transaction, which none of its parts has");
        }
        return all;
    }

    /** The statements without their semicolons, each with the comments before it; those at the end with the last. */
    private static List<String> statements(SourceFile source) throws NotPossible {
        ParsedSql parsed = Sql.parse(source);
        if (!parsed.errors().isEmpty() || !parsed.skipped().isEmpty()) {
            throw new NotPossible("the file holds what is no SQL");
        }
        String text = source.text().replace("\r\n", "\n");
        parsed = Sql.parse(SourceFile.of(source.name(), text));
        Lines lines = new Lines(text);
        List<String> statements = new ArrayList<>();
        int at = 0;
        for (Statement statement : parsed.statements()) {
            statements.add(text.substring(at, statement.span().end()).strip());
            at = lines.behindSemicolon(statement.span().end());
        }
        String rest = text.substring(at).strip();
        if (!rest.isEmpty() && !statements.isEmpty()) {
            int last = statements.size() - 1;
            statements.set(last, rest + "\n" + statements.get(last));
        }
        return statements;
    }
}
