package dev.pgwright.load.live;

/** An object vanished between the snapshot and its deparsing; reading again helps. */
final class CatalogChangedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CatalogChangedException() {
        super("the schema changed while it was read");
    }
}
