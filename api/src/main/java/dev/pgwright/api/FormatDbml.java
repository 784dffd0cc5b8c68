package dev.pgwright.api;

import dev.pgwright.dbml.DbmlFormatter;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.source.Place;
import dev.pgwright.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** DBML files laid out anew; comments and what the files mean stay as they are. */
public final class FormatDbml {
    private FormatDbml() {}

    /**
     * What to lay out.
     *
     * @param files each a file {@code .dbml}
     * @param check only say which would change
     */
    public record Request(List<Path> files, boolean check) {
        public Request {
            files = List.copyOf(files);
        }
    }

    /**
     * What came of it.
     *
     * @param changed files that were not laid out like this, in the order given; written unless only checked
     * @param unchanged the others
     */
    public record Result(List<Path> changed, List<Path> unchanged) {
        public Result {
            changed = List.copyOf(changed);
            unchanged = List.copyOf(unchanged);
        }
    }

    /**
     * Lays out all files, or none when one of them is faulty.
     *
     * @throws PgwrightException with the problems of all files that cannot be read or parsed
     */
    public static Result run(Request request) {
        Map<Path, String> formatted = new LinkedHashMap<>();
        List<Path> changed = new ArrayList<>();
        List<Path> unchanged = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path path : request.files()) {
            if (!path.toString().endsWith(".dbml")) {
                throw new PgwrightException(
                        ErrorCode.USAGE,
                        Place.of(path.toString()),
                        "only DBML files can be laid out",
                        "their names end with .dbml");
            }
            OutputFile.of(path, Set.of("dbml"));
            SourceFile source = SchemaSource.read(path);
            try {
                String text = DbmlFormatter.format(source);
                formatted.put(path, text);
                (text.equals(source.text()) ? unchanged : changed).add(path);
            } catch (PgwrightException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new PgwrightException(ErrorCode.INPUT, problems);
        }
        if (!request.check()) {
            for (Path path : changed) {
                OutputFile.of(path, Set.of("dbml")).write(formatted.getOrDefault(path, ""), true);
            }
        }
        return new Result(changed, unchanged);
    }
}
