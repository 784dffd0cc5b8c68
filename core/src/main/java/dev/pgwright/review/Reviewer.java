package dev.pgwright.review;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.code.CodeFile;
import dev.pgwright.finding.Finding;
import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.load.migrations.Framework;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.load.migrations.Script;
import dev.pgwright.load.migrations.TransactionMode;
import dev.pgwright.locks.LockTable;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.locks.StatementEffects;
import dev.pgwright.locks.Transactionality;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Parsing;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Hands every statement, migration and history to the rules. It changes nothing and asks nobody. */
public final class Reviewer {
    private final ChosenRules chosen;
    private final ReviewOptions options;

    private final List<ReviewFinding> found = new ArrayList<>();
    private final List<MigrationContext> migrations = new ArrayList<>();
    private final List<Finding> problems = new ArrayList<>();
    private SchemaFold schema;
    private SchemaReview schemaReview;
    private QueryReview queryReview;
    private final HistoryStart start;
    private final KnownQueries queries;
    private final RoutineBodies bodies;
    private final CodeReview code;
    private final Set<String> told = new HashSet<>();
    private int statements;

    private Reviewer(MigrationHistory history, List<Rule> rules, List<CodeFile> code, ReviewOptions options) {
        this.options = options;
        this.chosen = new ChosenRules(rules, options);
        this.code = new CodeReview(
                code.stream()
                        .map(file -> options.reviewed().test(file.source().name()) ? file : file.entitiesOnly())
                        .toList(),
                options.facts());
        this.bodies = new RoutineBodies(history.migrations());
        this.start = new HistoryStart(history, options);
        this.queries = new KnownQueries(options.facts().queries());
        this.schema = SchemaFold.empty(options.version());
        this.schemaReview = new SchemaReview(false, schema);
        this.queryReview = QueryReview.none();
    }

    /** Reviews a history of migrations with the given rules. */
    public static ReviewResult review(MigrationHistory history, List<Rule> rules, ReviewOptions options) {
        return review(history, List.of(), rules, options);
    }

    /** Reviews a history of migrations, and application code against the schema that comes of it. */
    public static ReviewResult review(
            MigrationHistory history, List<CodeFile> code, List<Rule> rules, ReviewOptions options) {
        return Sql.parsingOften(() -> {
            Parsing.ahead(history.migrations().stream()
                    .map(migration -> migration.up().parsing())
                    .toList());
            return new Reviewer(history, rules, code, options).run(history);
        });
    }

    private ReviewResult run(MigrationHistory history) {
        if (!chosen.queries.isEmpty() || !chosen.routines.isEmpty()) {
            bodies.ahead(history.migrations().stream().filter(this::isReviewed).toList());
        }
        long files = start.files();
        schema = start.schema();
        schemaReview = new SchemaReview(!chosen.schemas.isEmpty() || !chosen.workloads.isEmpty(), schema);
        queryReview = new QueryReview(
                chosen.queries,
                chosen.routines,
                !chosen.workloads.isEmpty(),
                options.facts(),
                options.prepared(),
                asking());
        Set<Suppression> suppressions = new LinkedHashSet<>();
        for (Migration migration : history.migrations()) {
            boolean reviewed = isReviewed(migration);
            boolean alone = options.start() == null && migrations.isEmpty() && files == 1;
            ParsedSql parsed = migration.up().parsed();
            review(migration, parsed, reviewed, alone);
            if (reviewed) {
                suppressions.addAll(Suppression.of(migration.up(), parsed));
                if (migration.down() != null) {
                    suppressions.addAll(
                            Suppression.of(migration.down(), migration.down().parsed()));
                }
            }
        }
        boolean pending = options.start() != null || !migrations.stream().allMatch(MigrationContext::isReviewed);
        HistoryContext context = new HistoryContext(history, migrations, schema.state(), options.facts(), pending);
        chosen.histories.forEach(rule -> collect(rule, null, report -> rule.check(context, report)));
        @Nullable SchemaContext whole =
                chosen.schemas.isEmpty() && chosen.workloads.isEmpty() ? null : schemaContext(history.migrations());
        if (whole != null) {
            chosen.schemas.forEach(rule -> collect(rule, null, report -> rule.check(whole, report)));
        }
        SchemaState end = schema.state();
        if (isDatabase(history.migrations())) {
            queryReview.database(end);
        }
        queryReview.end(options.facts().queries(), end);
        code.run(
                chosen.code,
                (rule, found) -> collect(rule, null, report -> rule.check(found, report)),
                queryReview,
                end);
        code.lazy(chosen.code, (rule, found) -> collect(rule, null, report -> rule.check(found, report)));
        code.looped(chosen.code, (rule, found) -> collect(rule, null, report -> rule.check(found, report)));
        code.files().forEach(file -> suppressions.addAll(Suppression.of(file)));
        if (whole != null && !chosen.workloads.isEmpty()) {
            WorkloadContext workload = new WorkloadContext(queryReview.kept(), whole);
            chosen.workloads.forEach(rule -> collect(rule, null, report -> rule.check(workload, report)));
        }
        lookAtFindings(context, suppressions);
        Set<String> known = new HashSet<>();
        chosen.histories.forEach(rule -> known.addAll(rule.problems()));
        history.problems().stream()
                .filter(problem -> !known.contains(problem.id()))
                .forEach(problems::add);
        return result(suppressions);
    }

    private boolean isReviewed(Migration migration) {
        return options.reviewed().test(migration.up().source().name());
    }

    private QueryReview.Asking asking() {
        return new QueryReview.Asking() {
            @Override
            public void about(QueryContext query, QueryRule rule) {
                collect(rule, query.migration(), report -> rule.check(query, report));
            }

            @Override
            public void about(RoutineContext routine, RoutineRule rule) {
                collect(rule, routine.migration(), report -> rule.check(routine, report));
            }
        };
    }

    private void lookAtFindings(HistoryContext history, Set<Suppression> suppressions) {
        if (chosen.findings.isEmpty()) {
            return;
        }
        Map<SourceFile, List<ReviewFinding>> loud = new IdentityHashMap<>();
        found.stream()
                .filter(finding -> suppressions.stream().noneMatch(suppression -> suppression.covers(finding)))
                .forEach(finding -> loud.computeIfAbsent(finding.source(), file -> new ArrayList<>())
                        .add(finding));
        for (MigrationContext migration : history.reviewed()) {
            SourceFile file = migration.migration().up().source();
            MigrationFindings findings = MigrationFindings.of(history, migration, loud.getOrDefault(file, List.of()));
            chosen.findings.forEach(rule -> collect(rule, migration, report -> rule.check(findings, report)));
        }
    }

    private SchemaContext schemaContext(List<Migration> history) {
        boolean complete = options.start() != null || !schema.state().isIncomplete() || start.isWholeScript();
        return schemaReview.context(options, queries, complete, isDatabase(history));
    }

    /** Whether what a database has is reviewed, and no migrations of it. */
    private boolean isDatabase(List<Migration> history) {
        return history.isEmpty() && options.start() != null;
    }

    private void review(Migration migration, ParsedSql parsed, boolean reviewed, boolean alone) {
        Script script = migration.up();
        MigrationContext context = new MigrationContext(
                migration,
                parsed,
                schema.state(),
                options.facts(),
                options.planned(),
                queries,
                bodies,
                reviewed,
                alone);
        if (!migrations.isEmpty()) {
            context.follow(migrations.get(migrations.size() - 1));
        }
        TransactionTracker transactions = new TransactionTracker(
                script.transactions().inTransaction(parsed.statements().size()));
        @Nullable Catalog before = reviewed && !chosen.reversals.isEmpty() && migration.down() != null ? schema.catalog() : null;
        if (migration.framework() == Framework.PLAIN) {
            // psql runs each file in a session of its own; tools keep theirs
            schema.newSession();
        }
        Settings settings = start.inSession(
                schema, script.transactions().inTransaction(parsed.statements().size()));
        PsqlCommands skipped = new PsqlCommands(parsed, script, schema, reviewed ? problems : new ArrayList<>());
        for (Statement statement : parsed.statements()) {
            skipped.before(statement.span().start());
            StatementEffects effects = LockTable.effects(statement, schema.state());
            boolean apart = effects.transactions() == Transactionality.REFUSED_IN_TRANSACTION
                    && script.transactions() == TransactionMode.SCRIPT_WITHOUT_REFUSED;
            Step step = step(context, statement, effects, apart ? null : transactions.open(), settings);
            if (reviewed) {
                statements++;
                StatementContext found = new StatementContext(step, context, schema.state());
                chosen.statements.forEach(rule -> collect(rule, context, report -> rule.check(found, report)));
                queryReview.statement(context, step, schema.state());
            }
            context.note(statement.tree());
            schemaReview.before(statement, script.sql().text());
            context.add(step.withFaults(schema.apply(statement, script.sql().text())));
            schemaReview.after(context, step);
            settings = settings.after(statement.tree(), statement.span(), transactions.open() != null);
            if (transactions.after(statement.tree(), statement.span())) {
                settings = settings.afterTransaction();
            }
        }
        skipped.before(script.sql().text().length() + 1);
        context.end(transactions.open());
        migrations.add(context);
        if (reviewed) {
            chosen.migrations.forEach(rule -> collect(rule, context, report -> rule.check(context, report)));
        }
        if (before != null) {
            Reversal.of(context, before, schema)
                    .ifPresent(reversal -> chosen.reversals.forEach(
                            rule -> collect(rule, context, report -> rule.check(reversal, report))));
        }
    }

    private Step step(
            MigrationContext context,
            Statement statement,
            StatementEffects effects,
            @Nullable TransactionBlock transaction,
            Settings settings) {
        List<RelationEffect> existing = effects.relations().stream()
                .filter(effect -> !context.isNew(effect.relation()) && !context.isTemporary(effect.relation()))
                .toList();
        Map<QualifiedName, Table> tables = new HashMap<>();
        for (RelationEffect effect : effects.relations()) {
            schema.state().table(effect.relation()).ifPresent(table -> tables.put(effect.relation(), table));
        }
        return new Step(context.steps().size(), statement, effects, existing, tables, transaction, settings, List.of());
    }

    /**
     * Takes the findings of a rule.
     *
     * @param own the migration that it was asked about; null for several, in whose files other settings may hold
     */
    private void collect(Rule rule, @Nullable MigrationContext own, Consumer<Report> check) {
        String id = rule.info().id();
        if (own != null) {
            String file = own.migration().up().source().name();
            findings(rule, options.settings(id, file), check).forEach(finding -> take(rule, finding));
            return;
        }
        for (RuleSettings settings : settingsOf(id)) {
            findings(rule, settings, check).stream()
                    .filter(finding ->
                            options.settings(id, finding.source().name()).equals(settings))
                    .forEach(finding -> take(rule, finding));
        }
    }

    private List<ReviewFinding> findings(Rule rule, RuleSettings settings, Consumer<Report> check) {
        Report report = new Report(rule.info(), settings, options.facts());
        check.accept(report);
        return report.findings();
    }

    /** All that hold for a rule in some file; a finding may be in one that is no migration. */
    private Set<RuleSettings> settingsOf(String rule) {
        Set<RuleSettings> all = new LinkedHashSet<>();
        all.add(options.rules().getOrDefault(rule, RuleSettings.NONE));
        migrations.forEach(migration -> all.add(
                options.settings(rule, migration.migration().up().source().name())));
        code.files()
                .forEach(file -> all.add(options.settings(rule, file.source().name())));
        return all;
    }

    private void take(Rule rule, ReviewFinding finding) {
        RuleSettings settings =
                options.settings(rule.info().id(), finding.source().name());
        boolean enabled = settings.enabled() == null ? rule.info().onByDefault() : settings.enabled();
        if (isToldOf(rule, finding)) {
            return;
        }
        if (enabled && options.reviewed().test(finding.source().name()) && !code.isTold(finding)) {
            found.add(settings.severity() == null ? finding : finding.withSeverity(settings.severity()));
        }
    }

    /** Of an object of a database, which is the only place that there is, everything is said once. */
    private boolean isToldOf(Rule rule, ReviewFinding finding) {
        return finding.source().name().isEmpty()
                && finding.object() != null
                && !told.add(rule.info().id() + "\n" + finding.object() + "\n" + finding.message());
    }

    private ReviewResult result(Set<Suppression> suppressions) {
        List<ReviewFinding> shown = new ArrayList<>();
        List<ReviewFinding> silent = new ArrayList<>();
        for (ReviewFinding finding : found) {
            (suppressions.stream().anyMatch(suppression -> suppression.covers(finding)) ? silent : shown).add(finding);
        }
        suppressions.forEach(suppression -> shown.addAll(suppression.faults(silent, options.facts())));
        int files = files(MigrationContext::isReviewed) + code.files().size();
        return new ReviewResult(
                shown, silent, files, statements + code.statements(), chosen.idle, examined(), problems);
    }

    private int files(Predicate<MigrationContext> those) {
        return (int) migrations.stream()
                .filter(those)
                .map(migration -> migration.migration().up().source().name())
                .distinct()
                .count();
    }

    private Examined examined() {
        return schemaReview.examined(
                chosen.infos(),
                queryReview.recurring(),
                files(migration -> migration.isReviewed() && !migration.steps().isEmpty())
                        + code.files().size());
    }
}
