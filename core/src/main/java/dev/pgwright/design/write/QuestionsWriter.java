package dev.pgwright.design.write;

import static dev.pgwright.design.write.Markdown.code;

import dev.pgwright.design.questions.Question;
import dev.pgwright.design.requirements.AnswerTarget;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;

/** {@code questions.md}, and the questions as JSON: what is open, in the order in which to ask. */
public final class QuestionsWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private QuestionsWriter() {}

    /** The page, with every question and an answers file to start from. */
    public static String markdown(String project, List<Question> questions) {
        Markdown page = new Markdown();
        page.heading(1, project + ": open questions");
        if (questions.isEmpty()) {
            page.paragraph("None: the requirements say all that the design needed.");
            return page.toString();
        }
        page.paragraph(
                "The requirements do not say the following. Until somebody answers, the design has taken the default"
                        + " that is named. Say it in the requirements, or collect the answers in a file and run"
                        + " `pgwright design requirements.yaml --answers answers.yaml -o DIR`. The answer `default` accepts"
                        + " what was taken, so that it is not asked again.");
        group(page, "Ask first: the answer changes the schema", questions, true);
        group(page, "The answer changes indexes, documents and estimates only", questions, false);
        page.heading(2, "answers.yaml");
        page.paragraph("All defaults accepted; replace those that are not right.");
        StringBuilder answers = new StringBuilder();
        questions.forEach(question -> answers.append(question.id()).append(": ").append("default\n"));
        page.fence("yaml", answers.toString());
        return page.toString();
    }

    private static void group(Markdown page, String title, List<Question> questions, boolean schema) {
        List<Question> shown = questions.stream()
                .filter(question -> question.changesSchema() == schema)
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        page.heading(2, title);
        for (Question question : shown) {
            page.heading(3, question.rank() + ". " + question.text());
            page.item(code(question.id()) + place(question));
            page.item("Why: " + question.why());
            page.item("Taken until answered: " + question.taken());
            page.item("Another answer changes: " + question.changes() + ".");
            page.end();
            if (question.kind().target().form() != AnswerTarget.Form.NONE) {
                page.paragraph("For example:");
                page.fence("yaml", question.id() + ": " + question.example() + "\n");
            }
        }
    }

    private static String place(Question question) {
        return question.place()
                .optionalPosition()
                .map(position -> ", line " + position.line())
                .orElse("");
    }

    /** All that is known of the questions; equal questions give equal texts. */
    public static String json(String project, List<Question> questions) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(new PrettyJson(), text)) {
            json.writeStartObject();
            json.writeStringProperty("project", project);
            json.writeNumberProperty("open", questions.size());
            json.writeNumberProperty(
                    "changingSchema",
                    questions.stream().filter(Question::changesSchema).count());
            json.writeArrayPropertyStart("questions");
            questions.forEach(question -> write(json, question));
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private static void write(JsonGenerator json, Question question) {
        json.writeStartObject();
        json.writeNumberProperty("rank", question.rank());
        json.writeStringProperty("id", question.id());
        json.writeStringProperty("kind", question.kind().word());
        json.writeStringProperty("about", question.subject().words());
        json.writeStringProperty("place", question.place().toString());
        json.writeStringProperty("question", question.text());
        json.writeStringProperty("why", question.why());
        json.writeStringProperty("taken", question.taken());
        json.writeStringProperty("changes", question.changes());
        json.writeBooleanProperty("changesSchema", question.changesSchema());
        AnswerTarget target = question.kind().target();
        json.writeArrayPropertyStart("answerKeys");
        target.keys().forEach(json::writeString);
        json.writeEndArray();
        json.writeStringProperty("exampleAnswer", question.example());
        json.writeEndObject();
    }
}
