package dev.pgwright.load.folded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.CatalogComparison;
import dev.pgwright.catalog.print.DdlWriter;
import dev.pgwright.load.live.CatalogGenerator;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Public schemas and histories are folded and run on a server, which then know the same. Compared are all names, kinds,
 * columns, types, keys, references, and whether there are expressions; what the fold says that it does not follow is left
 * out. Corpora that are not there are skipped.
 */
@Tag("laws")
class FoldCorporaTest {
    /** Kinds of which the fold keeps only that it does not follow them. */
    private static final List<String> NOT_FOLLOWED =
            List.of("privileges on ", "owner of ", "collation ", "text search ", "default privileges ");

    private static Path corpus(String name) {
        Path path = Path.of(System.getProperty("pgwright.corpora", "")).resolve(name);
        Assumptions.assumeTrue(Files.exists(path), () -> "skipped: there is no " + path);
        return path;
    }

    private static String text(Path path) {
        try {
            return SourceFile.read(path).text();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> followed(List<String> differences) {
        return differences.stream()
                .filter(difference -> NOT_FOLLOWED.stream().noneMatch(difference::startsWith))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "18, pagila/pagila-schema.2024-pg15.sql",
        "15, pagila/pagila-schema.2024-pg15.sql",
        "18, adventureworks/schema.sql"
    })
    void schemasAreFoldedAsTheServerReadsThem(int version, String file) throws SQLException {
        agree(version, file);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"18, musicbrainz/schema.sql", "14, musicbrainz/schema.sql", "14, adventureworks/schema.sql"})
    void soAreTheyInOtherVersionsAndLargeOnes(int version, String file) throws SQLException {
        agree(version, file);
    }

    private static void agree(int version, String file) throws SQLException {
        Agreement.Result result = Agreement.of(version, text(corpus("schemas/" + file)));
        assertThat(result.disagreements()).isEmpty();
        assertThat(followed(result.structuralDifferences())).isEmpty();
    }

    @Test
    void concoursesHistoryIsFoldedAsTheServerReadsIt() throws SQLException, IOException {
        List<Path> files = files(corpus("migrations/concourse"), ".up.sql");
        assertThat(files).hasSize(149);
        Agreement.Result result = Agreement.of(18, joined(files));
        assertThat(result.disagreements()).isEmpty();
        assertThat(followed(result.structuralDifferences())).isEmpty();
        // three blocks of dynamic SQL over rows
        assertThat(result.faults()).hasSize(3).allMatch(fault -> fault.startsWith("not followed: "));
    }

    @Test
    void graphNodesHistoryIsFoldedAsTheServerReadsIt() throws SQLException, IOException {
        List<Path> files = files(corpus("migrations/graph-node"), "up.sql");
        assertThat(files).hasSize(125);
        Agreement.Result result = Agreement.of(18, joined(files));
        assertThat(result.disagreements()).allMatch(text -> text.contains("LOCK TABLE can only be used"));
        // what remove_public_deployments() does when it is called stands in its body alone
        assertThat(followed(result.structuralDifferences()))
                .containsExactlyInAnyOrder(
                        "table public.unneeded_event_ids: missing",
                        "sequence public.entity_history_id_seq: not expected",
                        "table public.entities: not expected",
                        "table public.entity_history: not expected",
                        "view public.entity_history_with_source: not expected");
        assertThat(result.faults()).allMatch(fault -> fault.startsWith("not followed: "));
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.getFileName().toString().endsWith(end)
                            && !path.getFileName().toString().endsWith("down.sql"))
                    .sorted(Comparator.comparing(
                            path -> folder.relativize(path).toString().replace("-", "")))
                    .toList();
        }
    }

    private static String joined(List<Path> files) {
        StringBuilder text = new StringBuilder();
        files.forEach(file -> text.append(text(file)).append("\n;\n"));
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void generatedSchemasAreFoldedToWhatTheyWereWrittenFrom(long seed) {
        Catalog catalog = CatalogGenerator.generate(seed);
        SchemaFold fold = SchemaFold.empty(18);
        List<FoldFault> faults = apply(fold, DdlWriter.write(catalog));
        assertThat(faults.stream().filter(FoldFault::refused)).isEmpty();
        assertThat(followed(CatalogComparison.structuralDifferences(catalog, fold.catalog())))
                .isEmpty();
        assertThat(followed(CatalogComparison.structuralDifferences(
                        catalog, SchemaFold.from(catalog, 18).catalog())))
                .isEmpty();
    }

    @Test
    void nothingOfTheCasesBreaksIt() throws IOException {
        int statements = 0;
        for (Path file : files(corpus("cases"), ".jsonl")) {
            SchemaFold unknown = SchemaFold.unknown(18);
            for (String text : Strings.ofJson(text(file))) {
                SchemaFold fold = SchemaFold.empty(18);
                statements += applyAll(fold, text);
                fold.catalog();
                applyAll(unknown, text);
            }
            unknown.catalog();
        }
        assertThat(statements).isGreaterThan(1000);
    }

    @Test
    void whatIsCutOffDoesNotBreakIt() {
        String text = text(corpus("schemas/pagila/pagila-schema.sql"));
        for (int cut = 1; cut < 40; cut++) {
            SchemaFold fold = SchemaFold.empty(18);
            applyAll(fold, text.substring(0, text.length() * cut / 40));
            fold.catalog();
            SchemaFold rest = SchemaFold.unknown(18);
            applyAll(rest, text.substring(text.length() * cut / 40));
            rest.catalog();
        }
    }

    private static int applyAll(SchemaFold fold, String text) {
        ParsedSql parsed = Sql.parse(SourceFile.of("case.sql", text));
        for (Statement statement : parsed.statements()) {
            fold.apply(statement, parsed.source().text());
        }
        return parsed.statements().size();
    }

    private static List<FoldFault> apply(SchemaFold fold, String text) {
        ParsedSql parsed = Sql.parse(SourceFile.of("generated.sql", text));
        assertThat(parsed.errors()).isEmpty();
        List<FoldFault> faults = new ArrayList<>();
        for (Statement statement : parsed.statements()) {
            faults.addAll(fold.apply(statement, parsed.source().text()));
        }
        return faults;
    }

    /** The string values in a file of JSON lines: SQL and what is none. */
    private static final class Strings {
        static List<String> ofJson(String text) {
            List<String> strings = new ArrayList<>();
            StringBuilder current = null;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (current == null) {
                    current = c == '"' ? new StringBuilder() : null;
                } else if (c == '"') {
                    if (current.length() > 10) {
                        strings.add(current.toString());
                    }
                    current = null;
                } else if (c == '\\') {
                    char escaped = text.charAt(++i);
                    if (escaped == 'u') {
                        current.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                        i += 4;
                    } else {
                        current.append(escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped);
                    }
                } else {
                    current.append(c);
                }
            }
            return strings;
        }
    }
}
