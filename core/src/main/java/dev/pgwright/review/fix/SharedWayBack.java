package dev.pgwright.review.fix;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.load.migrations.MigrationLayout.Step;
import dev.pgwright.migrate.plan.Inverse;
import dev.pgwright.review.Reversal;
import dev.pgwright.review.ReviewOptions;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The way back of a split migration, part by part: each takes back what its own part does, as far as that can be shown on the
 * folded schema, and all of them together lead to where the whole way back led.
 */
final class SharedWayBack {
    private final SchemaFold fold;

    private SharedWayBack(SchemaFold fold) {
        this.fold = fold;
    }

    /**
     * What takes back each part; empty when the statements of the way back cannot be told apart.
     *
     * @param parts of the migration, without ways back
     * @param back statements of its way back
     */
    static Optional<List<List<String>>> of(
            MigrationHistory history, Migration original, ReviewOptions options, List<Step> parts, List<String> back) {
        Catalog start = options.start();
        SharedWayBack shares = new SharedWayBack(
                start == null ? SchemaFold.unknown(options.version()) : SchemaFold.from(start, options.version()));
        for (Migration migration : history.migrations()) {
            if (migration == original) {
                return shares.shares(parts, back);
            }
            shares.apply(migration.up().sql());
        }
        return Optional.empty();
    }

    private ParsedSql apply(SourceFile sql) {
        ParsedSql parsed = Sql.parse(sql);
        parsed.statements().forEach(statement -> fold.apply(statement, sql.text()));
        return parsed;
    }

    /** Whether a part only proves what holds: nobody wants that taken back. */
    private static boolean validates(ParsedSql part) {
        List<AlterTableCmd> commands = part.statements().stream()
                .flatMap(statement -> Nodes.all(statement.tree(), AlterTableCmd.class).stream())
                .toList();
        return !commands.isEmpty()
                && commands.stream().allMatch(command -> command.subtype() == AlterTableType.AT_ValidateConstraint);
    }

    private Optional<List<List<String>>> shares(List<Step> parts, List<String> back) {
        Catalog start = fold.catalog();
        List<String> left = new ArrayList<>(back);
        List<List<String>> shares = new ArrayList<>();
        for (Step part : parts) {
            Catalog before = fold.catalog();
            ParsedSql sql = apply(SourceFile.of("", script(part.up())));
            List<String> share = share(before, left, !validates(sql));
            if (!part.transaction() && share.size() > 1) {
                return Optional.empty();
            }
            shares.add(share);
        }
        if (!left.isEmpty()) {
            return Optional.empty();
        }
        List<String> all = new ArrayList<>();
        shares.forEach(share -> all.addAll(0, share));
        Optional<Integer> whole = distance(start, back);
        return distance(start, all)
                .filter(distance -> whole.isEmpty() || distance <= whole.get())
                .map(distance -> shares);
    }

    /**
     * Takes the statements that take back the last part out of those that are left.
     *
     * @param complete whether what is missing is made up
     */
    private List<String> share(Catalog before, List<String> left, boolean complete) {
        List<String> share = new ArrayList<>();
        int distance = distance(before, share).orElseThrow();
        for (String statement : List.copyOf(left)) {
            Optional<Integer> nearer = nearer(before, share, List.of(statement), distance);
            if (nearer.isPresent()) {
                distance = nearer.get();
                share.add(statement);
                left.remove(statement);
            }
        }
        if (!complete) {
            return share;
        }
        int own = share.size();
        for (List<String> proposal : Inverse.of(tried(share).catalog(), before, NOTHING_WITH_ROWS)) {
            Optional<Integer> nearer = nearer(before, share, proposal, distance);
            if (nearer.isPresent()) {
                distance = nearer.get();
                share.addAll(proposal);
            }
        }
        // half of what was made up is worth nothing
        return distance == 0 ? share : new ArrayList<>(share.subList(0, own));
    }

    private Optional<Integer> nearer(Catalog before, List<String> share, List<String> more, int distance) {
        List<String> all = new ArrayList<>(share);
        all.addAll(more);
        return distance(before, all).filter(other -> other < distance);
    }

    /** How many differences there are after some statements; empty when PostgreSQL would refuse one of them. */
    private Optional<Integer> distance(Catalog before, List<String> statements) {
        SchemaFold.Trial trial = tried(statements);
        return trial.faults().isEmpty()
                ? Optional.of(Reversal.differences(before, trial.catalog()).size())
                : Optional.empty();
    }

    private SchemaFold.Trial tried(List<String> statements) {
        String text = script(statements);
        ParsedSql parsed = Sql.parse(SourceFile.of("", text));
        return fold.tryOut(parsed.statements(), text);
    }

    private static String script(List<String> statements) {
        return statements.stream().map(statement -> statement + ";\n").collect(Collectors.joining());
    }

    /** The author's own statements drop what has rows. */
    private static final Inverse.Made NOTHING_WITH_ROWS = new Inverse.Made() {
        @Override
        public boolean table(QualifiedName name) {
            return false;
        }

        @Override
        public boolean column(QualifiedName table, String column) {
            return false;
        }

        @Override
        public boolean isDropped(QualifiedName table, String column) {
            return false;
        }
    };
}
