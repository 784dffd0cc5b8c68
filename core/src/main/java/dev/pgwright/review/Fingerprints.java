package dev.pgwright.review;

import dev.pgwright.finding.Finding;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Token;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names of findings that stay the same while lines move, blanks and comments change, and messages are reworded: made
 * from the rule, the file, the object, the statement's tokens, and how many equal ones come before it.
 */
public final class Fingerprints {
    /** UTF-16 units of a statement from which on it is taken as it is written: its tokens would need too much memory. */
    private static final int LONGEST = 4 << 20;

    private static final int LENGTH = 32;

    private final Map<ReviewFinding, String> fingerprints = new IdentityHashMap<>();

    private Fingerprints() {}

    /** Those of all findings of a review, suppressed ones included. */
    public static Fingerprints of(ReviewResult result, FileRoot root) {
        return of(
                Stream.concat(result.findings().stream(), result.suppressed().stream())
                        .sorted(ReviewFinding.ORDER)
                        .toList(),
                root);
    }

    /** Those of findings in their order. */
    static Fingerprints of(List<ReviewFinding> findings, FileRoot root) {
        Fingerprints result = new Fingerprints();
        Map<SourceFile, Map<Span, String>> statements = new IdentityHashMap<>();
        Map<String, Integer> seen = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        List<String> identities = new ArrayList<>();
        for (ReviewFinding finding : findings) {
            String statement = statements
                    .computeIfAbsent(finding.source(), source -> new HashMap<>())
                    .computeIfAbsent(
                            finding.statement(),
                            span -> tokens(span.of(finding.source().text())));
            String identity = String.join(
                    "\0",
                    finding.rule().id(),
                    names.computeIfAbsent(finding.source().name(), root::name),
                    finding.object() == null ? "" : finding.object(),
                    statement);
            int number = seen.merge(identity, 1, Integer::sum);
            identities.add(identity + "\0" + number);
        }
        List<String> hashes =
                identities.parallelStream().map(Fingerprints::hash).toList();
        for (int i = 0; i < hashes.size(); i++) {
            result.fingerprints.put(findings.get(i), hashes.get(i));
        }
        return result;
    }

    /**
     * The fingerprint of a finding, 32 hexadecimal digits.
     *
     * @throws IllegalStateException when it is none of the review's
     */
    public String of(ReviewFinding finding) {
        String fingerprint = fingerprints.get(finding);
        if (fingerprint == null) {
            throw new IllegalStateException("not a finding of this review: " + finding.message());
        }
        return fingerprint;
    }

    /** That of a problem of reading, which changes with its message. */
    public static String of(Finding problem, FileRoot root) {
        String file = problem.place().file();
        return hash(String.join("\0", problem.id(), file == null ? "" : root.name(file), problem.message()));
    }

    private static String tokens(String statement) {
        if (statement.length() > LONGEST) {
            return statement.strip();
        }
        try {
            return Sql.tokens(statement).stream()
                    .filter(token ->
                            token.kind() != Token.Kind.LINE_COMMENT && token.kind() != Token.Kind.BLOCK_COMMENT)
                    .map(token -> normalized(token, statement))
                    .collect(Collectors.joining(" "));
        } catch (PgwrightException e) {
            // a statement with an open quote has no tokens, but findings about it
            return statement.strip().replaceAll("\\s+", " ");
        }
    }

    private static String normalized(Token token, String statement) {
        String text = token.span().of(statement);
        return switch (token.kind()) {
            case UNRESERVED_KEYWORD, COLUMN_NAME_KEYWORD, TYPE_FUNCTION_NAME_KEYWORD, RESERVED_KEYWORD, IDENTIFIER ->
                text.contains("\"") ? text : text.toLowerCase(Locale.ROOT);
            case STRING, NUMBER, PARAMETER, OPERATOR, PUNCTUATION, LINE_COMMENT, BLOCK_COMMENT -> text;
        };
    }

    private static String hash(String identity) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
