package dev.pgwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pgwright design questions}, to the letter. */
class DesignQuestionsCommandTest {
    private static final String SHOP = """
            pgwright: 1
            project: { name: shop }
            entities:
              customer:
                volume: { rows: 2M, growth: 500/day }
                attributes:
                  email: { type: email, required: true, unique: true, sensitive: true }
              order:
                attributes:
                  status: { type: status, required: true, values: [open, paid, sent], default: open }
            relationships:
              - { from: customer, to: order, kind: 1:N, role: buyer, required: true }
            access_patterns:
              orders: { kind: list, entity: order, filter: { buyer: equals }, page: 20, latency: 20 ms }
            """;

    private static final String ANSWERS = """
            volume:order: { rows: 20M, growth: 4k/day }
            on_delete:order.buyer: restrict
            transitions:order.status: { open: [paid], paid: [sent] }
            retention:customer: default
            """;

    @TempDir
    Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private int run(Screen screen, String... more) throws IOException {
        String[] arguments = new String[3 + more.length];
        arguments[0] = "design";
        arguments[1] = "questions";
        arguments[2] = write("shop.yaml", SHOP).toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return screen.run(arguments);
    }

    @Test
    void theMostImportantQuestionsComeFirst() throws IOException {
        Screen screen = new Screen();
        assertThat(run(screen)).isZero();
        Golden.assertMatches("questions/shop.txt", screen.out());
        assertThat(screen.out().lines()).allMatch(line -> line.length() <= TerminalWidth.UNKNOWN);
    }

    @Test
    void programsReadThemAsJson() throws IOException {
        Screen screen = new Screen();
        assertThat(run(screen, "--format", "json")).isZero();
        Golden.assertMatches("questions/shop.json", screen.out().replace(folder.toString(), "FOLDER"));
    }

    @Test
    void whatIsAnsweredIsNotAskedAgain() throws IOException {
        Screen screen = new Screen();
        assertThat(run(screen, "--answers", write("answers.yaml", ANSWERS).toString(), "--strict"))
                .isZero();
        Golden.assertMatches("questions/answered.txt", screen.out());
    }

    @Test
    void strictlyOpenQuestionsAboutTheSchemaAreAFailure() throws IOException {
        Screen screen = new Screen();
        assertThat(run(screen, "--strict")).isEqualTo(1);
        assertThat(screen.err().lines().filter(line -> !line.startsWith("✓")))
                .containsExactly(
                        "error: 4 open questions change the schema:",
                        "  retention:customer",
                        "  on_delete:order.buyer",
                        "  volume:order",
                        "  transitions:order.status",
                        "  hint: answer them in the requirements or with --answers; 'default' accepts what was taken");
    }

    @Test
    void aMistakeInAnAnswerIsShownInItsFile() throws IOException {
        Screen screen = new Screen();
        Path answers = write("answers.yaml", "volume:order: 20M\non_delete:order.buyr: restrict\n");
        assertThat(run(screen, "--answers", answers.toString())).isEqualTo(3);
        assertThat(screen.err())
                .contains(answers + ":2:1: no question has the id 'on_delete:order.buyr'")
                .contains("Did you mean 'on_delete:order.buyer'?");
    }

    @Test
    void nothingOpenIsSaid() throws IOException {
        Screen screen = new Screen();
        Path answers = write("answers.yaml", ANSWERS + "rate:orders: 5/s\nread:customer: default\n");
        assertThat(run(screen, "--answers", answers.toString())).isZero();
        assertThat(screen.out()).isEqualTo("Nothing is open: the requirements of shop say all that a design needs.\n");
    }
}
