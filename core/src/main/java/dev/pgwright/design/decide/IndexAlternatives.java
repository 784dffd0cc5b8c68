package dev.pgwright.design.decide;

import dev.pgwright.design.decide.TablePlan.Candidate;
import dev.pgwright.design.model.Decision.Alternative;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What else an index could have been, from the leaves that made it what it is. */
final class IndexAlternatives {
    private IndexAlternatives() {}

    static List<Alternative> of(Candidate reason, IndexNeed need) {
        List<Alternative> alternatives = new ArrayList<>();
        if (reason.combined() != null) {
            combined(reason, alternatives);
        }
        if (reason.order() != null) {
            order(reason.order(), alternatives);
        }
        switch (reason.partial()) {
            case PARTIAL ->
                alternatives.add(new Alternative(
                        "all rows, without the condition",
                        "serves other queries too",
                        "larger by the rows that the query never asks for, and every insert pays"));
            case MAJORITY ->
                alternatives.add(new Alternative(
                        "a partial index on the query's condition",
                        "a little smaller",
                        "the condition holds for most rows, and no other query can use it"));
            case WIDENS ->
                alternatives.add(new Alternative(
                        "a partial index on the query's condition",
                        "fewer rows to pass over",
                        "one more index beside that of the reference"));
            case NO_CONSTANT -> {}
        }
        if (!need.include().isEmpty()) {
            alternatives.add(new Alternative(
                    "without the included columns", "a smaller index", "each row found is visited in the table"));
        }
        return alternatives;
    }

    private static void combined(Candidate reason, List<Alternative> alternatives) {
        switch (Objects.requireNonNull(reason.combined())) {
            case COMBINED ->
                alternatives.add(new Alternative(
                        "the search alone, the rest as a filter",
                        "one extension and one key less",
                        "a search reads the matches of everybody and drops all but its own"));
            case SEARCH_SUFFICES, ALONE -> {}
            case EQUALITY_SUFFICES ->
                alternatives.add(new Alternative(
                        "an index for the search",
                        "does not depend on how many rows the equality leaves",
                        "more to write, for rows that are few anyway"));
        }
    }

    private static void order(KeyOrderDecision.Leaf leaf, List<Alternative> alternatives) {
        switch (leaf) {
            case SORT_BEFORE_RANGE ->
                alternatives.add(new Alternative(
                        "the range before the sort",
                        "reads only rows in the range",
                        "reads all of them and sorts them for every page"));
            case RANGE_BEFORE_SORT ->
                alternatives.add(new Alternative(
                        "the sort before the range",
                        "no sorting",
                        "passes over the rows out of the range until the page is full"));
            case SORT_BEFORE_LIST ->
                alternatives.add(new Alternative(
                        "the list's column before the sort",
                        "reads only rows of the list's values",
                        "reads all of them and sorts them for every page"));
            case LIST_BEFORE_SORT ->
                alternatives.add(new Alternative(
                        "the sort before the list's column",
                        "no sorting",
                        "passes over the rows of other values until the page is full"));
            case BRIN ->
                alternatives.add(new Alternative(
                        "a B-tree",
                        "finds single rows, and stays exact when rows are moved",
                        "an entry for every row, thousands of times the size"));
            case EQUALITY_ONLY, LIST_LAST, RANGE_LAST, SORT, SORT_IS_RANGE -> {}
        }
    }
}
