package dev.pgwright.workload;

import java.util.Arrays;
import java.util.Optional;

/**
 * Something that could not be seen.
 *
 * @param what in words, as the subject of a sentence: {@code the transactions of other roles}
 * @param remedy what would show it, such as a GRANT
 */
public record Withheld(String what, String remedy) {
    /** The parts of the facts that a role may not see, by the words with which they begin. */
    public enum Part {
        COLUMNS("the statistics of columns of "),
        SESSIONS("how long other roles' transactions have been open, and vacuums against wraparound"),
        MANAGED_TABLES("the tables that "),
        QUERIES("the queries that were run "),
        QUERIES_OF_OTHERS("the queries of other roles"),
        PASSWORDS("how the passwords of roles are kept"),
        LOGINS("who may log in without a password");

        private final String words;

        Part(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** Which part it is; empty for one of another version of pgwright, in a file of facts. */
    public Optional<Part> part() {
        return Arrays.stream(Part.values())
                .filter(part -> what.startsWith(part.words))
                .findFirst();
    }

    /** {@code the transactions of other roles could not be seen; GRANT ...}. */
    @Override
    public String toString() {
        return what + " could not be seen; " + remedy;
    }
}
