package dev.pgwright.design.prove;

import dev.pgwright.design.model.DesignedQuery;
import dev.pgwright.design.model.DesignedQuery.Meaning;
import dev.pgwright.design.model.DesignedQuery.Part;
import dev.pgwright.design.prove.evaluate.Arguments;
import dev.pgwright.design.prove.evaluate.ContentRow;
import dev.pgwright.design.prove.evaluate.Reading;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Filter;
import dev.pgwright.design.requirements.AccessPattern.Kind;
import dev.pgwright.server.Rows;
import dev.pgwright.server.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Compares what a reading query returns with what its access pattern means. */
final class ReadTrial {
    static final int DEFAULT_PAGE = 50;
    /** Small enough that a page ends among rows that tie. */
    static final int SMALL_PAGE = 3;

    private static final int WALKS = 5;
    private static final String RELEVANCE = "relevance";
    private static final double NEAR = 1e-9;

    private final Session session;
    private final DesignedQuery query;
    private final Reading reading;
    private final Tally tally;
    private int walks;

    ReadTrial(Session session, DesignedQuery query, Reading reading, Tally tally) {
        this.session = session;
        this.query = query;
        this.reading = reading;
        this.tally = tally;
    }

    /**
     * The first difference.
     *
     * @param small the query with pages of {@link #SMALL_PAGE}, or null
     */
    Optional<Difference> difference(PreparedQuery prepared, @Nullable PreparedQuery small, List<Arguments> calls) {
        for (Arguments arguments : calls) {
            List<ContentRow> rows = reading.matching(arguments);
            Optional<Difference> difference = isPaged() ? Optional.empty() : whole(prepared, arguments, rows);
            if (isPaged()) {
                List<ContentRow> sorted = reading.isRanked() ? rows : reading.sorted(rows);
                difference = first(prepared, arguments, sorted);
                if (difference.isEmpty() && sorted.size() > page()) {
                    difference = walk(prepared, page(), arguments, sorted);
                }
                if (difference.isEmpty() && small != null && sorted.size() > 1 && walks < WALKS) {
                    walks++;
                    difference = walk(small, SMALL_PAGE, arguments, sorted);
                }
            }
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private boolean isPaged() {
        return reading.pattern().kind() == Kind.LIST && reading.nearest().isEmpty();
    }

    private int page() {
        AccessPattern pattern = reading.pattern();
        return pattern.page() == null ? DEFAULT_PAGE : pattern.page();
    }

    /** The rows of one call, or why there are none to compare. */
    private record Answer(Rows rows, Optional<Difference> difference) {}

    private Answer ask(String statement) {
        Session.Attempt attempt = session.attempt(statement);
        if (!attempt.worked()) {
            return new Answer(
                    Rows.NONE,
                    attempt.failure()
                            .map(failure -> new Difference("the server refused: " + failure.message(), statement)));
        }
        return new Answer(
                attempt.rows(),
                reading.missing(attempt.rows().columns()).map(missing -> new Difference(missing, statement)));
    }

    private List<List<String>> real(Rows rows) {
        return reading.real(rows.columns(), rows.values());
    }

    /** Of queries that return all their rows at once. */
    private Optional<Difference> whole(PreparedQuery prepared, Arguments arguments, List<ContentRow> rows) {
        String statement = prepared.call(arguments, Map.of());
        Answer answer = ask(statement);
        if (answer.difference().isPresent()) {
            return answer.difference();
        }
        List<List<String>> real = real(answer.rows());
        tally.call(real.size());
        Optional<Filter> nearest = reading.nearest();
        if (reading.isOrderedAggregate()) {
            return Difference.ofLists(reading.expected(rows), real, statement);
        }
        return nearest.isPresent()
                ? nearestDifference(nearest.get(), arguments, rows, real, statement)
                : Difference.ofSets(reading.expected(rows), real, statement);
    }

    /** Rows that are equally near may come in any order, and any of them may be on the page. */
    private Optional<Difference> nearestDifference(
            Filter nearest, Arguments arguments, List<ContentRow> rows, List<List<String>> real, String statement) {
        List<ContentRow> byDistance = new ArrayList<>(rows);
        byDistance.sort(Comparator.comparingDouble(row -> distance(nearest, row, arguments)));
        List<ContentRow> page = byDistance.subList(0, Math.min(page(), byDistance.size()));
        if (real.size() != page.size()) {
            return Difference.ofSets(reading.expected(page), real, statement);
        }
        List<ContentRow> left = new ArrayList<>(rows);
        for (int i = 0; i < real.size(); i++) {
            double wanted = distance(nearest, page.get(i), arguments);
            List<String> row = real.get(i);
            Optional<ContentRow> found = left.stream()
                    .filter(one -> reading.expected(List.of(one)).get(0).equals(row))
                    .filter(one -> isAsFar(distance(nearest, one, arguments), wanted))
                    .findFirst();
            if (found.isEmpty()) {
                return Difference.ofLists(reading.expected(page.subList(i, i + 1)), List.of(row), statement);
            }
            left.remove(found.get());
        }
        return Optional.empty();
    }

    private static boolean isAsFar(double left, double right) {
        return Double.compare(left, right) == 0 || Math.abs(left - right) <= NEAR;
    }

    private double distance(Filter nearest, ContentRow row, Arguments arguments) {
        OptionalDouble distance = reading.distance(nearest, row, arguments);
        return distance.orElse(Double.POSITIVE_INFINITY);
    }

    private Optional<Difference> first(PreparedQuery prepared, Arguments arguments, List<ContentRow> sorted) {
        String statement = prepared.call(arguments, Map.of());
        Answer answer = ask(statement);
        if (answer.difference().isPresent()) {
            return answer.difference();
        }
        List<List<String>> real = real(answer.rows());
        tally.call(real.size());
        if (reading.isRanked() && sorted.size() > page()) {
            return real.size() == page()
                    ? Optional.empty()
                    : Optional.of(new Difference("a full page has " + real.size() + " rows", statement));
        }
        List<List<String>> expected = reading.expected(sorted.subList(0, Math.min(page(), sorted.size())));
        return reading.isRanked()
                ? Difference.ofSets(expected, real, statement)
                : Difference.ofLists(expected, real, statement);
    }

    /** All pages, each behind the last row of the one before. */
    private Optional<Difference> walk(PreparedQuery prepared, int size, Arguments arguments, List<ContentRow> sorted) {
        List<List<String>> all = new ArrayList<>();
        Map<String, String> seen = Map.of();
        double relevance = Double.POSITIVE_INFINITY;
        for (int page = 0; page <= sorted.size() / size + 1; page++) {
            int number = page + 1;
            String statement = prepared.call(arguments, seen);
            Answer answer = ask(statement);
            if (answer.difference().isPresent()) {
                return answer.difference();
            }
            List<List<String>> real = real(answer.rows());
            tally.page(size, real.size());
            if (!reading.isRanked()) {
                List<ContentRow> rest = sorted.subList(Math.min(all.size(), sorted.size()), sorted.size());
                Optional<Difference> difference = Difference.ofLists(
                        reading.expected(rest.subList(0, Math.min(size, rest.size()))), real, statement);
                if (difference.isPresent()) {
                    return difference.map(
                            one -> new Difference("on page " + number + " " + one.what(), one.statement()));
                }
            }
            all.addAll(real);
            for (int i = 0; reading.isRanked() && i < real.size(); i++) {
                int column = answer.rows().columns().indexOf(RELEVANCE);
                double next = column < 0
                        ? Double.NaN
                        : Double.parseDouble(
                                String.valueOf(answer.rows().values().get(i).get(column)));
                if (!(next <= relevance)) {
                    return Optional.of(
                            new Difference("row " + (i + 1) + " is more relevant than the one before", statement));
                }
                relevance = next;
            }
            if (real.size() < size) {
                return reading.isRanked()
                        ? Difference.ofSets(reading.expected(sorted), all, statement)
                        : Optional.empty();
            }
            Map<String, String> last = new HashMap<>();
            Optional<String> untold = lastSeen(answer.rows(), last);
            if (untold.isPresent()) {
                return Optional.of(new Difference(
                        "the result does not tell " + untold.get()
                                + " of its last row, which the next page starts behind",
                        statement));
            }
            seen = last;
        }
        return Optional.of(new Difference("the pages do not end", prepared.call(arguments, seen)));
    }

    /** Reads the sort keys of the last row; gives the one that the result does not have. */
    private Optional<String> lastSeen(Rows rows, Map<String, String> seen) {
        List<@Nullable String> last = rows.values().get(rows.values().size() - 1);
        for (DesignedQuery.Parameter parameter : query.parameters()) {
            Meaning meaning = parameter.meaning();
            if (meaning == null || meaning.part() != Part.SEEN) {
                continue;
            }
            List<String> labels =
                    meaning.path().equals(RELEVANCE) ? List.of(RELEVANCE) : reading.labels(meaning.path());
            Optional<String> label =
                    rows.columns().stream().filter(labels::contains).findFirst();
            String value = label.isEmpty() ? null : last.get(rows.columns().indexOf(label.get()));
            if (value == null) {
                return Optional.of(meaning.path());
            }
            seen.put(meaning.path(), value);
        }
        return Optional.empty();
    }
}
