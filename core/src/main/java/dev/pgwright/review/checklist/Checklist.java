package dev.pgwright.review.checklist;

import dev.pgwright.finding.Count;
import dev.pgwright.review.Examined;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.ReviewFinding;
import dev.pgwright.review.ReviewResult;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.checklist.ChecklistItem.Subject;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The answers that a review gives to the questions of the checklists. */
public record Checklist(List<Answer> answers) {
    public Checklist {
        answers = List.copyOf(answers);
    }

    /** Whether it is as it should be. */
    public enum Status {
        PASS,
        FAIL,
        UNKNOWN;

        /** As written in outputs. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An answer.
     *
     * @param findings what speaks against it, the gravest first; none unless it fails
     * @param reason what was looked at; of what is unknown, what would make it known
     */
    public record Answer(ChecklistItem item, Status status, List<ReviewFinding> findings, String reason) {
        public Answer {
            findings = List.copyOf(findings);
        }
    }

    public static Checklist of(ReviewResult result) {
        return new Checklist(Arrays.stream(ChecklistItem.values())
                .map(item -> answer(item, result))
                .toList());
    }

    public long count(Status status) {
        return answers.stream().filter(answer -> answer.status() == status).count();
    }

    private static Answer answer(ChecklistItem item, ReviewResult result) {
        Examined examined = result.examined();
        List<ReviewFinding> against = result.findings().stream()
                .filter(finding -> item.isServedBy(finding.rule()))
                .sorted(Comparator.comparing(ReviewFinding::severity))
                .toList();
        if (!against.isEmpty()) {
            return new Answer(item, Status.FAIL, against, counts(against));
        }
        List<RuleInfo> idle = result.idle().stream()
                .filter(rule -> item.decisive().contains(rule.id()))
                .toList();
        Optional<String> missing = missing(item.subject(), examined)
                .or(() -> idle.stream()
                        .map(rule -> "give " + rule.needs().words())
                        .findFirst())
                .or(() -> off(item, examined));
        return missing.map(reason -> new Answer(item, Status.UNKNOWN, List.of(), reason))
                .orElseGet(() -> new Answer(item, Status.PASS, List.of(), lookedAt(item.subject(), examined)));
    }

    /** {@code 4 foreign-key-without-on-delete, 1 on-delete-cascade-reach}. */
    private static String counts(List<ReviewFinding> findings) {
        Map<String, Integer> counts = new TreeMap<>();
        findings.forEach(finding -> counts.merge(finding.rule().id(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(rule -> rule.getValue() + " " + rule.getKey())
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> missing(Subject subject, Examined examined) {
        return switch (subject) {
            case QUERIES -> queries(examined);
            case INDEX_USE -> schema(examined).or(() -> counters(examined));
            case QUERIES_OF_A_SCHEMA -> schema(examined).or(() -> queries(examined));
            case MIGRATIONS ->
                examined.migrations() > 0 ? Optional.empty() : Optional.of("give the folder of migrations");
            case TABLES, FOREIGN_KEYS, INDEXES, TIME_COLUMNS -> schema(examined);
        };
    }

    private static Optional<String> queries(Examined examined) {
        return examined.queries() > 0
                ? Optional.empty()
                : Optional.of("give the queries: --workload FILE, or --db URL with pg_stat_statements");
    }

    /** Young counters tell nothing of what is used seldom. */
    private static Optional<String> counters(Examined examined) {
        long days = examined.rules().stream()
                .filter(rule -> rule.id().equals("unused-index"))
                .flatMap(rule -> rule.parameters().stream())
                .filter(parameter -> parameter.name().equals("min-days"))
                .mapToLong(Parameter::value)
                .findFirst()
                .orElse(0);
        return examined.countedDays() >= days
                ? Optional.empty()
                : Optional.of("give --db URL or --facts FILE of a server that has counted for " + days
                        + " days; there are " + examined.countedDays());
    }

    private static Optional<String> schema(Examined examined) {
        if (!examined.schemaKnown()) {
            return Optional.of("give every file that makes the schema, or --db URL");
        }
        return examined.tables() > 0 ? Optional.empty() : Optional.of("give files that make tables, or --db URL");
    }

    private static Optional<String> off(ChecklistItem item, Examined examined) {
        return item.decisive().stream()
                .filter(rule ->
                        examined.rules().stream().noneMatch(ran -> ran.id().equals(rule)))
                .map(rule -> rule + " is switched off in pgwright.yaml")
                .findFirst();
    }

    private static String lookedAt(Subject subject, Examined examined) {
        return switch (subject) {
            case TABLES -> Count.of(examined.tables(), "table");
            case FOREIGN_KEYS -> Count.of(examined.foreignKeys(), "foreign key");
            case INDEX_USE ->
                amount(examined.indexes(), "index", "indexes") + ", counted for " + examined.countedDays() + " days";
            case INDEXES -> amount(examined.indexes(), "index", "indexes");
            case TIME_COLUMNS -> Count.of(examined.timeColumns(), "column") + " with a time";
            case QUERIES, QUERIES_OF_A_SCHEMA -> amount(examined.queries(), "query", "queries");
            case MIGRATIONS -> Count.of(examined.migrations(), "migration");
        };
    }

    private static String amount(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
