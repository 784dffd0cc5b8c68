package dev.pgwright.design.volume;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import dev.pgwright.data.ColumnProfile;
import dev.pgwright.data.TableProfile;
import java.util.ArrayList;
import java.util.List;

/** Words of the texts behind a generated {@code tsvector}, and its size. */
final class SearchWidths {
    /** Letters of a word and the blank behind it, on average, of the prose that data is made of. */
    static final double WORD = 7;

    private static final double LETTERS = 6;

    /** How many words the documents of a search column have on average. */
    double words(Table table, Column search, TableProfile profile) {
        double words = 0;
        for (String text : texts(table, search)) {
            ColumnProfile column = profile.column(text);
            words += (1 - column.nullFraction()) * Math.max(1, column.length() / WORD);
        }
        return words;
    }

    /** How many of them differ from each other. */
    double differentWords(Table table, Column search, TableProfile profile) {
        double words = words(table, search, profile);
        return ColumnProfile.WORDS * (1 - Math.pow(1 - 1d / ColumnProfile.WORDS, words));
    }

    /**
     * A count of 4 bytes, for each word an entry of 4 and its letters, its number of positions and each position of 2,
     * aligned (ts_type.h).
     */
    int bytes(Table table, Column search, TableProfile profile) {
        double different = differentWords(table, search, profile);
        double positions = words(table, search, profile);
        return (int) Math.round(4 + different * (4 + LETTERS + 0.5 + 2) + 2 * positions);
    }

    /** The text columns that a generated column's expression names. */
    private static List<String> texts(Table table, Column search) {
        List<String> named = new ArrayList<>();
        if (search.generated() != null) {
            List<String> words = List.of(search.generated().expression().split("[^A-Za-z0-9_]+"));
            for (Column column : table.columns()) {
                if (column.type().equals("text") && words.contains(column.name())) {
                    named.add(column.name());
                }
            }
        }
        return named;
    }
}
