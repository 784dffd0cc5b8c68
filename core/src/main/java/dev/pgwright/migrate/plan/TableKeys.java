package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Deferrability;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.Partitioning;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.print.SingleDdl;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.plan.Backfill.KeyColumn;
import dev.pgwright.source.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The unique keys of two forms of a table. A partitioned one can only have those that hold its partition key, so that
 * {@code ON CONFLICT} has to say another key around the switch: the form that can gets the other's keys as well meanwhile.
 */
final class TableKeys {
    private final TableSide old;
    private final TableSide wanted;
    private final List<String> both;

    private TableKeys(TableSide old, TableSide wanted, List<String> both) {
        this.old = old;
        this.wanted = wanted;
        this.both = both;
    }

    /**
     * The keys of both.
     *
     * @throws PgwrightException if no key of the one holds a key of the other
     */
    static TableKeys of(TableSide old, TableSide wanted) {
        List<String> first = names(old);
        List<String> second = names(wanted);
        boolean holds = !first.isEmpty() && second.containsAll(first);
        boolean isHeld = !second.isEmpty() && first.containsAll(second);
        if (!holds && !isHeld) {
            throw new PgwrightException(
                    ErrorCode.INPUT,
                    Place.ofObject("table " + wanted.root().name()),
                    "its rows cannot be followed from the one form to the other: the key of the first schema is "
                            + said(first) + ", that of the second " + said(second),
                    "give it a primary key in both schemas, of which one holds the columns of the other; that of a"
                            + " partitioned table holds the partition key");
        }
        return new TableKeys(old, wanted, holds ? second : first);
    }

    private static List<String> names(TableSide side) {
        return side.key().stream().map(KeyColumn::name).toList();
    }

    private static String said(List<String> columns) {
        return columns.isEmpty() ? "none" : list(columns);
    }

    private static String list(List<String> columns) {
        return columns.stream().map(column -> quoteIdentifier(column)).collect(Collectors.joining(", ", "(", ")"));
    }

    /** The key that is unique in both forms: the longer one. */
    List<String> both() {
        return both;
    }

    private record Key(String name, List<String> columns) {}

    /** What ON CONFLICT can name. */
    private static List<Key> of(Table table) {
        Stream<Key> primary = table.primaryKey().stream()
                .filter(key -> key.deferrability() == Deferrability.NOT_DEFERRABLE && !key.withoutOverlaps())
                .map(key -> new Key(key.name(), key.columns()));
        Stream<Key> unique = table.of(Constraint.Unique.class).stream()
                .filter(key -> key.deferrability() == Deferrability.NOT_DEFERRABLE && !key.withoutOverlaps())
                .map(key -> new Key(key.name(), key.columns()));
        return Stream.concat(primary, unique).toList();
    }

    /** Keys of the other form that this one has not, and can have. */
    private List<Key> missing(TableSide side) {
        List<Key> own = of(side.root());
        return of((side == old ? wanted : old).root()).stream()
                .filter(key -> own.stream().noneMatch(each -> isSame(each, key)))
                .filter(key -> canHave(side.root().partitioning(), key))
                .toList();
    }

    private static boolean isSame(Key one, Key other) {
        return new HashSet<>(one.columns()).equals(new HashSet<>(other.columns()));
    }

    private static boolean canHave(@Nullable Partitioning partitioning, Key key) {
        return partitioning == null
                || partitioning.keys().stream().noneMatch(IndexElement::expression)
                        && key.columns()
                                .containsAll(partitioning.keys().stream()
                                        .map(IndexElement::key)
                                        .toList());
    }

    /** What gives a form the keys of the other, wherever it lies. */
    List<String> indexes(TableSide side, QualifiedName name) {
        return missing(side).stream()
                .map(key -> "CREATE UNIQUE INDEX " + quoteIdentifier(ShadowDefinitions.temporary(key.name())) + " ON "
                        + SingleDdl.name(name) + " " + list(key.columns()))
                .toList();
    }

    /** What takes them away where it has its own name. */
    List<String> dropped(TableSide side) {
        return missing(side).stream()
                .map(key -> "DROP INDEX "
                        + quoteIdentifier(side.root().name().schema(), ShadowDefinitions.temporary(key.name())))
                .toList();
    }

    /** What running code must not say any more when one form gives way to the other. */
    List<String> awaits(TableSide gone, TableSide next) {
        List<Key> then = new ArrayList<>(of(next.root()));
        then.addAll(missing(next));
        return of(gone.root()).stream()
                .filter(key -> then.stream().noneMatch(each -> isSame(each, key)))
                .map(key -> "no running code says ON CONFLICT " + list(key.columns()) + " of "
                        + SingleDdl.name(wanted.root().name()) + " any more" + instead(then, key))
                .toList();
    }

    private static String instead(List<Key> then, Key key) {
        return then.stream()
                .filter(each -> each.columns().containsAll(key.columns()))
                .findFirst()
                .map(each -> "; ON CONFLICT " + list(each.columns()) + " works before and behind it")
                .orElse("");
    }

    /** What the old form still enforces by being written to. */
    List<String> stillRefused() {
        return of(old.root()).stream()
                .filter(key -> of(wanted.root()).stream().noneMatch(each -> isSame(each, key)))
                .map(key -> "until the old form is not kept equal any more: a second row of the same "
                        + list(key.columns()) + " is refused as before; from then on nothing does that")
                .toList();
    }
}
