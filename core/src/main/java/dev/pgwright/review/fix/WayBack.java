package dev.pgwright.review.fix;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.migrate.plan.Inverse;
import dev.pgwright.migrate.plan.RenamesBack;
import dev.pgwright.review.DataChange;
import dev.pgwright.review.Fix;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.Reversal;
import dev.pgwright.review.Reversal.Way;
import dev.pgwright.review.Step;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.CreateTableAsStmt;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.RenameStmt;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.TransactionStmt;
import dev.pgwright.sql.tree.TruncateStmt;
import dev.pgwright.sql.tree.UpdateStmt;
import dev.pgwright.sql.tree.VariableSetStmt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A way back that is completed: its statements turned around where that makes them run, and what is missing put behind or in
 * front of them. Every proposal is tried on the folded schema and kept only if it leads nearer.
 */
public final class WayBack {
    /** A script that needs more is better written anew. */
    private static final int MOST_TRIALS = 100;

    private final Reversal reversal;
    private final String text;
    private final List<Statement> statements;
    private final List<String> front = new ArrayList<>();
    private final List<String> back = new ArrayList<>();
    private boolean turned;
    private Way way;
    private int trials;

    private WayBack(Reversal reversal) {
        this.reversal = reversal;
        this.text = reversal.script().sql().text();
        this.statements = reversal.down().statements();
        this.way = reversal.way();
    }

    /** The completed script, or why there is none. */
    public static Fix complete(Reversal reversal) {
        return reversal.script().isVerbatim()
                ? new WayBack(reversal).fix()
                : new Fix.ByHand("its SQL is made from a changelog");
    }

    private Fix fix() {
        if (!way.faults().isEmpty() && canBeTurned()) {
            turned = true;
            turned = isKept(front, back, false);
        }
        renameBack();
        boolean nearer = true;
        while (nearer && score(way) > 0 && trials < MOST_TRIALS) {
            nearer = false;
            for (List<String> proposal : proposals()) {
                nearer |= isKept(front, joined(back, proposal), false) || isKept(joined(proposal, front), back, false);
            }
        }
        if (score(way) == 0) {
            return new Fix.Edits("complete the way back", edits());
        }
        return new Fix.ByHand(
                way.faults().isEmpty()
                        ? "what is missing cannot be made up: "
                                + way.differences().get(0)
                        : "no other order makes it run");
    }

    private static int score(Way way) {
        // a way that is refused is worse than any other
        return way.faults().size() * 10_000 + way.differences().size();
    }

    private List<List<String>> proposals() {
        return Inverse.of(way.after(), reversal.before(), new MadeByMigration(reversal.migration()));
    }

    /** Under its old name a table shows what else is different in it, so that this comes first, whatever it seems to do. */
    private void renameBack() {
        MigrationContext migration = reversal.migration();
        List<Step> steps = new ArrayList<>(migration.steps());
        Collections.reverse(steps);
        for (Step step : steps) {
            RenamesBack.of(step.tree(), migration.state())
                    .ifPresent(sql -> isKept(front, joined(back, List.of(sql)), true));
        }
    }

    /**
     * Tries the script with more in front and behind; takes it in if it leads nearer.
     *
     * @param anyway whether it is taken in if only PostgreSQL takes it
     */
    private boolean isKept(List<String> newFront, List<String> newBack, boolean anyway) {
        if (score(way) == 0 || ++trials > MOST_TRIALS) {
            return false;
        }
        List<String> own = statements.stream()
                .map(statement -> statement.span().of(text))
                .collect(Collectors.toCollection(ArrayList::new));
        if (turned) {
            Collections.reverse(own);
        }
        String script = Stream.of(newFront, own, newBack)
                .flatMap(List::stream)
                .map(sql -> sql + ";\n")
                .collect(Collectors.joining());
        int faults = way.faults().size();
        Optional<Way> tried = reversal.trial()
                .apply(script)
                .filter(other ->
                        score(other) < score(way) || (anyway && other.faults().size() <= faults));
        if (tried.isEmpty()) {
            return false;
        }
        way = tried.get();
        List<String> keptFront = List.copyOf(newFront);
        List<String> keptBack = List.copyOf(newBack);
        front.clear();
        front.addAll(keptFront);
        back.clear();
        back.addAll(keptBack);
        return true;
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** Whether it holds nothing but statements of which each stands for itself. */
    private boolean canBeTurned() {
        return statements.size() > 1
                && statements.stream()
                        .noneMatch(statement -> statement.tree() instanceof TransactionStmt
                                || statement.tree() instanceof VariableSetStmt);
    }

    private List<TextEdit> edits() {
        Insertions insertions = new Insertions(text, List.of());
        List<TextEdit> edits = new ArrayList<>();
        if (turned) {
            List<Span> places = places();
            int last = places.size() - 1;
            for (int i = 0; i <= last; i++) {
                edits.add(new TextEdit(places.get(i), places.get(last - i).of(text)));
            }
        }
        if (!front.isEmpty()) {
            int first = 0;
            while (first < statements.size() - 1 && isOpening(statements.get(first))) {
                first++;
            }
            int floor = first == 0 ? 0 : statements.get(first - 1).span().end();
            edits.add(insertions.before(statements.get(first).span(), floor, String.join(";\n", front)));
        }
        if (!back.isEmpty()) {
            int last = statements.size() - 1;
            while (last > 0 && statements.get(last).tree() instanceof TransactionStmt) {
                last--;
            }
            edits.add(insertions.behind(statements.get(last).span(), String.join(";\n", back)));
        }
        return edits;
    }

    /** The statements, with their comments if all of them can be told apart; what stands at the top is the script's. */
    private List<Span> places() {
        Lines lines = new Lines(text);
        List<Span> places = new ArrayList<>();
        int before = 0;
        for (Statement statement : statements) {
            Span span = statement.span();
            boolean ended = lines.behindSemicolon(span.end()) > span.end();
            int below = lines.below(span);
            if (!ended || below == 0 || text.charAt(below - 1) != '\n') {
                return statements.stream().map(Statement::span).toList();
            }
            places.add(new Span(
                    before == 0 ? span.start() : lines.around(span, before).start(), below));
            before = span.end();
        }
        return places;
    }

    private static boolean isOpening(Statement statement) {
        return statement.tree() instanceof TransactionStmt || statement.tree() instanceof VariableSetStmt;
    }

    /** As far as rows that were there before cannot be in it: then nothing is dropped. */
    private record MadeByMigration(MigrationContext migration) implements Inverse.Made {
        @Override
        public boolean table(QualifiedName name) {
            return migration.isNew(name) && !movesRows();
        }

        @Override
        public boolean column(QualifiedName table, String column) {
            return names(table).anyMatch(name -> migration.isNewColumn(name, column)) && !movesRows();
        }

        /** A table's names before and after it was renamed. */
        private Stream<QualifiedName> names(QualifiedName table) {
            Stream<QualifiedName> later = migration.steps().stream()
                    .map(Step::tree)
                    .filter(tree -> tree instanceof RenameStmt rename
                            && rename.renameType() == ObjectType.OBJECT_TABLE
                            && rename.relation() != null
                            && migration.state().resolve(rename.relation()).equals(table))
                    .map(tree -> QualifiedName.of(table.schema(), String.valueOf(((RenameStmt) tree).newname())));
            return Stream.concat(Stream.of(table), later);
        }

        @Override
        public boolean isDropped(QualifiedName table, String column) {
            return commands()
                    .anyMatch(command ->
                            command.subtype() == AlterTableType.AT_DropColumn && column.equals(command.name()));
        }

        /** Whether rows were written and others taken away: what is gone may live on in what was made. */
        private boolean movesRows() {
            boolean writes = migration.steps().stream()
                    .anyMatch(step -> !DataChange.of(step.tree()).isEmpty()
                            || step.tree() instanceof CreateTableAsStmt
                            || step.tree() instanceof SelectStmt
                            || step.effects().opaque());
            boolean takes = migration.steps().stream().anyMatch(step -> takesAway(step.tree()))
                    || commands().anyMatch(command -> command.subtype() == AlterTableType.AT_DropColumn);
            return writes && takes;
        }

        private boolean takesAway(Node tree) {
            return tree instanceof DropStmt
                    || tree instanceof TruncateStmt
                    || DataChange.of(tree).stream()
                            .anyMatch(change -> !(change.tree() instanceof InsertStmt)
                                    && !(change.tree() instanceof UpdateStmt update && fillsNewColumns(update)));
        }

        private boolean fillsNewColumns(UpdateStmt update) {
            QualifiedName table =
                    migration.state().resolve(Objects.requireNonNull(update.relation(), "UPDATE of nothing"));
            return update.targetList().stream()
                    .allMatch(node -> node instanceof ResTarget target
                            && target.name() != null
                            && names(table).anyMatch(name -> migration.isNewColumn(name, target.name())));
        }

        private Stream<AlterTableCmd> commands() {
            return migration.steps().stream()
                    .flatMap(step -> step.tree() instanceof AlterTableStmt alter ? alter.cmds().stream() : Stream.of())
                    .filter(AlterTableCmd.class::isInstance)
                    .map(AlterTableCmd.class::cast);
        }
    }
}
