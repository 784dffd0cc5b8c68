package dev.pgwright.migrate.plan;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Schema;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.View;
import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.locks.LockTable;
import dev.pgwright.migrate.plan.MigrationPlan.Side;
import dev.pgwright.migrate.plan.Stage.Section;
import dev.pgwright.migrate.plan.steps.Conversions;
import dev.pgwright.migrate.plan.steps.Move;
import dev.pgwright.migrate.plan.steps.Regrouping;
import dev.pgwright.migrate.plan.steps.SchemaStep;
import dev.pgwright.migrate.plan.steps.SchemaSteps;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.workload.DatabaseFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the plan: the steps between two schemas, each in the form that its tables can bear, and the way back from each.
 * Pure: what a database holds comes in as facts.
 */
public final class Planner {
    private static final String RENAMED = "with it: code that says the old name fails from here on, code that says the"
            + " new one did until here; deploy the change at the same moment";

    private static final String AS_WRITTEN = "as it is written, since the script also does what no schema says; in a"
            + " script of its own, or planned with --to the schema behind it, it is done in phases, in which nobody waits"
            + " and code of both sides runs";

    private static final String TABLE = "table ";

    private final Request request;
    private final StepTimes times;
    private List<MigrationPlan.Rename> renames = List.of();
    private final Predicate<QualifiedName> inUse;
    private final Predicate<QualifiedName> inUseOnTheWayBack;
    private final List<Stage> stages = new ArrayList<>();
    private SchemaFold fold;

    /** What has to be deployed before the next stage. */
    private List<String> awaited = List.of();

    private Planner(Request request) {
        this.request = request;
        Set<String> schemas = Stream.of(request.from(), request.renamed(), request.to())
                .flatMap(catalog -> catalog.schemas().stream())
                .map(Schema::name)
                .collect(Collectors.toSet());
        this.times = new StepTimes(request.facts(), name -> !schemas.contains(name.schema()), this::source);
        Set<QualifiedName> old = relations(request.renamed());
        Set<QualifiedName> both = new HashSet<>(relations(request.to()));
        both.retainAll(old);
        this.inUse = old::contains;
        this.inUseOnTheWayBack = both::contains;
        this.fold = SchemaFold.from(request.from(), request.version());
    }

    /**
     * What is to be planned.
     *
     * @param title what the migration is about
     * @param from the schema as it is
     * @param renames what changes its name first, with the statements that do it
     * @param states the first schema as a server says it, and behind each of the renames; empty if there are none
     * @param to the schema as it is to be
     * @param version the server's major version
     * @param script the SQL by which a person would do it; null where only the schemas are known
     * @param phases whether what would block for long may be done in phases, with triggers meanwhile
     * @param renamesAtOnce whether columns get other names at one moment, with which applications have to change
     * @param conversions how values become others where that is not known by itself
     * @param facts sizes of tables, as far as they are known
     */
    public record Request(
            String title,
            Side fromSide,
            Catalog from,
            List<RenameSteps.Renaming> renames,
            List<Catalog> states,
            Side toSide,
            Catalog to,
            int version,
            @Nullable SourceFile script,
            boolean phases,
            boolean renamesAtOnce,
            Conversions conversions,
            DatabaseFacts facts) {
        public Request {
            renames = List.copyOf(renames);
            states = List.copyOf(states);
        }

        /** The same where no conversion has to be known. */
        public Request(
                String title,
                Side fromSide,
                Catalog from,
                List<RenameSteps.Renaming> renames,
                List<Catalog> states,
                Side toSide,
                Catalog to,
                int version,
                @Nullable SourceFile script,
                boolean phases,
                boolean renamesAtOnce,
                DatabaseFacts facts) {
            this(
                    title,
                    fromSide,
                    from,
                    renames,
                    states,
                    toSide,
                    to,
                    version,
                    script,
                    phases,
                    renamesAtOnce,
                    Conversions.NONE,
                    facts);
        }

        /** The schema behind the renames. */
        public Catalog renamed() {
            return states.isEmpty() ? from : states.get(states.size() - 1);
        }

        /** The same, without phases. */
        public Request withoutPhases() {
            return with(false, conversions);
        }

        /** The same with how values become others. */
        public Request withConversions(Conversions known) {
            return with(phases, known);
        }

        private Request with(boolean inPhases, Conversions known) {
            return new Request(
                    title,
                    fromSide,
                    from,
                    renames,
                    states,
                    toSide,
                    to,
                    version,
                    script,
                    inPhases,
                    renamesAtOnce,
                    known,
                    facts);
        }
    }

    /**
     * The plan, which nobody has tried yet.
     *
     * @throws dev.pgwright.finding.PgwrightException that names what cannot be planned
     */
    public static MigrationPlan plan(Request request) {
        return new Planner(request).run();
    }

    private MigrationPlan run() {
        if (request.script() == null) {
            renames =
                    request.renames().stream().map(RenameSteps.Renaming::rename).toList();
            schemas();
        } else {
            script(request.script());
        }
        WayBack.of(stages, fold, new Strategies(inUseOnTheWayBack), request.version());
        Losses losses = new Losses(request.renamed(), request.to());
        List<SchemaStep> all =
                stages.stream().flatMap(stage -> stage.made.stream()).toList();
        String id = PlanFile.sha256(request.fromSide().fingerprint()
                        + request.toSide().fingerprint()
                        + stages.stream()
                                .flatMap(stage -> stage.parts.stream())
                                .map(done -> done.part().toString())
                                .collect(Collectors.joining("\n")))
                .substring(0, 12);
        return new MigrationPlan(
                MigrationPlan.VERSION,
                id,
                request.title(),
                request.version(),
                request.fromSide(),
                request.toSide(),
                renames,
                Stream.concat(losses.of(all).stream(), stages.stream().flatMap(stage -> stage.lost.stream()))
                        .distinct()
                        .toList(),
                losses.notRestored(all),
                new NumberedSteps(request, times, losses, inUseOnTheWayBack).of(QuietStages.merged(stages, inUse)),
                null);
    }

    private void schemas() {
        for (int i = 0; i < request.renames().size(); i++) {
            renaming(
                    request.renames().get(i),
                    request.states().get(i),
                    request.states().get(i + 1));
        }
        Catalog before = request.renamed();
        Catalog after = request.to();
        List<Besides> all = new ArrayList<>();
        for (Regrouping regrouping : request.conversions().regroupings()) {
            all.add(0, new RegroupInPhases(before, after, request.version(), regrouping));
            before = all.get(0).withNew(before);
            after = all.get(0).withOld(after);
            phases(all.get(0).first());
        }
        for (Move move : request.conversions().moves()) {
            all.add(0, new MoveInPhases(before, after, request.version(), move));
            before = all.get(0).withNew(before);
            after = all.get(0).withOld(after);
            phases(all.get(0).first());
        }
        between(before, after);
        for (Besides one : all) {
            phases(List.of(one.last()));
            stages.get(stages.size() - 1).lost = one.losses();
        }
    }

    private void between(Catalog before, Catalog after) {
        TableForms forms = TableForms.of(before, after, request.phases());
        List<SchemaStep> steps = SchemaSteps.between(
                before, forms.before(), request.conversions().types());
        for (List<SchemaStep> group : SchemaStep.groups(steps)) {
            List<String> up = SchemaStep.up(group);
            List<String> down = SchemaStep.down(group);
            boolean phased = request.phases() && rewrites(up) && inPhases(group);
            if (!phased && (!up.isEmpty() || !down.isEmpty())) {
                Stage stage = add(StepTitles.of(group), up, group.size() > 1, group);
                stage.down.add(new Section(down, group.size() > 1));
            }
        }
        forms.phases(request.version()).forEach(change -> phases(change.phases()));
    }

    private void renaming(RenameSteps.Renaming renaming, Catalog before, Catalog after) {
        Optional<RenameInPhases> phased = request.phases() && !request.renamesAtOnce()
                ? RenameInPhases.of(renaming, before, after, request.version())
                : Optional.empty();
        if (phased.isPresent()) {
            phases(phased.get().phases());
        } else {
            Stage stage = add(renaming.title(), renaming.up(), true, List.of());
            stage.down.add(new Section(renaming.down(), true));
            stage.coordination = renaming.isSaid() ? List.of(RENAMED) : List.of();
            stage.behind = after;
        }
        // views and functions say the new names now, which only a server can tell
        fold = SchemaFold.from(after, request.version());
    }

    private void phases(List<Phase> phases) {
        for (Phase phase : phases) {
            if (phase.up().isEmpty()) {
                awaited = phase.awaits();
                continue;
            }
            Stage stage = add(phase.title(), phase.up(), phase.whole(), List.of(), phase.misfits());
            stage.down.add(new Section(phase.down(), false));
            stage.down.add(new Section(phase.downWhole(), true));
            stage.awaits = Stream.concat(stage.awaits.stream(), phase.awaits().stream())
                    .toList();
            stage.awaitsBack = phase.awaitsBack();
            stage.coordination = phase.coordination();
            stage.misfits = phase.misfits();
            stage.behind = fold.catalog();
        }
    }

    /** Whether one of them by itself writes a table anew that is in use. */
    private boolean rewrites(List<String> statements) {
        return statements.stream()
                .map(sql -> Sql.parse(SourceFile.of("statement", sql)))
                .flatMap(parsed -> parsed.statements().stream())
                .filter(statement -> statement.tree() instanceof AlterTableStmt)
                .flatMap(statement -> LockTable.effects(statement, fold.state()).relations().stream())
                .anyMatch(effect -> effect.rewrites() && effect.kind().isTable() && inUse.test(effect.relation()));
    }

    private boolean inPhases(List<SchemaStep> group) {
        Optional<ColumnInPhases> column = ColumnInPhases.of(
                fold.catalog(), group, request.version(), request.conversions().types());
        column.map(ColumnInPhases::phases).ifPresent(this::phases);
        if (column.map(ColumnInPhases::loses).orElse(false)) {
            stages.get(stages.size() - 1).lost = new Losses(request.renamed(), request.to()).of(group);
        }
        return column.isPresent();
    }

    private void script(SourceFile script) {
        RowLosses rows = new RowLosses();
        Set<QualifiedName> old = relations(request.from());
        ScriptNames names = new ScriptNames(old);
        for (ScriptStatements.Each each : ScriptStatements.of(script)) {
            Catalog before = fold.catalog();
            List<String> notes = ScriptTarget.isBetterInPhases(each, fold, old, request.renamesAtOnce())
                    ? List.of(AS_WRITTEN)
                    : List.of();
            names.follow(each.tree(), fold.state());
            Stage stage = add(each.title(), List.of(each.sql()), false, List.of());
            stage.notes = notes;
            Optional<String> renamed = RenamesBack.of(each.tree(), fold.state());
            if (renamed.isPresent()) {
                stage.down.add(new Section(List.of(renamed.get()), true));
                stage.coordination = List.of(RENAMED);
                continue;
            }
            List<SchemaStep> made = SchemaSteps.between(before, fold.catalog());
            rows.made(each.tree(), made);
            stage.lost = rows.of(each.tree(), each.sql(), fold.state());
            stage.made.addAll(made);
            stage.down.add(new Section(SchemaStep.down(made), made.size() > 1));
            if (made.isEmpty()) {
                stage.notes = List.of(
                        each.changesRows()
                                ? "the way back leaves the rows as this step has made them"
                                : "the schema is the same behind it, so that nothing leads back");
            } else {
                stage.title = StepTitles.of(made);
            }
        }
        renames = names.of(request.from());
    }

    /**
     * A stage at the end.
     *
     * @param whole whether its statements are one transaction, so that others do not miss what is made anew
     */
    private Stage add(String title, List<String> up, boolean whole, List<SchemaStep> made) {
        return add(title, up, whole, made, List.of());
    }

    private Stage add(String title, List<String> up, boolean whole, List<SchemaStep> made, List<String> reads) {
        boolean mayHaveForms = !whole && !relations(request.renamed()).isEmpty();
        Catalog before = mayHaveForms ? fold.catalog() : null;
        Stage stage = new Stage(title, made, SafeSequence.of(up, !whole, fold, new Strategies(inUse), reads), before);
        stage.awaits = awaited;
        awaited = List.of();
        stages.add(stage);
        return stage;
    }

    /** Where the rows of a table are from that got another name, or that is the other form of one. */
    private QualifiedName source(QualifiedName name) {
        List<QualifiedName> forms = request.renamed().tables().stream()
                .map(Table::name)
                .filter(table -> name.schema().startsWith("pgwright_" + table.name())
                        && table.name().equals(name.name()))
                .toList();
        QualifiedName plain = forms.size() == 1 ? forms.get(0) : name;
        return request.renames().stream()
                .map(RenameSteps.Renaming::rename)
                .filter(rename ->
                        rename.object().startsWith(TABLE) && rename.to().equals(plain.toString()))
                .flatMap(rename -> request.from().tables().stream()
                        .map(Table::name)
                        .filter(table -> rename.object().equals(TABLE + table)))
                .findFirst()
                .orElse(plain);
    }

    private static Set<QualifiedName> relations(Catalog catalog) {
        Set<QualifiedName> names =
                catalog.tables().stream().map(Table::name).collect(Collectors.toCollection(HashSet::new));
        catalog.views().stream().filter(View::materialized).map(View::name).forEach(names::add);
        return names;
    }
}
