package dev.pgwright.dbml;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.source.Place;
import dev.pgwright.source.Position;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Comment;
import dev.pgwright.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What only DBML says, as a block of comments in SQL: one that begins with {@code -- DBML:} and ends with the comments. */
public final class DbmlInSql {
    private static final String MARK = "-- DBML:";
    private static final String START = "-- ";

    private DbmlInSql() {}

    /** The block with an empty line in front; empty where there is nothing to say. */
    public static String write(DbmlExtras extras) {
        String dbml = extras.dbml();
        return dbml.isEmpty()
                ? ""
                : "\n" + MARK + " what SQL has no words for; may be edited, pgwright reads it\n"
                        + dbml.lines()
                                .map(line -> (START + line).stripTrailing() + "\n")
                                .collect(Collectors.joining());
    }

    /**
     * Reads the last such block of some files.
     *
     * @param catalog what the files make
     * @param problems gets what speaks of something that is not in the catalog; that is left out
     * @throws PgwrightException if the block is no DBML, with places in the SQL
     */
    public static DbmlExtras read(List<SourceFile> files, Catalog catalog, List<Problem> problems) {
        for (int i = files.size() - 1; i >= 0; i--) {
            Block block = files.get(i).text().contains(MARK) ? block(files.get(i)) : null;
            if (block != null) {
                return block.read(catalog, problems);
            }
        }
        return DbmlExtras.NONE;
    }

    private static @Nullable Block block(SourceFile file) {
        Block last = null;
        Block open = null;
        for (Comment comment : Sql.comments(file)) {
            String text =
                    file.text().substring(comment.span().start(), comment.span().end());
            int line = file.position(comment.span().start()).line();
            if (open != null && comment.kind() == Comment.Kind.LINE && line == open.nextLine()) {
                open.add(text);
            } else if (text.startsWith(MARK)) {
                open = new Block(file.name(), line, new ArrayList<>());
                last = open;
            } else {
                open = null;
            }
        }
        return last;
    }

    /** @param line of the mark */
    private record Block(String file, int line, List<String> lines) {
        int nextLine() {
            return line + lines.size() + 1;
        }

        void add(String comment) {
            lines.add(comment.substring(Math.min(comment.startsWith(START) ? START.length() : 2, comment.length())));
        }

        DbmlExtras read(Catalog catalog, List<Problem> problems) {
            List<Problem> found = new ArrayList<>();
            // as many lines in front as in the file, so that messages speak of the file's lines
            SourceFile dbml = SourceFile.of(file, "\n".repeat(line) + String.join("\n", lines) + "\n");
            try {
                DbmlExtras extras = DbmlExtras.read(dbml, catalog, found);
                found.forEach(problem -> problems.add(moved(problem)));
                return extras;
            } catch (PgwrightException e) {
                throw new PgwrightException(
                        e.code(), e.problems().stream().map(this::moved).toList());
            }
        }

        /** The same with the column in the SQL. */
        private Problem moved(Problem problem) {
            Place place = problem.place()
                    .optionalPosition()
                    .map(position -> Place.of(file, new Position(position.line(), START.length() + position.column())))
                    .orElse(problem.place());
            return new Problem(place, problem.message(), problem.hint());
        }
    }
}
