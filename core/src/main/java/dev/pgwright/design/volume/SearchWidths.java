package dev.pgwright.design.volume;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.Table;
import dev.pgwright.data.ColumnProfile;
import dev.pgwright.data.ExpressionColumns;
import dev.pgwright.data.TableProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Words of the texts behind a generated {@code tsvector}, and its size. */
final class SearchWidths {
    /** Letters of a word and the blank behind it, on average, of the prose that data is made of. */
    static final double WORD = 7;

    private static final double LETTERS = 6;

    /** The texts of search columns, which are asked for with every row. */
    private final Map<ColumnName, List<String>> named = new ConcurrentHashMap<>();

    /** How many words the documents of a search column have on average. */
    double words(Table table, Column search, TableProfile profile) {
        double words = 0;
        for (String text : texts(table, search)) {
            ColumnProfile column = profile.column(text);
            words += (1 - column.nullFraction()) * Math.max(1, column.length() / WORD);
        }
        return words;
    }

    /** How many texts a document is made of on average. */
    double present(Table table, Column search, TableProfile profile) {
        return texts(table, search).stream()
                .mapToDouble(text -> 1 - profile.column(text).nullFraction())
                .sum();
    }

    /** How many of them differ from each other. */
    double differentWords(Table table, Column search, TableProfile profile) {
        double words = words(table, search, profile);
        return ColumnProfile.WORDS * (1 - Math.pow(1 - 1d / ColumnProfile.WORDS, words));
    }

    /** On average. */
    int bytes(Table table, Column search, TableProfile profile) {
        return bytes(words(table, search, profile));
    }

    /**
     * A count of 4 bytes, for each word an entry of 4 and its letters, its number of positions and each position of 2
     * (ts_type.h).
     */
    private static int bytes(double words) {
        double different = ColumnProfile.WORDS * (1 - Math.pow(1 - 1d / ColumnProfile.WORDS, words));
        return (int) Math.round(4 + different * (4 + LETTERS + 2) + 2 * words);
    }

    /** Puts the bytes of the search columns of a row among those of its other columns, of which -1 is null. */
    void put(Table table, int[] data) {
        for (int i = 0; i < data.length; i++) {
            Column column = table.columns().get(i);
            if (column.type().equals("tsvector") && column.generated() != null) {
                double words = 0;
                for (String text : named.computeIfAbsent(
                        new ColumnName(table.name(), column.name()), search -> texts(table, column))) {
                    int length = data[position(table, text)];
                    words += length < 0 ? 0 : Math.ceil((length + 1) / WORD);
                }
                data[i] = bytes(words);
            }
        }
    }

    private static int position(Table table, String column) {
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalStateException("no column " + column + " in " + table.name());
    }

    /** The text columns that a generated column's expression names. */
    private static List<String> texts(Table table, Column search) {
        List<String> named = new ArrayList<>();
        if (search.generated() != null) {
            List<String> words = ExpressionColumns.of(search.generated().expression());
            for (Column column : table.columns()) {
                if (column.type().equals("text") && words.contains(column.name())) {
                    named.add(column.name());
                }
            }
        }
        return named;
    }
}
