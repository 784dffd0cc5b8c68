package dev.pgwright.sql.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.SqlFiles;
import dev.pgwright.sql.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Splitting and compiling must not have changed what the parser says: trees, messages, cursors. */
class OriginalParserComparisonTest {
    @TempDir
    Path folder;

    @Test
    void agreesWithTheOriginalOnOurOwnStatements() throws Exception {
        List<String> texts = new ArrayList<>();
        Random random = new Random(18);
        for (String name : SqlFiles.ALL) {
            add(texts, SqlFiles.read(name), 6, random);
        }
        compare(texts, 1_000);
    }

    @Test
    @Tag("slow")
    @Tag("corpora")
    void agreesWithTheOriginalOnTheCorpora() throws Exception {
        Path corpora = Path.of(System.getProperty("pgwright.corpora", ""));
        assumeTrue(Files.isDirectory(corpora), "skipped: there are no corpora at " + corpora);
        List<String> texts = new ArrayList<>();
        Random random = new Random(18);
        for (Path file : sqlFiles(corpora)) {
            add(texts, SourceFile.of(file.toString(), Files.readString(file)), 6, random);
        }
        compare(texts, 50_000);
    }

    /** The whole file, each statement alone, and each statement cut off at several places. */
    private static void add(List<String> texts, SourceFile source, int cuts, Random random) {
        texts.add(source.text());
        for (Statement statement : Sql.parse(source).statements()) {
            String sql = statement.span().of(source.text());
            texts.add(sql);
            for (int i = 0; i < cuts; i++) {
                int end = random.nextInt(sql.length());
                texts.add(sql.substring(0, end > 0 && Character.isHighSurrogate(sql.charAt(end - 1)) ? end - 1 : end));
            }
        }
    }

    private void compare(List<String> all, int atLeast) throws IOException, InterruptedException {
        List<String> texts = all.stream().filter(text -> text.indexOf('\0') < 0).toList();
        assertThat(texts).hasSizeGreaterThan(atLeast);
        OriginalParser.Answers original = OriginalParser.ask(texts, folder);
        OriginalParser.Answers ours = OriginalParser.askOurs(texts);
        List<String> different = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            if (!original.hashes().get(i).equals(ours.hashes().get(i))) {
                different.add(texts.get(i));
            }
        }
        assertThat(different).isEmpty();
    }

    private static List<Path> sqlFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }
}
