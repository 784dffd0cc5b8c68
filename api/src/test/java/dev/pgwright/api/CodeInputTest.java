package dev.pgwright.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.code.CodeFile;
import dev.pgwright.code.CodeReader;
import dev.pgwright.load.git.GitChanges;
import dev.pgwright.review.ReviewFinding;
import dev.pgwright.review.config.CustomRules;
import dev.pgwright.server.PostgresVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Application code among what a review is given: what is read of it, what a baseline hides, what a change touches. */
class CodeInputTest {
    private static final String STAR = "import psycopg\ncursor.execute('select * from pets')\n";

    @TempDir
    private Path folder = Path.of("");

    private final RecordedProgress recorded = new RecordedProgress();

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private List<String> read() {
        return CodeInput.read(List.of(folder), file -> true, recorded).stream()
                .map(CodeFile::source)
                .map(source ->
                        folder.relativize(Path.of(source.name())).toString().replace('\\', '/'))
                .toList();
    }

    @Test
    void callsInLoopsAreReadOfFilesThatSendNothingThemselves() throws IOException {
        write(
                "shop/pets.py",
                "import psycopg\nclass Pets:\n  def get(self, id):\n    cursor.execute('select a from pets where id = %s', [id])\n");
        write("shop/service.py", "def f(pets: Pets, ids):\n  return [pets.get(i) for i in ids]\n");
        write("shop/other.py", "def f(dogs: Dogs, ids):\n  return [dogs.get(i) for i in ids]\n");
        List<CodeFile> files = CodeInput.read(List.of(folder), file -> true, recorded);
        assertThat(files)
                .filteredOn(file -> !file.calls().looped().isEmpty())
                .singleElement()
                .satisfies(file -> {
                    assertThat(file.source().name()).endsWith("service.py");
                    assertThat(file.statements()).isEmpty();
                });
    }

    @Test
    void whatOthersWroteAndWhatTestsIsLeftOutAndTestsAreCounted() throws IOException {
        write("shop/pets.py", STAR);
        write("web/pets.ts", "pool.query('select 1')");
        write("web/node_modules/pg/index.js", "client.query('select 1')");
        write("vendor/lib/pets.go", "package lib");
        write(".venv/lib/pets.py", STAR);
        write("shop/__pycache__/pets.py", STAR);
        write("build/Pets.java", "class Pets {}");
        write("web/types.d.ts", "export {}");
        write("tests/unit/pets.py", STAR);
        write("shop/test_pets.py", STAR);
        write("shop/conftest.py", STAR);
        write("web/pets.spec.ts", "pool.query('select 1')");
        write("cmd/pets_test.go", "package cmd");
        write("src/PetsTest.kt", "class PetsTest");
        assertThat(read()).containsExactly("shop/pets.py", "web/pets.ts");
        assertThat(recorded.notes)
                .containsExactly(
                        "application code that was not read: 5 files of tests, 1 generated files, 1 in folders named tests");
    }

    @Test
    void fileThatIsNamedIsReadWhereverItLies() throws IOException {
        Path file = write("tests/node_modules/pets.py", STAR);
        assertThat(CodeInput.read(List.of(file), one -> true, recorded)).hasSize(1);
        assertThat(recorded.notes).isEmpty();
    }

    @Test
    void whatIsTooLargeOrNoTextIsNotReadAndThatIsSaid() throws IOException {
        write("large.py", STAR + "#".repeat(CodeReader.LARGEST));
        Files.write(folder.resolve("latin.py"), (STAR + "# \u00E9").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(read()).isEmpty();
        assertThat(recorded.notes)
                .hasSize(2)
                .anyMatch(note -> note.endsWith("large.py: larger than what people write; it was not read"))
                .anyMatch(note -> note.endsWith("latin.py: not UTF-8; it was not read"));
    }

    @Test
    void baselineHidesWhatWasKnownInCode() throws IOException {
        write("db/V1__pets.sql", "create table pets (id bigint primary key);\n");
        Path code = write("shop/pets.py", STAR);
        Path baseline = folder.resolve("baseline.json");
        OutputFile.replace(baseline, review(null).baseline().text());
        assertThat(rules(review(baseline))).isEmpty();
        Files.writeString(code, "# one more line\n" + STAR + "cursor.execute('delete from pets')\n");
        assertThat(rules(review(baseline))).containsExactly("dml-without-where");
    }

    @Test
    void onlyWhatAChangeTouchesIsRead() throws IOException, InterruptedException {
        folder = folder.toRealPath();
        git("init", "--quiet", "--initial-branch=main");
        write("shop/old.py", STAR);
        Path changed = write("shop/changed.py", STAR);
        git("add", "--all");
        git("commit", "--quiet", "--message", "first");
        Files.writeString(changed, STAR + STAR);
        write("shop/new.py", STAR);
        GitChanges changes = GitChanges.since(folder, "HEAD", List.of(folder));
        assertThat(CodeInput.read(List.of(folder), changes::touches, recorded))
                .extracting(file -> String.valueOf(Path.of(file.source().name()).getFileName()))
                .containsExactly("changed.py", "new.py");
    }

    @Test
    void entitiesOfFilesThatAChangeDoesNotTouchAreKnownToThoseThatLoadThem() throws IOException {
        write("shop/Order.java", "@Entity class Order { @OneToMany List<Item> items; }");
        write("shop/Prices.java", "class Prices { void f() { s.executeQuery(\"select * from pets\"); } }");
        Path changed = write("shop/Bills.kt", "fun f() { for (o in orderRepository.findAll()) { o.items.size } }");
        List<CodeFile> files = CodeInput.read(List.of(folder), changed::equals, recorded);
        assertThat(files)
                .filteredOn(CodeFile::reviewed)
                .hasSize(1)
                .allMatch(file -> file.lazy().accesses().size() == 1);
        assertThat(files)
                .filteredOn(file -> !file.reviewed())
                .allMatch(file -> file.statements().isEmpty())
                .flatExtracting(file -> file.lazy().associations())
                .hasSize(1);
    }

    @Test
    void entitiesAreNotReadForAChangeThatLoadsNothing() throws IOException {
        write("shop/Order.java", "@Entity class Order { @OneToMany List<Item> items; }");
        Path changed = write("shop/pets.py", STAR);
        assertThat(CodeInput.read(List.of(folder), changed::equals, recorded)).hasSize(1);
    }

    private static List<String> rules(ReviewMigrations.Result result) {
        return result.outcome().result().findings().stream()
                .filter(finding -> finding.source().name().endsWith(".py"))
                .map(ReviewFinding::rule)
                .map(rule -> rule.id())
                .toList();
    }

    private ReviewMigrations.Result review(@Nullable Path baseline) {
        ReviewMigrations.Request request = new ReviewMigrations.Request(
                List.of(folder.resolve("db"), folder.resolve("shop")),
                null,
                PostgresVersion.DEFAULT,
                Map.of(),
                List.of(),
                null,
                null,
                List.of(),
                null,
                baseline,
                CustomRules.NONE,
                Map.of());
        return ReviewMigrations.run(request, Progress.silent());
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "git", "-c", "user.name=Test", "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
