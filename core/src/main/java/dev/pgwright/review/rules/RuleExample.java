package dev.pgwright.review.rules;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.code.CodeFile;
import dev.pgwright.code.CodeLanguage;
import dev.pgwright.code.CodeReader;
import dev.pgwright.finding.Evidence;
import dev.pgwright.finding.Finding;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.FoldedSource;
import dev.pgwright.load.migrations.Framework;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.load.migrations.Script;
import dev.pgwright.load.migrations.TransactionMode;
import dev.pgwright.review.ReviewOptions;
import dev.pgwright.review.RuleSettings;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.workload.DatabaseFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An example of a rule: a SQL file with directives in comments, one a line, or a source file of an application, whose
 * comments begin as its language has it.
 *
 * <pre>
 * -- @before                     what follows has been applied long ago
 * -- @migration NAME [MODE]      what follows is a migration under review; MODE: transaction, statement (default), simple-query
 * -- @down                       what follows takes the migration before it back
 * -- @finds [TEXT]               the rule finds something on the next line, and the message contains the text
 * -- @fails SQLSTATE             PostgreSQL refuses the next statement with that state
 * -- @version MAJOR              the target version; 18 unless given
 * -- @table NAME ROWS BYTES [READS/S WRITES/S [OWNER]]    -- @index NAME TABLE BYTES SCANS [SECONDS SINCE THE LAST]
 * -- @use TABLE SEQ-SCANS SEQ-ROWS INDEX-SCANS INSERTED UPDATED DELETED HOT-UPDATED [VISIBLE [INDEX-BYTES]]
 * -- @column TABLE NAME NULLS DISTINCT [CORRELATION [WIDTH [VALUE=PART ...]]]
 * -- @says TEXT                the rule finds something that has no place, as it is the server's
 * -- @password-encryption NAME   -- @md5 ROLE   -- @superuser ROLE
 * -- @hba LINE TYPE DATABASES USERS ADDRESS METHOD
 * -- @role NAME [GROUP,...]      who runs the migrations    -- @managed TABLE EXTENSION KIND
 * -- @holder SECONDS snapshot|none TABLE[:w|:m],... DESCRIPTION
 * -- @unfixed REASON           of a rule that has fixes: there is no safe form of this one
 * -- @standby NAME               -- @query NAME: SQL           -- @limit PARAMETER VALUE
 * -- @words PARAMETER WORD, WORD
 * -- @calls PER-SECOND           of the query before
 * -- @counts CALLS TOTAL-MS DEVIATION-MS ROWS BLOCKS SPILLED-BLOCKS SHARE   of the query before
 * -- @drifted                    what stands behind @before was done to the database by no migration
 * -- dbml: TEXT                  a line of schema.dbml       -- markdown: TEXT   a line of ARCHITECTURE.md
 * -- @counted DAYS   -- @time INSTANT   -- @off SETTING   -- @outdated EXTENSION INSTALLED OFFERED
 * </pre>
 *
 * <p>A file without sections is one migration.
 *
 * @param name of the file, such as {@code bad-1.sql}
 * @param text as it stands in the file
 * @param unfixed why there is no fix of it though its rule has fixes; null where there is one
 * @param code the file, if it is one of an application
 * @param applied what the migrations that a database has had make; null where that is not known
 * @param documents that describe the schema
 * @param expected lines of {@code text}, from 1, on which the rule finds something, in order
 */
public record RuleExample(
        String name,
        String text,
        int version,
        MigrationHistory history,
        List<CodeFile> code,
        @Nullable Catalog applied,
        List<SourceFile> documents,
        List<Expected> expected,
        List<Refused> refused,
        DatabaseFacts facts,
        List<Limit> limits,
        Map<String, List<String>> words,
        @Nullable String unfixed) {
    /** The name of the file with what has been run before, about which no findings are wanted. */
    public static final String BEFORE = "before.sql";

    public RuleExample {
        code = List.copyOf(code);
        documents = List.copyOf(documents);
        expected = List.copyOf(expected);
        refused = List.copyOf(refused);
        limits = List.copyOf(limits);
        words = Map.copyOf(words);
    }

    /** A finding that must be there: its line, from 1, and a part of its message. */
    public record Expected(int line, String text) {}

    /** A statement that PostgreSQL refuses: the line it starts on, from 1, and the SQLSTATE. */
    public record Refused(int line, String state) {}

    /** A limit that the example sets. */
    public record Limit(String parameter, long value) {}

    /** The settings of the rule that the example is run with. */
    public RuleSettings settings() {
        Map<String, Long> values = limits.stream().collect(Collectors.toMap(Limit::parameter, Limit::value));
        return new RuleSettings(true, null, values, words);
    }

    /** What the example says is known, for a review of it. */
    public ReviewOptions options() {
        return ReviewOptions.forVersion(version)
                .withFacts(facts)
                .withApplied(applied)
                .withDocuments(documents);
    }

    /**
     * Reads an example.
     *
     * @throws IllegalArgumentException when a directive is not understood: a defect of the example
     */
    public static RuleExample parse(String name, String text) {
        return new Reading(name, text).read();
    }

    /** What begins a directive in a file of a name. */
    public static String mark(String name) {
        return CodeLanguage.of(name).map(CodeLanguage::comment).orElse("--") + " @";
    }

    /** Collects while reading. */
    private static final class Reading {
        /** The file itself, unless it is divided. */
        private static final String WHOLE = "whole";

        private final String name;
        private final String text;
        private final String[] lines;
        private final String mark;
        private final List<Section> sections = new ArrayList<>();
        private final List<Expected> expected = new ArrayList<>();
        private final List<Refused> refused = new ArrayList<>();
        private final List<Limit> limits = new ArrayList<>();
        private final Map<String, List<String>> wordLists = new TreeMap<>();
        private final ExampleFacts facts = new ExampleFacts();
        private int version = 18;
        private @Nullable String unfixed;
        private boolean drifted;

        private record Section(String kind, String title, TransactionMode mode, int start, int end) {
            Section until(int offset) {
                return new Section(kind, title, mode, start, offset);
            }
        }

        Reading(String name, String text) {
            this.name = name;
            this.text = text;
            this.lines = text.split("\n", -1);
            this.mark = mark(name);
        }

        RuleExample read() {
            int offset = 0;
            int number = 0;
            sections.add(new Section(WHOLE, "1", TransactionMode.STATEMENT, 0, text.length()));
            for (String line : lines) {
                number++;
                if (line.startsWith(mark)) {
                    directive(line.substring(mark.length()).strip(), number, offset);
                }
                offset += line.length() + 1;
            }
            return new RuleExample(
                    name,
                    text,
                    version,
                    history(),
                    code(),
                    drifted ? applied() : null,
                    documents(),
                    expected,
                    refused,
                    facts.facts(),
                    limits,
                    wordLists,
                    unfixed);
        }

        private void directive(String directive, int line, int offset) {
            String[] words = directive.split("\\s+");
            String rest = directive.substring(words[0].length()).strip();
            switch (words[0]) {
                case "before", "down" -> section(new Section(words[0], words[0], TransactionMode.STATEMENT, offset, 0));
                case "migration" ->
                    section(new Section(
                            "migration",
                            words.length > 1 ? words[1] : "1",
                            words.length > 2 ? mode(words[2]) : TransactionMode.STATEMENT,
                            offset,
                            0));
                case "says" -> expected.add(new Expected(1, rest));
                case "finds" -> expected.add(new Expected(marked(line), rest));
                case "fails" -> refused.add(new Refused(marked(line), rest));
                case "version" -> version = Integer.parseInt(rest);
                case "unfixed" -> unfixed = rest;
                case "drifted" -> drifted = true;
                case "limit" -> limits.add(new Limit(words[1], Long.parseLong(words[2])));
                case "words" ->
                    wordLists.put(
                            words[1],
                            List.of(rest.substring(words[1].length()).strip().split(",\\s+")));
                default -> {
                    if (!facts.takes(words, rest)) {
                        throw new IllegalArgumentException(name + ":" + line + ": unknown directive @" + words[0]);
                    }
                }
            }
        }

        /** The line that a directive is about: the next one that is no directive itself. */
        private int marked(int line) {
            int next = line;
            while (lines[next].startsWith(mark)) {
                next++;
            }
            return next + 1;
        }

        private static TransactionMode mode(String word) {
            return switch (word) {
                case "transaction" -> TransactionMode.SCRIPT;
                case "statement" -> TransactionMode.STATEMENT;
                case "simple-query" -> TransactionMode.SIMPLE_QUERY;
                default -> throw new IllegalArgumentException("unknown transaction mode " + word);
            };
        }

        private void section(Section section) {
            Section last = sections.remove(sections.size() - 1);
            // what stands before the first section is directives and remarks
            if (!last.kind().equals(WHOLE)) {
                sections.add(last.until(section.start()));
            }
            sections.add(section.until(text.length()));
        }

        private List<CodeFile> code() {
            return CodeLanguage.of(name)
                    .map(language -> List.of(CodeReader.read(SourceFile.of(name, text), language)))
                    .orElse(List.of());
        }

        private Catalog applied() {
            return FoldedSource.load(
                    sections.stream()
                            .filter(section -> section.kind().equals("before"))
                            .map(section -> script(section).sql())
                            .toList(),
                    version);
        }

        /** Their lines are those of the example. */
        private List<SourceFile> documents() {
            return Map.of("-- dbml: ", "schema.dbml", "-- markdown: ", "ARCHITECTURE.md").entrySet().stream()
                    .filter(document -> text.contains(document.getKey()))
                    .map(document -> SourceFile.of(document.getValue(), lines(document.getKey())))
                    .toList();
        }

        private String lines(String prefix) {
            return Arrays.stream(lines)
                    .map(line -> line.startsWith(prefix) ? line.substring(prefix.length()) : "")
                    .collect(Collectors.joining("\n"));
        }

        private MigrationHistory history() {
            if (CodeLanguage.of(name).isPresent()) {
                return MigrationHistory.of(Framework.PLAIN, List.of(), List.of());
            }
            List<Migration> migrations = new ArrayList<>();
            for (int i = 0; i < sections.size(); i++) {
                Section section = sections.get(i);
                if (section.kind().equals("down")) {
                    continue;
                }
                @Nullable Section down =
                        i + 1 < sections.size() && sections.get(i + 1).kind().equals("down")
                                ? sections.get(i + 1)
                                : null;
                migrations.add(new Migration(
                        Framework.PLAIN,
                        section.title(),
                        section.title(),
                        Migration.Kind.VERSIONED,
                        script(section),
                        down == null ? null : script(down)));
            }
            return MigrationHistory.of(Framework.PLAIN, migrations, duplicates(migrations));
        }

        /** What the readers of folders say when a version is given twice. */
        private List<Finding> duplicates(List<Migration> migrations) {
            List<Finding> found = new ArrayList<>();
            for (int i = 0; i < migrations.size(); i++) {
                Migration migration = migrations.get(i);
                if (migrations.subList(0, i).stream()
                        .anyMatch(before -> before.version().equals(migration.version()))) {
                    Script up = migration.up();
                    found.add(new Finding(
                            "duplicate-migration-version",
                            Severity.ERROR,
                            up.source()
                                    .place(text.indexOf(
                                                    '\n',
                                                    up.pieces().get(0).source().start())
                                            + 1),
                            "the version " + migration.version() + " is given twice",
                            "Give one of them a version of its own",
                            Evidence.DERIVED));
                }
            }
            return found;
        }

        private Script script(Section section) {
            SourceFile source = SourceFile.of(section.kind().equals("before") ? BEFORE : name, text);
            String blanked = IntStream.range(0, text.length())
                    .collect(
                            StringBuilder::new,
                            (kept, i) -> kept.append(
                                    (i >= section.start() && i < section.end()) || text.charAt(i) == '\n'
                                            ? text.charAt(i)
                                            : ' '),
                            StringBuilder::append)
                    .toString();
            Span span = new Span(section.start(), section.end());
            return new Script(
                    source,
                    SourceFile.of(source.name(), blanked),
                    List.of(new Script.Piece(span, span)),
                    List.of(),
                    section.mode(),
                    "the example says so: " + section.mode().name().toLowerCase(Locale.ROOT));
        }
    }
}
