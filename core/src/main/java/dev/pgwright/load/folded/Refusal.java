package dev.pgwright.load.folded;

import java.io.Serial;

/** Ends the folding of one statement; never leaves the package. */
final class Refusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final FoldFault.Kind kind;
    private final String object;

    private Refusal(FoldFault.Kind kind, String object, String message) {
        // thrown for what users write: nobody reads its stack
        super(message, null, false, false);
        this.kind = kind;
        this.object = object;
    }

    static Refusal missing(String object, String message) {
        return new Refusal(FoldFault.Kind.MISSING_OBJECT, object, message);
    }

    static Refusal missingColumn(String name, String message) {
        return new Refusal(FoldFault.Kind.MISSING_COLUMN, name, message);
    }

    static Refusal duplicate(String object, String message) {
        return new Refusal(FoldFault.Kind.DUPLICATE_OBJECT, object, message);
    }

    static Refusal refused(String object, String message) {
        return new Refusal(FoldFault.Kind.REFUSED, object, message);
    }

    static Refusal notFollowed(String object, String message) {
        return new Refusal(FoldFault.Kind.NOT_FOLLOWED, object, message);
    }

    FoldFault.Kind kind() {
        return kind;
    }

    String object() {
        return object;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
