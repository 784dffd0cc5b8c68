package dev.pgwright.code;

import dev.pgwright.code.Expression.Call;
import java.util.Set;

/** Templates with a tag, whose values go to the driver apart from the text. */
final class Templates {
    /** What libraries call their tags, and that which makes parts of statements. */
    private static final Set<String> TAGS = Set.of(
            "sql",
            "SQL",
            "$queryRaw",
            "$executeRaw",
            "unsafe",
            "fragment",
            "type",
            "typeAlias",
            "Prisma",
            "pgp",
            "postgres");

    /** Put a text into a template as it is. */
    private static final Set<String> RAW = Set.of("raw", "unsafe", "lit", "__dangerous__rawValue");

    private static final int DEEPEST = 8;

    private final Scopes scopes;

    Templates(Scopes scopes) {
        this.scopes = scopes;
    }

    /** Whether a tag sends the values of its template apart. */
    static boolean sends(String tag) {
        return TAGS.contains(tag);
    }

    static boolean isTag(Call call) {
        return call.name().endsWith(ProgramReader.TAG);
    }

    static boolean isRaw(Call call) {
        return RAW.contains(call.name()) && isOfLibrary(call);
    }

    /** Whether a value is itself a template, or a text as it is. */
    boolean isTemplate(Expression value) {
        return isTemplate(value, 0);
    }

    private boolean isTemplate(Expression value, int depth) {
        if (depth > DEEPEST) {
            return false;
        } else if (value instanceof Call call) {
            return isTag(call) || isRaw(call);
        } else if (value instanceof Expression.Choice choice) {
            return choice.values().stream().anyMatch(one -> isTemplate(one, depth + 1));
        } else if (value instanceof Expression.Name name) {
            return scopes.valuesOf(name).stream().anyMatch(one -> isTemplate(one, depth + 1));
        }
        return false;
    }

    /** Whether a function of the library makes a part of a statement, such as {@code sql(columns)} or {@code sql.join}. */
    boolean isHelper(Expression value) {
        return value instanceof Call call && (isOfLibrary(call) || TAGS.contains(call.name()));
    }

    private static boolean isOfLibrary(Call call) {
        Expression receiver = call.receiver();
        return (receiver instanceof Expression.Name name && TAGS.contains(name.name()))
                || (receiver instanceof Expression.Member member && TAGS.contains(member.name()));
    }
}
