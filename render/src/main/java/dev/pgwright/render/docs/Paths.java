package dev.pgwright.render.docs;

import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Schema;
import java.util.Locale;

/** Names of files and anchors: safe on every system, where capital letters may not count, and one for each object. */
final class Paths {
    private static final int LONGEST = 100;

    private Paths() {}

    static String table(QualifiedName name) {
        return "tables/" + of(shown(name));
    }

    static String view(QualifiedName name) {
        return "views/" + of(shown(name));
    }

    /** The name without the schema {@code public}. */
    static String shown(QualifiedName name) {
        return name.schema().equals(Schema.PUBLIC) ? name.name() : name.toString();
    }

    /** The name itself where it is plain, else something like it with a checksum of it. */
    static String of(String name) {
        StringBuilder plain = new StringBuilder();
        name.codePoints().forEach(character -> {
            boolean kept = character < 128 && Character.isLetterOrDigit(character) || character == '_';
            plain.append(
                    kept || character == '.' ? Character.toString(character).toLowerCase(Locale.ROOT) : "-");
        });
        String text = plain.toString();
        if (text.equals(name) && !name.startsWith(".") && !name.equals("index") && name.length() <= LONGEST) {
            return text;
        }
        String begin = ObjectNames.clip(text.startsWith(".") ? "-" + text : text, LONGEST);
        return begin + "-" + String.format(Locale.ROOT, "%08x", name.hashCode());
    }
}
