package dev.pgwright.sql.engine;

/** The parser's C code ended itself: its memory is in an unknown state, the instance must not be used again. */
final class ParserStop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ParserStop(String message) {
        super(message);
    }
}
