package dev.pgwright.api;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.Evidence;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.Severity;
import dev.pgwright.migrate.rehearse.CatalogQuery;
import dev.pgwright.migrate.rehearse.CatalogQuery.Violation;
import dev.pgwright.review.Area;
import dev.pgwright.review.EngineRules;
import dev.pgwright.review.Needs;
import dev.pgwright.review.ReviewFinding;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.RuleSettings;
import dev.pgwright.review.rules.Rules;
import dev.pgwright.server.DatabaseTarget;
import dev.pgwright.server.EmbeddedOptions;
import dev.pgwright.server.EmbeddedPostgres;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.source.Place;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Comment;
import dev.pgwright.sql.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rules that users wrote in SQL: a file each, whose query gives a row for each thing that is wrong, with what it is and, in a
 * second column, why. Comments in front say the rest: {@code -- severity: warning}, {@code -- finds: ...},
 * {@code -- instead: ...}. The file's name is the rule's id.
 *
 * @param info from the comments
 * @param file whence
 * @param query the only statement of the file
 */
record SqlRule(RuleInfo info, Path file, String query) {
    /**
     * The rules of a folder, in the order of their names.
     *
     * @throws PgwrightException if the folder is not there, or a file in it is no rule
     */
    static List<SqlRule> read(@Nullable Path folder) {
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .map(SqlRule::rule)
                    .toList();
        } catch (IOException e) {
            throw new PgwrightException(
                    ErrorCode.INPUT,
                    Place.of(folder.toString()),
                    "the folder of SQL rules cannot be read",
                    "it is named in pgwright.yaml under review.custom.sql",
                    e);
        }
    }

    private static SqlRule rule(Path file) {
        SourceFile source = SchemaSource.read(file);
        var parsed = Sql.parse(source);
        if (!parsed.errors().isEmpty() || parsed.statements().size() != 1) {
            throw new PgwrightException(
                    ErrorCode.INPUT,
                    Place.of(file.toString()),
                    "a rule is a file with one query",
                    "it gives a row for each thing that is wrong: what, and in a second column why");
        }
        Map<String, String> said = new TreeMap<>();
        for (Comment comment : parsed.comments()) {
            String text =
                    comment.span().of(source.text()).replaceFirst("^--", "").strip();
            int colon = text.indexOf(':');
            if (comment.kind() == Comment.Kind.LINE && colon > 0) {
                said.putIfAbsent(
                        text.substring(0, colon).toLowerCase(Locale.ROOT),
                        text.substring(colon + 1).strip());
            }
        }
        String id = String.valueOf(file.getFileName()).replaceFirst("\\.sql$", "");
        boolean taken = Stream.concat(Rules.infos().stream(), EngineRules.ALL.stream())
                .anyMatch(rule -> rule.id().equals(id));
        if (taken) {
            throw new PgwrightException(
                    ErrorCode.INPUT, Place.of(file.toString()), "a rule of pgwright has this name", "rename the file");
        }
        RuleInfo info = RuleInfo.of(id, Area.SCHEMA, Needs.CATALOG, severity(file, said))
                .detects(said.getOrDefault("finds", "What the query of " + file.getFileName() + " gives."))
                .safe(said.getOrDefault("instead", "See " + file.getFileName() + "."))
                .build();
        return new SqlRule(info, file, parsed.statements().get(0).span().of(source.text()));
    }

    private static Severity severity(Path file, Map<String, String> said) {
        String word = said.getOrDefault("severity", Severity.WARNING.word());
        return Arrays.stream(Severity.values())
                .filter(severity -> severity.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new PgwrightException(
                        ErrorCode.INPUT,
                        Place.of(file.toString()),
                        "there is no severity '" + word + "'",
                        "say -- severity: error, warning or advice"));
    }

    /** What they find: in the database if there is one, else in the schema that the migrations make on an embedded server. */
    static List<ReviewFinding> findings(ReviewMigrations.Request request, ReviewSubject subject, Progress progress) {
        List<SqlRule> rules = read(request.custom().sql()).stream()
                .filter(rule -> isOn(rule, request.rules()))
                .toList();
        if (rules.isEmpty()) {
            return List.of();
        }
        try (Progress.Step step = progress.step("Ask the rules in SQL")) {
            if (request.database() != null) {
                DatabaseTarget target = DatabaseTarget.parse(request.database(), request.environment());
                Postgres server = target.open();
                return ask(rules, server, server.database(), request.rules());
            }
            try (PostgresServer server =
                    EmbeddedPostgres.start(EmbeddedOptions.scratch().withVersion(request.version()))) {
                return CatalogQuery.after(
                        server,
                        subject.history(),
                        database -> ask(rules, server, database, request.rules()),
                        failure -> {
                            progress.note("the rules in SQL were not asked, since a migration does not run: "
                                    + failure.place() + ": " + failure.message());
                            return List.of();
                        });
            } finally {
                step.done(rules.size() + " asked");
            }
        }
    }

    private static boolean isOn(SqlRule rule, Map<String, RuleSettings> settings) {
        return !Boolean.FALSE.equals(
                settings.getOrDefault(rule.info().id(), RuleSettings.NONE).enabled());
    }

    private static List<ReviewFinding> ask(
            List<SqlRule> rules, Postgres server, String database, Map<String, RuleSettings> settings) {
        List<ReviewFinding> findings = new ArrayList<>();
        for (SqlRule rule : rules) {
            @Nullable Severity severity =
                    settings.getOrDefault(rule.info().id(), RuleSettings.NONE).severity();
            for (Violation violation : rule.ask(server, database)) {
                ReviewFinding finding = rule.finding(violation);
                findings.add(severity == null ? finding : finding.withSeverity(severity));
            }
        }
        return findings;
    }

    private List<Violation> ask(Postgres server, String database) {
        return CatalogQuery.ask(server, database, query, file.toString());
    }

    private ReviewFinding finding(Violation violation) {
        return new ReviewFinding(
                info,
                info.severity(),
                SourceFile.of("", ""),
                Span.at(0),
                Span.at(0),
                violation.object(),
                violation.message() == null ? violation.object() + ": " + info.detects() : violation.message(),
                null,
                info.safeAlternative(),
                Evidence.MEASURED,
                null);
    }
}
