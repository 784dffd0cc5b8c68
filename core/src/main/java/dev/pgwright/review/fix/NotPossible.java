package dev.pgwright.review.fix;

/** Why a fix cannot be made in its file; a sentence without a full stop. */
final class NotPossible extends Exception {
    private static final long serialVersionUID = 1;

    NotPossible(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
