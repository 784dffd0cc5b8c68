package dev.pgwright.review.fix;

import dev.pgwright.review.Fix;
import dev.pgwright.review.MigrationFindings;
import dev.pgwright.review.MigrationNotes.Note;
import dev.pgwright.review.RunPlan;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import java.util.List;

/** A plan as comments in front of the first statement, with what the review knows; people have to say the rest. */
public final class PlanHeader {
    /** What a plan says, in its order. */
    public static final List<Note> NOTES = List.of(Note.DURATION, Note.LOCKS, Note.ORDER, Note.RECOVERY);

    private PlanHeader() {}

    /** Comments with the notes that are missing. */
    public static Fix drafted(MigrationFindings found, List<Note> missing) {
        String text = found.migration().source().text();
        int statement = found.migration().steps().get(0).span().start();
        int line = new Lines(text).lineStart(statement);
        String indentation = text.substring(line, statement);
        StringBuilder header = new StringBuilder();
        boolean alone = indentation.isBlank();
        if (missing.size() == NOTES.size()) {
            header.append("-- plan:\n").append(alone ? indentation : "");
        }
        RunPlan plan = new RunPlan(found);
        for (Note note : missing) {
            String start = "--   " + note.word() + ": ";
            for (String words : plan.lines(note)) {
                header.append(start).append(words).append('\n').append(alone ? indentation : "");
                start = "--     ";
            }
        }
        // a comment goes on to the end of the line, so that what stands before on the line has to end there
        return new Fix.Edits("draft the plan", List.of(new TextEdit(Span.at(statement), (alone ? "" : "\n") + header)));
    }
}
