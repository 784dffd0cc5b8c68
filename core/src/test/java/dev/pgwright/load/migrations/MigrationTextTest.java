package dev.pgwright.load.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationTextTest {
    @TempDir
    Path folder;

    private final Problems problems = new Problems();

    private Optional<SourceFile> read(String text, Charset charset) throws IOException {
        Path file = folder.resolve("a.sql");
        Files.write(file, text.getBytes(charset));
        return MigrationText.read(file, problems);
    }

    private List<String> messages() {
        return problems.all().stream().map(problem -> problem.message()).toList();
    }

    @Test
    void aByteOrderMarkAndLineEndsOfWindowsChangeNoPlace() throws IOException {
        SourceFile file = read("\uFEFFSELECT 1;\r\n  SELECT 'é';\r\n", StandardCharsets.UTF_8)
                .orElseThrow();
        ParsedSql parsed = Sql.parse(file);
        assertThat(parsed.errors()).isEmpty();
        assertThat(parsed.statements())
                .extracting(statement -> file.position(statement.span().start()).toString())
                .containsExactly("1:1", "2:3");
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void latinOneIsAProblemWithTheOffsetOfTheByte() throws IOException {
        assertThat(read("-- caf\u00e9\nSELECT 1;", StandardCharsets.ISO_8859_1)).isEmpty();
        assertThat(messages()).containsExactly("not UTF-8: the byte 0xE9 at byte offset 6 cannot be");
    }

    @Test
    void theOffsetIsRightBehindTheFirstBuffer() throws IOException {
        assertThat(read("-- \u00e4\n".repeat(30_000), StandardCharsets.UTF_8)).isPresent();
        Path file = folder.resolve("b.sql");
        byte[] bytes = "-- \u00e4\n".repeat(30_000).getBytes(StandardCharsets.UTF_8);
        bytes[150_003] = (byte) 0xFF;
        Files.write(file, bytes);
        assertThat(MigrationText.read(file, problems)).isEmpty();
        assertThat(messages()).containsExactly("not UTF-8: the byte 0xFF at byte offset 150003 cannot be");
    }

    @Test
    void aCharacterThatIsCutOffAtTheEndIsAProblem() throws IOException {
        Path file = folder.resolve("b.sql");
        Files.write(file, new byte[] {'-', '-', (byte) 0xC3});
        assertThat(MigrationText.read(file, problems)).isEmpty();
        assertThat(messages()).containsExactly("not UTF-8: the byte 0xC3 at byte offset 2 cannot be");
    }

    @Test
    void utfSixteenIsNamed() throws IOException {
        assertThat(read("SELECT 1;", StandardCharsets.UTF_16)).isEmpty();
        assertThat(read("SELECT 1;", StandardCharsets.UTF_16LE)).isEmpty();
        assertThat(messages())
                .containsExactlyInAnyOrder(
                        "not UTF-8 but UTF-16, as the bytes 0xFE 0xFF at byte offset 0 show",
                        "not UTF-8 but UTF-16, as the bytes 0x53 0x00 at byte offset 0 show");
    }

    @Test
    void whatToDoIsSaidOfEachEncoding() throws IOException {
        assertThat(read("SELECT 1;", Charset.forName("UTF-32"))).isEmpty();
        assertThat(read("\uFEFFSELECT 1;", Charset.forName("UTF-32LE"))).isEmpty();
        assertThat(read("\uFEFFSELECT 1;", StandardCharsets.UTF_16BE)).isEmpty();
        assertThat(read("-- caf\u00e9", StandardCharsets.ISO_8859_1)).isEmpty();
        assertThat(read("SELECT 1;\0", StandardCharsets.UTF_8)).isEmpty();
        assertThat(problems.all().stream().map(problem -> problem.message() + " | " + problem.hint()))
                .containsExactlyInAnyOrder(
                        "not UTF-8 but UTF-32, as the bytes 0x00 0x00 at byte offset 0 show | Convert it to UTF-8, for"
                                + " example with: iconv -f UTF-32 -t UTF-8",
                        "not UTF-8 but UTF-32, as the bytes 0xFF 0xFE at byte offset 0 show | Convert it to UTF-8, for"
                                + " example with: iconv -f UTF-32 -t UTF-8",
                        "not UTF-8 but UTF-16, as the bytes 0xFE 0xFF at byte offset 0 show | Convert it to UTF-8, for"
                                + " example with: iconv -f UTF-16 -t UTF-8",
                        "not UTF-8: the byte 0xE9 at byte offset 6 cannot be | Convert it to UTF-8, for example with:"
                                + " iconv -f LATIN1 -t UTF-8",
                        "not a text: a byte 0 stands near byte offset 9 | Take it out of the folder if it is no SQL, else"
                                + " write it anew without that byte");
    }

    @Test
    void aLinkThatLeadsBackIsNotFollowed() throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        Files.createSymbolicLink(folder.resolve("sub/up"), folder);
        Migrations files = Migrations.in(folder).file("1.sql", "SELECT 1;").file("sub/2.sql", "SELECT 1;");
        MigrationHistory history = files.read();
        assertThat(history.migrations()).hasSize(2);
        assertThat(files.problems(history))
                .containsExactly(
                        "sub/up migration-unreadable: the link leads to a folder above it and is not followed");
    }

    @Test
    void aFolderAndAFileWithoutRightsAreNamed() throws IOException {
        Migrations files = Migrations.in(folder)
                .file("1.sql", "SELECT 1;")
                .file("no/2.sql", "SELECT 1;")
                .file("3.sql", "");
        Files.setPosixFilePermissions(folder.resolve("no"), Set.of());
        Files.setPosixFilePermissions(folder.resolve("3.sql"), Set.of());
        try {
            // root reads everything
            assumeFalse(Files.isReadable(folder.resolve("no")));
            assertThat(files.problems(files.read()))
                    .containsExactly(
                            "3.sql migration-unreadable: it cannot be read: permission denied",
                            "no migration-unreadable: it cannot be read: permission denied");
        } finally {
            Files.setPosixFilePermissions(folder.resolve("no"), PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void whatTheSystemSaysIsShownWithoutTheNameOfTheFile() {
        assertThat(Problems.unreadable(new AccessDeniedException("a.sql")))
                .isEqualTo("it cannot be read: permission denied");
        assertThat(Problems.unreadable(new FileSystemException("a.sql", null, "Too many levels of symbolic links")))
                .isEqualTo("it cannot be read: Too many levels of symbolic links");
        assertThat(Problems.unreadable(new FileSystemException("a.sql"))).isEqualTo("it cannot be read");
        assertThat(Problems.unreadable(new IOException("Is a directory")))
                .isEqualTo("it cannot be read: Is a directory");
    }

    @Test
    void aLineOfFiftyMebibytesIsRead() throws IOException {
        Path file = folder.resolve("line.sql");
        Files.writeString(
                file, "INSERT INTO t VALUES (1, 'a')" + ",(2, 'bcdefghijklm')".repeat(2_750_000) + "; SELECT 1;");
        assertThat(Files.size(file)).isGreaterThan(50L << 20);
        SourceFile source = MigrationText.read(file, problems).orElseThrow();
        assertThat(places(source)).containsExactly("1:1", "1:55000032");
    }

    @Test
    void aByteZeroIsNoText() throws IOException {
        assertThat(read("SELECT 1;\0", StandardCharsets.UTF_8)).isEmpty();
        assertThat(messages()).containsExactly("not a text: a byte 0 stands near byte offset 9");
    }

    @Test
    void anEmptyFileIsATextAndAMigrationThatDoesNothing() throws IOException {
        assertThat(read("", StandardCharsets.UTF_8)).isPresent();
        Migrations files = Migrations.in(folder).file("b.sql", "  \n").file("c.sql", "SELECT 1;");
        assertThat(files.problems(files.read()))
                .containsExactly(
                        "a.sql:1:1 empty-migration: it does nothing", "b.sql:1:1 empty-migration: it does nothing");
    }

    @Test
    void ofALargeDumpTheRowsAreDroppedAndTheLinesStay() throws IOException {
        Path file = folder.resolve("dump.sql");
        String dump = """
                CREATE TABLE t (a text);
                COPY public.t (a) FROM stdin;
                %s\\.
                CREATE INDEX i ON t (a);
                COPY u FROM stdin;
                \\.
                SELECT 1;
                """.formatted("a row; with 'quotes\n\\N\n\\.x\n".repeat(1_000));
        Files.writeString(file, dump);
        SourceFile whole = MigrationText.read(file, problems).orElseThrow();
        SourceFile dropped = MigrationText.read(file, problems, 1, 10_000).orElseThrow();
        assertThat(dropped.text()).hasSizeLessThan(4_000);
        assertThat(dropped.lines().lineCount()).isEqualTo(whole.lines().lineCount());
        assertThat(places(dropped)).isEqualTo(places(whole)).hasSize(5);
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void rowsEndAlsoWithLineEndsOfWindows() throws IOException {
        Path file = folder.resolve("dump.sql");
        Files.writeString(file, "COPY t (a) FROM stdin;\r\n1\r\n2\r\n\\.\r\nSELECT 1;\r\n");
        SourceFile dropped = MigrationText.read(file, problems, 1, 10_000).orElseThrow();
        assertThat(places(dropped)).containsExactly("1:1", "5:1");
    }

    @Test
    void moreThanTheLimitIsNotReadAndSaysSo() throws IOException {
        Path file = folder.resolve("dump.sql");
        Files.writeString(file, "SELECT 1;\n".repeat(300_000));
        assertThat(MigrationText.read(file, problems, 1, 2 << 20)).isEmpty();
        assertThat(messages())
                .containsExactly("it holds more than 2 MiB of SQL besides rows of COPY and INSERT and is not read");
    }

    @Test
    void aFileWithRowsLeftOutIsNotWholeAndAnotherIs() throws IOException {
        Path file = folder.resolve("dump.sql");
        Files.writeString(file, "COPY t (a) FROM stdin;\n\\.\nSELECT 1;\n");
        assertThat(MigrationText.read(file, problems, 1, 10_000).orElseThrow().isWhole())
                .isTrue();
        Files.writeString(file, "COPY t (a) FROM stdin;\n1\n\\.\nSELECT 1;\n");
        assertThat(MigrationText.read(file, problems).orElseThrow().isWhole()).isTrue();
        assertThat(MigrationText.read(file, problems, 1, 10_000).orElseThrow().isWhole())
                .isFalse();
        Files.writeString(file, "COPY t (a) FROM stdin;\nlonger than the end\n\\.\nSELECT 1;\n");
        assertThat(MigrationText.read(file, problems, 1, 10_000).orElseThrow().isWhole())
                .isFalse();
    }

    private static List<String> places(SourceFile file) {
        ParsedSql parsed = Sql.parse(file);
        assertThat(parsed.errors()).isEmpty();
        return parsed.statements().stream()
                .map(statement -> file.position(statement.span().start()).toString())
                .toList();
    }
}
