package dev.pgwright.catalog.print;

import dev.pgwright.catalog.DefinedObject;
import dev.pgwright.sql.SqlTokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Objects of the kinds that few schemas have. */
final class DefinedObjectDdl {
    private DefinedObjectDdl() {}

    static Section section(DefinedObject.Kind kind) {
        return switch (kind) {
            case LANGUAGE, ACCESS_METHOD -> Section.LANGUAGES;
            case FOREIGN_DATA_WRAPPER, SERVER, USER_MAPPING -> Section.FOREIGN_SERVERS;
            case COLLATION,
                    CONVERSION,
                    TEXT_SEARCH_PARSER,
                    TEXT_SEARCH_TEMPLATE,
                    TEXT_SEARCH_DICTIONARY,
                    TEXT_SEARCH_CONFIGURATION,
                    TYPE -> Section.TYPES;
            case OPERATOR, OPERATOR_FAMILY, OPERATOR_CLASS, CAST, TRANSFORM -> Section.OPERATORS;
            case STATISTICS -> Section.TABLES;
            case PUBLICATION, SUBSCRIPTION -> Section.REPLICATION;
            case EVENT_TRIGGER -> Section.EVENT_TRIGGERS;
        };
    }

    /** Whether it is in a schema, and other objects' texts name it so. */
    static boolean isInSchema(DefinedObject object) {
        var tokens = SqlTokens.of(object.identity());
        return tokens.size() > 2 && tokens.get(0).isName() && tokens.get(1).isSymbol('.');
    }

    static List<Statement> statements(DefinedObject object) {
        String kind = object.kind().sql();
        String block = kind + " " + object.identity();
        List<Statement> statements = new ArrayList<>();
        for (String sql : object.definition()) {
            statements.add(new Statement(block, sql, statements.isEmpty() ? undo(object) : undoLater(object, sql)));
        }
        ObjectDdl.addComment(statements, block, kind, object.identity(), object.comment());
        return statements;
    }

    /** A type goes with the functions that take its values in and out: neither can go first. */
    private static String undo(DefinedObject object) {
        return "DROP " + object.kind().sql() + " " + object.identity()
                + (object.kind() == DefinedObject.Kind.TYPE ? " CASCADE" : "");
    }

    /** A subscription that has a slot would go to the publisher to remove it. */
    private static @Nullable String undoLater(DefinedObject object, String sql) {
        return object.kind() == DefinedObject.Kind.SUBSCRIPTION && sql.contains("SET (slot_name")
                ? "ALTER SUBSCRIPTION " + object.identity() + " SET (slot_name = NONE)"
                : null;
    }
}
