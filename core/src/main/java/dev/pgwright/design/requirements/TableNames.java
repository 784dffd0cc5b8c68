package dev.pgwright.design.requirements;

import dev.pgwright.sql.Identifiers;
import java.util.Map;
import java.util.Set;

/**
 * The names of tables: those of their entities in the plural, so that neither {@code order} nor {@code user} ever needs
 * quoting. Where the plural itself is a keyword of PostgreSQL ({@code values}, {@code references}), the singular stays.
 */
public final class TableNames {
    private static final Map<String, String> IRREGULAR = Map.ofEntries(
            Map.entry("person", "people"),
            Map.entry("child", "children"),
            Map.entry("man", "men"),
            Map.entry("woman", "women"),
            Map.entry("foot", "feet"),
            Map.entry("datum", "data"),
            Map.entry("medium", "media"),
            Map.entry("criterion", "criteria"),
            Map.entry("analysis", "analyses"),
            Map.entry("diagnosis", "diagnoses"),
            Map.entry("basis", "bases"),
            Map.entry("index", "indexes"),
            Map.entry("quiz", "quizzes"),
            Map.entry("leaf", "leaves"),
            Map.entry("shelf", "shelves"),
            Map.entry("half", "halves"),
            Map.entry("life", "lives"),
            Map.entry("news", "news"),
            Map.entry("series", "series"),
            Map.entry("species", "species"),
            Map.entry("equipment", "equipment"),
            Map.entry("information", "information"),
            Map.entry("inventory", "inventory"),
            Map.entry("firmware", "firmware"),
            Map.entry("software", "software"),
            Map.entry("feedback", "feedback"),
            Map.entry("staff", "staff"),
            Map.entry("telemetry", "telemetry"),
            Map.entry("sales", "sales"),
            Map.entry("metadata", "metadata"),
            Map.entry("stock", "stock"),
            Map.entry("knife", "knives"),
            Map.entry("wife", "wives"));

    /** Words that end in s, and are one thing nevertheless. */
    private static final Set<String> SINGULAR =
            Set.of("alias", "atlas", "bias", "canvas", "gas", "lens", "bus", "plus", "yes", "corps");

    private TableNames() {}

    /** The name of an entity's table. */
    public static String of(Entity entity) {
        return entity.table() == null ? ofWord(entity.name()) : entity.table();
    }

    /** The name of the table of a many-to-many relationship's pairs. */
    public static String of(Relationship manyToMany) {
        return manyToMany.via() == null ? manyToMany.from() + "_" + plural(manyToMany.to()) : ofWord(manyToMany.via());
    }

    /** The name of the table that holds the values of a status. */
    public static String ofValues(String owner, String attribute) {
        return ofWord(owner + "_" + attribute);
    }

    private static String ofWord(String name) {
        String plural = plural(name);
        return Identifiers.isKeyword(plural) && !Identifiers.isKeyword(name) ? name : plural;
    }

    /** Whether a name's last word is in the plural already. */
    public static boolean isPlural(String name) {
        String word = name.substring(name.lastIndexOf('_') + 1);
        boolean ending = word.endsWith("s")
                && word.length() > 3
                && !word.endsWith("ss")
                && !word.endsWith("us")
                && !word.endsWith("is");
        return (ending && !SINGULAR.contains(word) && !IRREGULAR.containsKey(word)) || IRREGULAR.containsValue(word);
    }

    /** The plural of the last word of a snake_case name; the name itself where it is one. */
    public static String plural(String name) {
        int cut = name.lastIndexOf('_') + 1;
        return isPlural(name) ? name : name.substring(0, cut) + pluralWord(name.substring(cut));
    }

    private static String pluralWord(String word) {
        String irregular = IRREGULAR.get(word);
        if (irregular != null) {
            return irregular;
        }
        if (word.endsWith("s")
                || word.endsWith("x")
                || word.endsWith("z")
                || word.endsWith("ch")
                || word.endsWith("sh")) {
            return word + "es";
        }
        boolean consonantY =
                word.endsWith("y") && word.length() > 1 && "aeiou".indexOf(word.charAt(word.length() - 2)) < 0;
        return consonantY ? word.substring(0, word.length() - 1) + "ies" : word + "s";
    }
}
