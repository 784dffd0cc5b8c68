package dev.pgwright.workload;

/**
 * Something that could not be seen.
 *
 * @param what in words, as the subject of a sentence: {@code the transactions of other roles}
 * @param remedy what would show it, such as a GRANT
 */
public record Withheld(String what, String remedy) {
    /** {@code the transactions of other roles could not be seen; GRANT ...}. */
    @Override
    public String toString() {
        return what + " could not be seen; " + remedy;
    }
}
