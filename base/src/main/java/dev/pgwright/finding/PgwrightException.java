package dev.pgwright.finding;

import dev.pgwright.source.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fault of the input, the environment or the server that a person can mend: never a defect of pgwright, which is an
 * {@link IllegalStateException}. It may carry several problems found in one run.
 */
public final class PgwrightException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient List<Problem> problems;

    /**
     * One thing that is wrong.
     *
     * @param message what is wrong, without a final full stop
     * @param hint what to do
     */
    public record Problem(
            Place place, String message, @Nullable String hint) {
        @Override
        public String toString() {
            String where = place.toString();
            return (where.isEmpty() ? "" : where + ": ") + message;
        }
    }

    public PgwrightException(ErrorCode code, Place place, String message, @Nullable String hint) {
        this(code, List.of(new Problem(place, message, hint)), null);
    }

    public PgwrightException(
            ErrorCode code, Place place, String message, @Nullable String hint, @Nullable Throwable cause) {
        this(code, List.of(new Problem(place, message, hint)), cause);
    }

    /** Several problems at once, shown in the given order; at least one. */
    public PgwrightException(ErrorCode code, List<Problem> problems) {
        this(code, problems, null);
    }

    private PgwrightException(ErrorCode code, List<Problem> problems, @Nullable Throwable cause) {
        super(text(problems), cause);
        this.code = code;
        this.problems = List.copyOf(problems);
    }

    private static String text(List<Problem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("an exception needs a problem");
        }
        return problems.size() == 1
                ? problems.get(0).toString()
                : problems.get(0) + " (and " + (problems.size() - 1) + " more)";
    }

    public ErrorCode code() {
        return code;
    }

    public List<Problem> problems() {
        return problems;
    }
}
