package dev.pgwright.review;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import dev.pgwright.source.Position;
import dev.pgwright.source.SourceFile;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Findings that a repository has lived with, and that a review therefore does not show. In its file each stands on a line
 * of its own, sorted, as JSON, so that changes of it can be read and merged.
 */
public record Baseline(List<Entry> entries) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int FORMAT = 1;
    private static final String FORMAT_KEY = "pgwright-baseline";
    private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::file)
            .thenComparing(Entry::rule)
            .thenComparing(entry -> entry.object() == null ? "" : entry.object())
            .thenComparing(Entry::fingerprint);

    public Baseline {
        entries = entries.stream().sorted(ORDER).distinct().toList();
    }

    /**
     * A finding to hide. The fingerprint alone decides; the rest is for people.
     *
     * @param file relative to the repository
     */
    public record Entry(String rule, String file, @Nullable String object, String fingerprint) {}

    /**
     * What is left of a review.
     *
     * @param result with the findings that are new
     * @param hidden those that the baseline knows
     * @param stale entries that hide nothing any more
     */
    public record Outcome(ReviewResult result, List<ReviewFinding> hidden, List<Entry> stale) {
        public Outcome {
            hidden = List.copyOf(hidden);
            stale = List.copyOf(stale);
        }

        /** A review without a baseline. */
        public static Outcome of(ReviewResult result) {
            return new Outcome(result, List.of(), List.of());
        }
    }

    /** A baseline of what a review found. */
    public static Baseline of(ReviewResult result, Fingerprints fingerprints, FileRoot root) {
        return new Baseline(result.findings().stream()
                .map(finding -> new Entry(
                        finding.rule().id(),
                        root.name(finding.source().name()),
                        finding.object(),
                        fingerprints.of(finding)))
                .toList());
    }

    /**
     * Hides what it knows.
     *
     * @param reviewed the files that were reviewed, by their names below the root: entries of others are not stale
     */
    public Outcome apply(ReviewResult result, Fingerprints fingerprints, Predicate<String> reviewed) {
        Set<String> known = entries.stream().map(Entry::fingerprint).collect(Collectors.toSet());
        Map<Boolean, List<ReviewFinding>> parts = result.findings().stream()
                .collect(Collectors.partitioningBy(finding -> known.contains(fingerprints.of(finding))));
        List<ReviewFinding> hidden = parts.getOrDefault(true, List.of());
        Set<String> met = new HashSet<>();
        hidden.forEach(finding -> met.add(fingerprints.of(finding)));
        result.suppressed().forEach(finding -> met.add(fingerprints.of(finding)));
        Set<String> idle = result.idle().stream().map(RuleInfo::id).collect(Collectors.toSet());
        List<Entry> stale = entries.stream()
                .filter(entry -> !met.contains(entry.fingerprint())
                        && !idle.contains(entry.rule())
                        && reviewed.test(entry.file()))
                .toList();
        return new Outcome(result.withFindings(parts.getOrDefault(false, List.of())), hidden, stale);
    }

    /** The file. */
    public String text() {
        StringWriter text = new StringWriter();
        line(text, json -> json.writeNumberProperty(FORMAT_KEY, FORMAT));
        for (Entry entry : entries) {
            line(text, json -> {
                json.writeStringProperty("file", entry.file());
                json.writeStringProperty("rule", entry.rule());
                if (entry.object() != null) {
                    json.writeStringProperty("object", entry.object());
                }
                json.writeStringProperty("fingerprint", entry.fingerprint());
            });
        }
        return text.toString();
    }

    private interface Members {
        void write(JsonGenerator json);
    }

    private static void line(StringWriter text, Members members) {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        }
        text.append('\n');
    }

    /**
     * Reads the file.
     *
     * @throws PgwrightException with the place of what is not understood
     */
    public static Baseline read(SourceFile file) {
        List<Entry> entries = new ArrayList<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), file.text())) {
            boolean first = true;
            while (json.nextToken() != null) {
                Position start = position(json);
                Map<String, String> members = members(json, file);
                if (first) {
                    format(members, file, start);
                } else {
                    entries.add(entry(members, file, start));
                }
                first = false;
            }
            if (first) {
                throw fault(file, new Position(1, 1), "the baseline is empty");
            }
        } catch (JacksonException e) {
            Position at = e.getLocation() == null
                    ? new Position(1, 1)
                    : new Position(
                            Math.max(1, e.getLocation().getLineNr()),
                            Math.max(1, e.getLocation().getColumnNr()));
            throw fault(file, at, "not valid JSON: " + e.getOriginalMessage());
        }
        return new Baseline(entries);
    }

    private static Map<String, String> members(JsonParser json, SourceFile file) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw fault(file, position(json), "a line of a baseline is a JSON object");
        }
        Map<String, String> members = new HashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value != JsonToken.VALUE_STRING && value != JsonToken.VALUE_NUMBER_INT) {
                throw fault(file, position(json), "the value of '" + name + "' must be a text");
            }
            members.put(name, json.getString());
        }
        return members;
    }

    private static void format(Map<String, String> members, SourceFile file, Position at) {
        String format = members.get(FORMAT_KEY);
        if (format == null) {
            throw fault(file, at, "this is no baseline of pgwright: its first line is not {\"" + FORMAT_KEY + "\":1}");
        }
        if (!format.equals(String.valueOf(FORMAT))) {
            throw fault(file, at, "the baseline has format " + format + ", and this pgwright reads format " + FORMAT);
        }
    }

    private static Entry entry(Map<String, String> members, SourceFile file, Position at) {
        for (String name : new TreeSet<>(Set.of("file", "rule", "fingerprint"))) {
            if (!members.containsKey(name)) {
                throw fault(file, at, "the entry has no '" + name + "'");
            }
        }
        return new Entry(
                members.getOrDefault("rule", ""),
                members.getOrDefault("file", ""),
                members.get("object"),
                members.getOrDefault("fingerprint", ""));
    }

    private static Position position(JsonParser json) {
        return new Position(
                json.currentTokenLocation().getLineNr(),
                json.currentTokenLocation().getColumnNr());
    }

    private static PgwrightException fault(SourceFile file, Position at, String message) {
        return new PgwrightException(
                ErrorCode.INPUT,
                Place.of(file.name(), at),
                message,
                "Write it anew with: pgwright review --write-baseline");
    }
}
