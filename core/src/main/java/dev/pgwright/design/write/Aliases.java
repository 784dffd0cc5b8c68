package dev.pgwright.design.write;

import dev.pgwright.sql.Identifiers;
import java.util.HashSet;
import java.util.Set;

/** Table aliases as people write them: the initials of the table's words. */
final class Aliases {
    private final Set<String> taken = new HashSet<>();

    /** A new alias for a table. */
    String of(String table) {
        StringBuilder initials = new StringBuilder();
        for (String word : table.split("_")) {
            if (!word.isEmpty()) {
                initials.append(word.charAt(0));
            }
        }
        String base = Identifiers.isKeyword(initials.toString()) ? table : initials.toString();
        String alias = base;
        for (int i = 2; !taken.add(alias); i++) {
            alias = base + i;
        }
        return Identifiers.quoteIdentifier(alias);
    }

    /** Takes a name that no alias may have. */
    String reserve(String name) {
        taken.add(name);
        return name;
    }
}
