package dev.pgwright.design.questions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.requirements.AnswerTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/questions.md lists every kind of question as it is. */
class QuestionsGuideTest {
    private static final Path GUIDE = Path.of(System.getProperty("pgwright.root", ".."), "docs", "questions.md");
    private static final String START = "<!-- kinds: made by QuestionsGuideTest with -Dpgwright.golden.update -->\n";

    @Test
    void listsEveryKind() throws IOException {
        String guide = Files.readString(GUIDE);
        String listed = START
                + group("The answer changes the schema", true)
                + group("The answer changes indexes, documents and estimates only", false);
        if (System.getProperty("pgwright.golden.update") != null) {
            Files.writeString(GUIDE, guide.substring(0, guide.indexOf(START)) + listed);
        }
        assertThat(Files.readString(GUIDE)).endsWith(listed);
    }

    private static String group(String title, boolean schema) {
        return "\n### " + title + "\n\n| id | question | taken until answered | answer |\n| --- | --- | --- | --- |\n"
                + Stream.of(QuestionKind.values())
                        .filter(kind -> kind.changesSchema() == schema)
                        .map(kind -> "| `" + kind.word() + ":` "
                                + kind.target().subject().words() + " | " + plain(kind.question()) + " | "
                                + plain(kind.taken()) + " | " + answer(kind) + " |\n")
                        .collect(Collectors.joining());
    }

    private static String plain(String template) {
        return template.equals("{taken}") ? "*as the case may be*" : template.replaceAll("'?\\{([a-z]+)}'?", "*$1*");
    }

    private static String answer(QuestionKind kind) {
        return kind.target().form() == AnswerTarget.Form.NONE ? "`default`" : "`" + kind.example() + "`";
    }
}
