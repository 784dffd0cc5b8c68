package dev.pgwright.design.volume;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.Table;
import dev.pgwright.data.ColumnProfile;
import dev.pgwright.data.TableProfile;
import dev.pgwright.design.volume.GinLayout.Keys;
import java.util.ArrayList;
import java.util.List;

/** The keys that a GIN index has of generated rows: of words and their trigrams, as generated prose has them. */
final class GinKeys {
    /** Of six letters that are consonants and vowels in turn; a text is cut within its last one, at any letter. */
    private static final int LETTERS = 6;

    /** Of a type without a width of its own. */
    private static final int SHORT_VALUE = 12;

    private static final double CUT = 1d / (LETTERS + 1);
    /** Different beginnings of all words, of one to five letters. */
    private static final double[] BEGINNINGS = {20, 100, 1_742, 3_361, 4_055};

    private final Table table;
    private final TableProfile profile;
    private final SearchWidths search;

    GinKeys(Table table, TableProfile profile, SearchWidths search) {
        this.table = table;
        this.profile = profile;
        this.search = search;
    }

    /** Of all columns; with more than one, a key begins with the number of its column. */
    List<Keys> of(Index index) {
        List<Keys> keys = new ArrayList<>();
        for (IndexElement element : index.elements()) {
            int number = index.elements().size() > 1 ? 2 : 0;
            Column column = table.column(element.key()).orElse(null);
            if (column == null) {
                trigrams(number, 1, 20d / (LETTERS + 1), 1, keys);
                continue;
            }
            ColumnProfile values = profile.column(column.name());
            double present = 1 - values.nullFraction();
            if (values.nullFraction() > 0) {
                keys.add(new Keys(1, number, values.nullFraction()));
            }
            if (column.type().equals("tsvector")) {
                words(number, column, keys);
            } else if (column.type().endsWith("[]")) {
                keys.add(new Keys(ColumnProfile.ELEMENTS, number + 9, ColumnProfile.ELEMENTS_PER_ROW * present));
            } else if (column.type().equals("jsonb")) {
                keys.add(new Keys(values.distinct(), number + 4, present));
                keys.add(new Keys(1, number + 4, present));
            } else if (column.type().equals("text")) {
                trigrams(number, present, Math.max(1, (values.length() + 1d) / (LETTERS + 1)), 1, keys);
            } else {
                TypeLayout type = TypeLayout.of(column.type());
                keys.add(
                        new Keys(values.distinct(), type.endOf(number, Math.max(type.length(), SHORT_VALUE)), present));
            }
        }
        return keys;
    }

    private void words(int number, Column column, List<Keys> keys) {
        double different = search.differentWords(table, column, profile);
        keys.add(new Keys(ColumnProfile.WORDS, number + 1 + LETTERS, different));
        double texts = search.present(table, column, profile);
        for (int letters = 1; letters < LETTERS; letters++) {
            keys.add(new Keys(BEGINNINGS[letters - 1], number + 1 + letters, texts * CUT));
        }
    }

    /** pg_trgm puts two blanks before a word and one behind it. */
    private static void trigrams(int number, double present, double words, double texts, List<Keys> keys) {
        add(20, 1, number, present, words, keys);
        add(100, 1, number, present, words, keys);
        add(1_967, 2, number, present, words, keys);
        add(500, 2, number, present, words, keys);
        add(100, 1, number, present, words, keys);
        // what a cut word ends with
        keys.add(new Keys(20, number + 4, present * texts * CUT));
        keys.add(new Keys(2_000, number + 4, present * texts * CUT * 2));
    }

    private static void add(double count, double aWord, int number, double present, double words, List<Keys> keys) {
        double perRow = count * -Math.expm1(words * aWord * Math.log1p(-1 / count));
        double wordsOfKey = ColumnProfile.WORDS * aWord / count;
        keys.add(new Keys(count, number + 4, present * perRow, 1 / Math.sqrt(wordsOfKey)));
    }
}
