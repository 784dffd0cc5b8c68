package dev.pgwright.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.review.MigrationNotes.Note;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Sql;
import org.junit.jupiter.api.Test;

class MigrationNotesTest {
    private static MigrationNotes notes(String sql) {
        return MigrationNotes.of(Sql.parse(SourceFile.of("1.sql", sql)));
    }

    @Test
    void readsNotesOfLineCommentsWithTheLinesThatGoOn() {
        MigrationNotes notes = notes("""
                -- plan:
                --   Duration: 3 min
                --     on the copy
                --   locks: people: for a moment
                --   order: at night
                -- Not a part of it
                create table t (id int);
                -- rollback: restore it
                """);
        assertThat(notes.text(Note.DURATION)).contains("3 min\non the copy");
        assertThat(notes.text(Note.LOCKS)).contains("people: for a moment");
        assertThat(notes.text(Note.ORDER)).contains("at night");
        assertThat(notes.text(Note.RECOVERY)).contains("restore it");
        assertThat(notes.text(Note.REHEARSED)).isEmpty();
        assertThat(notes.isOpen(Note.REHEARSED)).isFalse();
    }

    @Test
    void readsNotesOfABlockCommentAndKeepsTwoOfAKind() {
        MigrationNotes notes = notes("""
                /*
                 * recovery: the way back
                 *   is run
                 * rehearsed: on 5 rows
                 */
                create table t (id int); -- rehearsed: on 50 rows
                """);
        assertThat(notes.text(Note.RECOVERY)).contains("the way back\nis run");
        assertThat(notes.text(Note.REHEARSED)).contains("on 5 rows\non 50 rows");
    }

    @Test
    void aQuestionMarkAndNothingAreStillToBeWritten() {
        MigrationNotes notes = notes("""
                -- order:
                -- duration: ? nobody knows
                select 1;
                """);
        assertThat(notes.text(Note.ORDER)).isEmpty();
        assertThat(notes.isOpen(Note.ORDER)).isTrue();
        assertThat(notes.text(Note.DURATION)).isEmpty();
        assertThat(notes.isOpen(Note.DURATION)).isTrue();
    }

    @Test
    void takesNothingFromStringsOtherWordsAndLinesApart() {
        MigrationNotes notes = notes("""
                -- the order: by name
                select '-- duration: 3 min';
                -- locks:

                --   none
                """);
        assertThat(notes.text(Note.ORDER)).isEmpty();
        assertThat(notes.text(Note.DURATION)).isEmpty();
        assertThat(notes.text(Note.LOCKS)).isEmpty();
    }
}
