package dev.pgwright.migrate.rehearse;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.print.SingleDdl;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.migrate.plan.steps.RowExpression;
import dev.pgwright.migrate.rehearse.ConversionCheck.Said;
import dev.pgwright.source.Place;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Columns that become others of their table by what a user says: a new column belongs to the old ones that its expression
 * names, and the other way round.
 *
 * @param gone columns that the second schema does not have
 * @param come columns that the first one does not have
 */
record RegroupingDraft(Table table, Table later, Set<String> gone, Set<String> come) {
    /** All of them; what is not complete is a problem. */
    static List<RegroupingDraft> of(Catalog from, Catalog to, Said said, Consumer<Problem> problems) {
        List<RegroupingDraft> drafts = new ArrayList<>();
        for (Table table : from.tables()) {
            Optional<Table> later = to.table(table.name());
            if (later.isPresent() && table.partitionOf() == null) {
                drafts.addAll(of(table, later.get(), said, problems));
            }
        }
        return drafts;
    }

    /** Names of the columns of one schema that become columns of another one. */
    static Set<String> names(Catalog from, Catalog to, Map<String, String> said) {
        return from.tables().stream()
                .flatMap(table -> to.table(table.name())
                        .map(later -> missing(table, later).stream().map(name -> table.name() + "." + name))
                        .orElseGet(Stream::empty))
                .filter(said::containsKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A schema without the columns that become others, so that nobody takes them for renamed. */
    static Catalog without(Catalog catalog, Set<String> columns, int version) {
        if (columns.isEmpty()) {
            return catalog;
        }
        SchemaFold fold = SchemaFold.from(catalog, version);
        for (Table table : catalog.tables()) {
            for (Column column : table.columns()) {
                if (columns.contains(table.name() + "." + column.name())) {
                    String sql = "ALTER TABLE " + SingleDdl.name(table.name()) + " DROP COLUMN "
                            + quoteIdentifier(column.name()) + " CASCADE";
                    Sql.parse(SourceFile.of("column", sql))
                            .statements()
                            .forEach(statement -> fold.apply(statement, sql));
                }
            }
        }
        return fold.catalog();
    }

    private static Set<String> missing(Table table, Table other) {
        return table.columns().stream()
                .map(Column::name)
                .filter(name -> other.column(name).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<RegroupingDraft> of(Table table, Table later, Said said, Consumer<Problem> problems) {
        Set<String> gone = missing(table, later);
        Set<String> come = missing(later, table);
        List<RegroupingDraft> drafts = new ArrayList<>();
        Side there = new Side(table, come, gone, said.there(), said.back(), ConversionCheck.CONVERT_BACK);
        Side back = new Side(table, gone, come, said.back(), said.there(), ConversionCheck.CONVERT);
        come.stream()
                .filter(there::isSaid)
                .forEach(name -> there.link(name, problems)
                        .ifPresent(olds -> add(drafts, new RegroupingDraft(table, later, olds, Set.of(name)))));
        gone.stream()
                .filter(back::isSaid)
                .forEach(name -> back.link(name, problems)
                        .ifPresent(news -> add(drafts, new RegroupingDraft(table, later, Set.of(name), news))));
        return drafts;
    }

    /** Those that have a column in common are one. */
    private static void add(List<RegroupingDraft> drafts, RegroupingDraft draft) {
        Set<String> gone = new TreeSet<>(draft.gone());
        Set<String> come = new TreeSet<>(draft.come());
        drafts.removeIf(other -> {
            boolean same = other.gone().stream().anyMatch(gone::contains)
                    || other.come().stream().anyMatch(come::contains);
            if (same) {
                gone.addAll(other.gone());
                come.addAll(other.come());
            }
            return same;
        });
        drafts.add(new RegroupingDraft(draft.table(), draft.later(), gone, come));
    }

    /**
     * One direction.
     *
     * @param made the columns that are made
     * @param of those that they may be made of
     * @param said of the columns that are made
     * @param reverse what is said of the others, by which option
     */
    private record Side(
            Table table,
            Set<String> made,
            Set<String> of,
            Map<String, String> said,
            Map<String, String> reverse,
            String option) {
        boolean isSaid(String column) {
            return said.containsKey(table.name() + "." + column);
        }

        /** The columns of the other side that one is made of. */
        Optional<Set<String>> link(String column, Consumer<Problem> problems) {
            String name = table.name() + "." + column;
            String expression = String.valueOf(said.get(name));
            RowExpression parsed;
            try {
                parsed = RowExpression.of(expression);
            } catch (PgwrightException e) {
                e.problems().forEach(problems);
                return Optional.empty();
            }
            Set<String> others = parsed.references().stream()
                    .map(RowExpression.Reference::column)
                    .filter(of::contains)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (others.isEmpty()) {
                problems.accept(new Problem(
                        Place.ofObject("column " + name),
                        "'" + expression + "' names no column that goes or comes for it",
                        of.isEmpty() ? null : "say it over " + String.join(", ", of)));
                return Optional.empty();
            }
            for (String other : others) {
                String missing = table.name() + "." + other;
                if (!reverse.containsKey(missing)) {
                    problems.accept(new Problem(
                            Place.ofObject("column " + missing),
                            "nothing says what it holds where " + name + " is '" + expression + "'",
                            "say it: " + option + " '" + missing + "=EXPRESSION over " + String.join(", ", made)
                                    + "'"));
                    return Optional.empty();
                }
            }
            return Optional.of(others);
        }
    }
}
