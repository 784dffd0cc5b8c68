package dev.pgwright.design.prove;

import dev.pgwright.design.prove.evaluate.Arguments;
import dev.pgwright.design.prove.evaluate.ContentRow;
import dev.pgwright.design.prove.evaluate.Reading;
import dev.pgwright.design.prove.evaluate.Value;
import dev.pgwright.design.prove.evaluate.ValueKind.Family;
import dev.pgwright.design.prove.evaluate.Words;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Filter;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which values to call a query with: those of rows that are there, for every filter also the values of other rows, just
 * beside and none at all, other tenants, and words that are no pattern though they look like one.
 */
final class ArgumentChoice {
    private static final int BASES = 3;
    private static final int MOST_CALLS = 32;
    private static final String NO_WORD = "zebra";
    /** Words that one language or another passes over in a search. */
    private static final List<String> SMALL_WORDS = List.of("the", "und", "les", "los", "het", "och", "nem");

    private final AccessPattern pattern;
    private final Reading reading;
    private final List<ContentRow> rows;
    private final @Nullable String tenantColumn;
    private final List<Filter> passed;
    private final Map<String, List<ContentRow>> byTenant = new HashMap<>();
    /** The rows of the tenant for which values are chosen. */
    private List<ContentRow> near;

    /** @param tenantColumn null where the pattern's rows belong to no tenant */
    ArgumentChoice(Reading reading, List<ContentRow> rows, @Nullable String tenantColumn) {
        this.pattern = reading.pattern();
        this.reading = reading;
        this.rows = rows;
        this.near = rows;
        this.tenantColumn = tenantColumn;
        this.passed = pattern.filters().stream()
                .filter(filter -> filter.values().isEmpty())
                .filter(filter -> filter.operator() != Operator.IS_SET && filter.operator() != Operator.IS_NOT_SET)
                .toList();
    }

    /** The calls, those with many rows first. */
    List<Arguments> calls() {
        record Base(Arguments arguments, int matches) {}
        List<Base> bases = new ArrayList<>();
        Set<Arguments> seen = new LinkedHashSet<>();
        for (ContentRow row : rows) {
            Arguments arguments = of(row);
            if (seen.add(arguments)) {
                bases.add(new Base(arguments, reading.matching(arguments).size()));
            }
        }
        bases.sort(Comparator.comparingInt(Base::matches).reversed());
        List<Arguments> chosen = new ArrayList<>();
        bases.stream().limit(2).forEach(base -> chosen.add(base.arguments()));
        // a call that finds little is as telling as one that finds much
        bases.stream()
                .filter(base -> base.matches() > 0)
                .skip(2)
                .reduce((first, last) -> last)
                .ifPresent(base -> chosen.add(base.arguments()));
        // what the other filters leave out must stay out
        bases.stream().filter(base -> base.matches() == 0).limit(2).forEach(base -> chosen.add(base.arguments()));
        Set<Arguments> calls = new LinkedHashSet<>(chosen);
        chosen.stream().limit(BASES).forEach(base -> calls.addAll(variations(base)));
        if (calls.isEmpty()) {
            calls.add(new Arguments(tenantColumn == null ? null : "0", fallbacks(), Map.of()));
        }
        return calls.stream().limit(MOST_CALLS).toList();
    }

    private Map<String, List<String>> fallbacks() {
        Map<String, List<String>> values = new HashMap<>();
        passed.forEach(filter -> values.put(filter.path(), nothing(filter)));
        return values;
    }

    /** Values with which the query finds the row, where its other filters let it. */
    private Arguments of(ContentRow row) {
        Value tenant = tenantColumn == null ? null : row.value(tenantColumn);
        near = ofTenant(tenant == null ? null : tenant.text());
        Map<String, List<String>> values = new HashMap<>();
        for (Filter filter : passed) {
            List<String> texts = reading.texts(filter, row);
            values.put(filter.path(), texts.isEmpty() ? nothing(filter) : finding(filter, texts.get(0)));
        }
        return new Arguments(tenant == null ? null : tenant.text(), values, Map.of());
    }

    private List<String> finding(Filter filter, String text) {
        return switch (filter.operator()) {
            case EQUALS, AT_LEAST, AT_MOST, OVERLAPS, NEAREST -> List.of(text);
            case IN -> List.of(text, otherText(filter, text));
            case RANGE -> List.of(text, next(filter, next(filter, text, false), false));
            case BEFORE -> List.of(next(filter, text, false));
            case AFTER -> List.of(next(filter, text, true));
            case LAST_DAYS -> List.of("30");
            case STARTS_WITH -> List.of(text.substring(0, (text.length() + 1) / 2));
            case CONTAINS -> List.of(part(filter, text));
            case MATCHES -> List.of(word(filter, text));
            case IS_SET, IS_NOT_SET -> throw new IllegalStateException("nothing is passed for it");
        };
    }

    /** Values with which the query should find nothing. */
    private List<String> nothing(Filter filter) {
        String one = switch (reading.kind(filter.path()).family()) {
            case NUMBER -> "-77";
            case BOOLEAN -> "true";
            case DATE -> "1901-01-01";
            case TIME -> "03:33:33";
            case TIMESTAMP -> "1901-01-01 00:00:00+00";
            case INTERVAL -> "77 days";
            case UUID -> "0badcafe-0000-7000-8000-000000000000";
            case INET -> "203.0.113.77";
            case ENUMERATION -> reading.kind(filter.path()).steps().get(0);
            case JSON -> "{\"none\": 0}";
            case TEXTS, TEXT, OTHER -> NO_WORD;
            case PERIOD -> "[\"1901-01-01 00:00:00+00\",\"1901-01-02 00:00:00+00\")";
            case DATE_PERIOD -> "[1901-01-01,1901-01-02)";
            case POINT -> "(1,1)";
        };
        if (filter.operator() == Operator.LAST_DAYS) {
            return List.of("1");
        }
        return filter.operator() == Operator.RANGE ? List.of(one, one) : List.of(one);
    }

    private List<Arguments> variations(Arguments base) {
        List<Arguments> variations = new ArrayList<>();
        near = ofTenant(base.tenant());
        if (tenantColumn != null) {
            tenants().stream()
                    .filter(tenant -> !tenant.equals(base.tenant()))
                    .limit(2)
                    .forEach(tenant -> variations.add(new Arguments(tenant, base.filters(), Map.of())));
        }
        for (Filter filter : passed) {
            for (List<String> values : others(filter, base.filters().getOrDefault(filter.path(), List.of()))) {
                variations.add(base.with(filter.path(), values));
            }
        }
        return variations;
    }

    private List<ContentRow> ofTenant(@Nullable String tenant) {
        if (tenantColumn == null || tenant == null) {
            return rows;
        }
        return byTenant.computeIfAbsent(
                tenant,
                unused -> rows.stream()
                        .filter(row -> {
                            Value own = row.value(tenantColumn);
                            return own != null && own.text().equals(tenant);
                        })
                        .toList());
    }

    private Set<String> tenants() {
        Set<String> tenants = new TreeSet<>();
        for (ContentRow row : rows) {
            Value tenant = tenantColumn == null ? null : row.value(tenantColumn);
            if (tenant != null) {
                tenants.add(tenant.text());
            }
        }
        return tenants;
    }

    private List<List<String>> others(Filter filter, List<String> base) {
        List<List<String>> others = new ArrayList<>();
        String text = base.isEmpty() ? "" : base.get(0);
        List<String> known = known(filter);
        others.add(nothing(filter));
        switch (filter.operator()) {
            case EQUALS -> others.add(List.of(otherText(filter, text)));
            case IN -> {
                others.add(List.of(text));
                others.add(List.of());
                others.add(known.subList(0, Math.min(3, known.size())));
            }
            case AT_LEAST, AT_MOST -> {
                others.add(List.of(next(filter, text, false)));
                others.add(List.of(next(filter, text, true)));
            }
            case RANGE -> {
                String upper = base.size() > 1 ? base.get(1) : text;
                others.add(List.of(text, text));
                others.add(List.of(next(filter, text, true), upper));
                others.add(List.of(text, next(filter, upper, false)));
                others.add(List.of(upper, text));
            }
            case BEFORE, AFTER -> {
                others.add(List.of(next(filter, text, false)));
                others.add(List.of(next(filter, text, true)));
            }
            case LAST_DAYS -> {
                others.add(List.of("29"));
                others.add(List.of("31"));
                others.add(List.of("36000"));
            }
            case STARTS_WITH -> {
                others.add(List.of(text.isEmpty() ? text : text.substring(0, 1)));
                others.addAll(List.of(List.of("100%"), List.of("a_"), List.of("a\\"), List.of("%")));
                others.add(List.of(swappedCase(text)));
            }
            case CONTAINS -> moreParts(filter, text, others);
            case MATCHES -> {
                others.add(List.of(text + " " + NO_WORD));
                others.add(List.of(text.toUpperCase(Locale.ROOT)));
                forms(filter, text).forEach(form -> others.add(List.of(form)));
                words(filter).stream()
                        .filter(word -> !word.equals(text))
                        .limit(2)
                        .forEach(word -> {
                            others.add(List.of(text + " " + word));
                            others.add(List.of(text + " -" + word));
                        });
            }
            case OVERLAPS, NEAREST -> known.stream().limit(3).forEach(one -> others.add(List.of(one)));
            case IS_SET, IS_NOT_SET -> {}
        }
        return others;
    }

    private void moreParts(Filter filter, String text, List<List<String>> others) {
        switch (reading.kind(filter.path()).family()) {
            case TEXTS -> others.add(List.of("red"));
            case JSON -> {
                others.add(List.of("{}"));
                others.add(List.of("{\"n\": 1}"));
                others.add(List.of("{\"m\": {\"k\": true}}"));
                others.add(List.of("{\"m\": {\"l\": [2]}}"));
            }
            default -> {
                others.add(List.of(swappedCase(text)));
                others.addAll(List.of(List.of("0% w"), List.of("a_b"), List.of("a\\b"), List.of("RED")));
            }
        }
    }

    private static String swappedCase(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return upper.equals(text) ? text.toLowerCase(Locale.ROOT) : upper;
    }

    private String part(Filter filter, String text) {
        Family family = reading.kind(filter.path()).family();
        if (family == Family.TEXTS) {
            // the last element of an array's text
            String elements = text.replaceAll("[{}\"]", "");
            return elements.isEmpty() ? "red" : elements.substring(elements.lastIndexOf(',') + 1);
        }
        return family == Family.JSON || text.length() < 3 ? text : text.substring(1, text.length() - 1);
    }

    /** A word of the text which no text has that PostgreSQL may take apart in another way. */
    private String word(Filter filter, String text) {
        List<String> safe = words(filter);
        return Words.of(text).stream().filter(safe::contains).findFirst().orElse(NO_WORD);
    }

    private List<String> words(Filter filter) {
        List<String> texts = reading.searchedWith(filter).stream()
                .flatMap(one -> known(one).stream())
                .toList();
        List<String> odd = texts.stream()
                .filter(text -> !Words.isSimple(text))
                .map(text -> text.toLowerCase(Locale.ROOT))
                .toList();
        Set<String> oddLexemes = new HashSet<>();
        odd.forEach(text -> reading.lexemes(filter, Words.of(text)).forEach(oddLexemes::addAll));
        Set<String> words = new TreeSet<>();
        texts.stream().filter(Words::isSimple).forEach(text -> words.addAll(Words.of(text)));
        return words.stream()
                .filter(Words::isSearchable)
                .filter(word -> odd.stream().noneMatch(text -> text.contains(word)))
                .filter(word -> Collections.disjoint(
                        oddLexemes, reading.lexemes(filter, List.of(word)).get(0)))
                .toList();
    }

    /** Another form of a word, where a text has one: the search is the same; and a word that its language passes over. */
    private List<String> forms(Filter filter, String word) {
        Set<String> meant = reading.lexemes(filter, List.of(word)).get(0);
        List<String> words = words(filter);
        List<String> forms = new ArrayList<>();
        words.stream()
                .filter(other -> !other.equals(word) && !meant.isEmpty())
                .filter(other -> reading.lexemes(filter, List.of(other)).get(0).equals(meant))
                .findFirst()
                .ifPresent(forms::add);
        SMALL_WORDS.stream()
                .filter(small -> reading.lexemes(filter, List.of(small)).get(0).isEmpty())
                .findFirst()
                .ifPresent(stop -> forms.addAll(List.of(stop, word + " " + stop)));
        return forms;
    }

    /** The texts that the filter's path has in some row, in their order where they have one. */
    private List<String> known(Filter filter) {
        Set<String> texts = new LinkedHashSet<>();
        near.forEach(row -> texts.addAll(reading.texts(filter, row)));
        return reading.ordered(filter, List.copyOf(texts));
    }

    private String otherText(Filter filter, String text) {
        return known(filter).stream()
                .filter(other -> !other.equals(text))
                .findFirst()
                .orElse(nothing(filter).get(0));
    }

    /** The value after this one, or before it; itself where there is none. */
    private String next(Filter filter, String text, boolean before) {
        List<String> known = known(filter);
        int at = known.indexOf(text);
        int next = at + (before ? -1 : 1);
        return at >= 0 && next >= 0 && next < known.size() ? known.get(next) : text;
    }
}
