package dev.pgwright.load.folded;

import java.io.Serial;

/** Ends the writing of an expression whose text on the server is not known for certain. */
final class Unsure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    Unsure() {
        super("unsure", null, false, false);
    }
}
