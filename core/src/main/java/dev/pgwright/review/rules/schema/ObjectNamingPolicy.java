package dev.pgwright.review.rules.schema;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.WordsParameter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Names that do not follow the project's own rules. */
public final class ObjectNamingPolicy implements SchemaRule {
    private static final String SNAKE_CASE = "[a-z][a-z0-9_]*";
    private static final List<WordsParameter> PATTERNS = List.of(
            pattern("table", "tables", SNAKE_CASE),
            pattern("view", "views", SNAKE_CASE),
            pattern("column", "columns", SNAKE_CASE),
            pattern("index", "indexes; {table} and {columns} stand for theirs"),
            pattern("primary-key", "primary keys, with {table} and {columns}"),
            pattern("unique", "unique constraints, with {table} and {columns}"),
            pattern("foreign-key", "foreign keys, with {table} and {columns}"),
            pattern("check", "check constraints, with {table}"));
    private static final WordsParameter GENERIC =
            WordsParameter.words("generic-columns", "names of columns that say too little, such as id");
    private static final RuleInfo INFO =
            info(RuleInfo.of("object-naming-policy", Area.SCHEMA, Needs.SQL, Severity.ADVICE)
                    .offByDefault()
                    .detects(
                            "The name of a table, view, column, index or constraint matches none of the patterns for its kind, or is one that says too little.")
                    .safe("Rename it before it is released.")
                    .byHand("every statement that uses the name changes with it")
                    .seed("Schema: naming conventions are consistent"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        Set<String> generic = Set.copyOf(report.words(GENERIC));
        for (NamedObject named : NamedObject.in(schema)) {
            List<String> patterns = PATTERNS.stream()
                    .filter(parameter -> parameter.name().equals(named.kind()))
                    .flatMap(parameter -> report.words(parameter).stream())
                    .toList();
            String kind = named.kind().replace('-', ' ');
            if (!patterns.isEmpty()
                    && patterns.stream()
                            .noneMatch(pattern -> WordsParameter.pattern(pattern, named.names())
                                    .matcher(named.name())
                                    .matches())) {
                report.found(
                        schema,
                        named.object(),
                        "The " + kind + " name " + named.name() + " does not match "
                                + patterns.stream()
                                        .map(pattern -> WordsParameter.shown(pattern, named.names()))
                                        .collect(Collectors.joining(" or ")));
            } else if (named.kind().equals("column") && generic.contains(named.name())) {
                report.found(
                        schema,
                        named.object(),
                        "The column name " + named.name() + " says too little where "
                                + named.names().get("table") + " is joined with others");
            }
        }
    }

    private static WordsParameter pattern(String kind, String what, String... values) {
        return WordsParameter.patterns(kind, "patterns for names of " + what, values);
    }

    private static RuleInfo info(RuleInfo.Builder builder) {
        PATTERNS.forEach(builder::parameter);
        return builder.parameter(GENERIC).build();
    }
}
