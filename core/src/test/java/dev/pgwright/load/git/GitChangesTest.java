package dev.pgwright.load.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.git.ChangedLines.Range;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitChangesTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void makeRepository() throws Exception {
        folder = folder.toRealPath();
        git("init", "--quiet", "--initial-branch=main");
        write("db/1.sql", "select 1;\nselect 2;\nselect 3;\n");
        write("db/2.sql", "select 1;\n");
        write("README", "text\n");
        commit("first");
    }

    private void git(String... arguments) throws Exception {
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

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void commit(String message) throws Exception {
        git("add", "--all");
        git("commit", "--quiet", "--message", message);
    }

    private GitChanges since(String revision, String... paths) {
        return GitChanges.since(
                folder, revision, List.of(paths).stream().map(Path::of).toList());
    }

    private List<String> names(GitChanges changes) {
        return changes.files().keySet().stream()
                .map(file -> folder.relativize(file).toString())
                .toList();
    }

    @Test
    void findsCommittedStagedUnstagedAndUntrackedFiles() throws Exception {
        git("switch", "--quiet", "--create", "feature");
        write("db/3.sql", "select 3;\n");
        commit("third");
        write("db/4.sql", "select 4;\n");
        git("add", "db/4.sql");
        write("db/1.sql", "select 1;\nselect 2;\nselect 4;\n");
        write("db/5.sql", "select 5;\n");
        GitChanges changes = since("main");
        assertThat(names(changes)).containsExactly("db/1.sql", "db/3.sql", "db/4.sql", "db/5.sql");
        assertThat(changes.touches(folder.resolve("db/5.sql"), 1, 1)).isTrue();
        assertThat(changes.touches(folder.resolve("db/3.sql"), 1, 1)).isTrue();
        assertThat(changes.touches(folder.resolve("db/../db/1.sql"))).isTrue();
        assertThat(changes.touches(folder.resolve("db/1.sql"), 1, 2)).isFalse();
        assertThat(changes.touches(folder.resolve("db/1.sql"), 2, 3)).isTrue();
        assertThat(changes.touches(folder.resolve("db/2.sql"))).isFalse();
        assertThat(changes.touches(folder.resolve("db/none.sql"), 1, 9)).isFalse();
    }

    @Test
    void lookAtTheGivenPathsAlone() throws Exception {
        write("README", "other\n");
        write("db/2.sql", "select 2;\n");
        write("new/1.sql", "select 2;\n");
        assertThat(names(since("HEAD", "db"))).containsExactly("db/2.sql");
        assertThat(names(since("HEAD", "new", "README"))).containsExactly("README", "new/1.sql");
    }

    @Test
    void pathsAndTheRootAreThoseOfTheRepositoryFromAFolderInside() throws Exception {
        write("db/2.sql", "select 2;\n");
        write("README", "other\n");
        write("other/9.sql", "");
        GitChanges inside = GitChanges.since(folder.resolve("db"), "HEAD", List.of(Path.of("2.sql")));
        assertThat(names(inside)).containsExactly("db/2.sql");
        assertThat(inside.root()).isEqualTo(folder);
        assertThat(names(GitChanges.since(folder.resolve("db"), "HEAD", List.of())))
                .containsExactly("README", "db/2.sql", "other/9.sql");
    }

    @Test
    void leavesOutWhatTheOtherBranchDidSinceTheFork() throws Exception {
        git("switch", "--quiet", "--create", "feature");
        write("db/3.sql", "select 3;\n");
        commit("third");
        git("switch", "--quiet", "main");
        write("db/2.sql", "select 'theirs';\n");
        commit("theirs");
        git("switch", "--quiet", "feature");
        assertThat(names(since("main"))).containsExactly("db/3.sql");
        assertThat(names(since("main...feature"))).containsExactly("db/3.sql");
        assertThat(names(since("main..feature"))).containsExactly("db/2.sql", "db/3.sql");
    }

    @Test
    void rangesOfCommitsDoNotSeeTheWorkingTree() throws Exception {
        write("db/2.sql", "select 2;\n");
        commit("second");
        write("db/7.sql", "select 2;\n");
        assertThat(names(since("HEAD~1..HEAD"))).containsExactly("db/2.sql");
        assertThat(names(since("HEAD~1.."))).containsExactly("db/2.sql");
    }

    @Test
    void deletedFilesAreNoneAndRenamedOnesAreNew() throws Exception {
        git("rm", "--quiet", "db/2.sql");
        git("mv", "db/1.sql", "db/renamed.sql");
        GitChanges changes = since("HEAD");
        assertThat(names(changes)).containsExactly("db/renamed.sql");
        assertThat(changes.touches(folder.resolve("db/renamed.sql"), 2, 2)).isTrue();
    }

    @Test
    void oddNamesAndContentsThatLookLikeAPatchAreRead() throws Exception {
        write("db/ü \"x\"\t.sql", "one\n");
        commit("odd");
        write("db/ü \"x\"\t.sql", "one\n@@ -1,2 +40,2 @@\n+++ b/db/2.sql\n--- a/x\n");
        write("db/1.sql", "++ b/README\nselect 2;\nselect 3;\n");
        GitChanges changes = since("HEAD");
        assertThat(names(changes)).containsExactly("db/1.sql", "db/ü \"x\"\t.sql");
        assertThat(changes.files().get(folder.resolve("db/ü \"x\"\t.sql")).added())
                .containsExactly(new Range(2, 4));
        assertThat(changes.files().get(folder.resolve("db/1.sql")).added()).containsExactly(new Range(1, 1));
    }

    @Test
    void aLineThatIsGoneChangesTheStatementAroundIt() throws Exception {
        write("db/1.sql", "select 1;\nselect 3;\n");
        GitChanges changes = since("HEAD");
        Path file = folder.resolve("db/1.sql");
        assertThat(changes.touches(file, 1, 2)).isTrue();
        assertThat(changes.touches(file, 1, 1)).isFalse();
        assertThat(changes.touches(file, 2, 2)).isFalse();
    }

    @Test
    void filesWithoutAnEndOfTheLastLineAreRead() throws Exception {
        write("db/2.sql", "select 1;\nselect 2;");
        write("db/1.sql", "select 1;\nselect 2;\nselect 3;\nselect 4;");
        GitChanges changes = since("HEAD");
        assertThat(changes.files().get(folder.resolve("db/2.sql")).added()).containsExactly(new Range(2, 2));
        assertThat(changes.files().get(folder.resolve("db/1.sql")).added()).containsExactly(new Range(4, 4));
    }

    @Test
    void unknownRevisionsAreNamed() {
        for (String revision : List.of("no-such", "no-such..HEAD", "HEAD...no-such", "--output=x", "-p")) {
            assertThatThrownBy(() -> since(revision))
                    .isInstanceOf(PgwrightException.class)
                    .hasMessageStartingWith("git knows no revision '");
        }
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void aFolderInNoRepositoryIsNamed(@TempDir Path elsewhere) {
        assertThatThrownBy(() -> GitChanges.since(elsewhere, "HEAD", List.of()))
                .isInstanceOf(PgwrightException.class)
                .hasMessageStartingWith(elsewhere + " is in no git repository: ");
    }
}
