package dev.pgwright.design.decide;

import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.TableNames;
import dev.pgwright.source.Place;
import dev.pgwright.sql.Identifiers;
import java.util.List;
import java.util.Optional;

/** What a table, a column or a constraint is called. Whether a word is a keyword, PostgreSQL's own list says. */
final class NamingDecision {
    private static final String TOPIC = "Names";

    /** Where the tree ends. */
    enum Leaf {
        /** The requirements name the table. */
        STATED,
        /** The requirements name it by a keyword. */
        STATED_KEYWORD,
        /** The entity's name in the plural. */
        PLURAL,
        /** The plural is a keyword, the singular is none. */
        SINGULAR_FOR_KEYWORD,
        /** The entity is named in the plural already. */
        AS_IT_IS
    }

    private NamingDecision() {}

    static Leaf leaf(Entity entity) {
        if (entity.table() != null) {
            return Identifiers.isKeyword(entity.table()) ? Leaf.STATED_KEYWORD : Leaf.STATED;
        }
        String table = TableNames.of(entity);
        if (!table.equals(entity.name())) {
            return Leaf.PLURAL;
        }
        return TableNames.plural(entity.name()).equals(table) ? Leaf.AS_IT_IS : Leaf.SINGULAR_FOR_KEYWORD;
    }

    static Decision decision(Entity entity, String table) {
        Alternative singular = new Alternative(
                "tables in the singular", "reads like the entity", "order, user and group need quotes everywhere");
        Alternative plural = new Alternative("the plural", "like the other tables", "a keyword: quotes everywhere");
        return switch (leaf(entity)) {
            case PLURAL ->
                of(
                        table,
                        entity.place(),
                        "snake_case, in the plural",
                        "a table holds many rows, and no plural of an everyday word needs quotes",
                        singular,
                        "a framework of the team expects otherwise: set table: on the entity");
            case AS_IT_IS ->
                of(
                        table,
                        entity.place(),
                        "the entity's own name",
                        "it has no other plural, or is in the plural already",
                        singular,
                        "a framework of the team expects otherwise: set table: on the entity");
            case SINGULAR_FOR_KEYWORD ->
                of(
                        table,
                        entity.place(),
                        "the entity's name in the singular",
                        "its plural, " + TableNames.plural(entity.name()) + ", is a keyword of PostgreSQL",
                        plural,
                        "another word is found: set table: on the entity");
            case STATED ->
                of(
                        table,
                        entity.place(),
                        "as the requirements say",
                        "they name the table (table)",
                        plural,
                        "the table it is named for is gone");
            case STATED_KEYWORD ->
                of(
                        table,
                        entity.place(),
                        "as the requirements say, in quotes",
                        "they name the table (table), and the name is a keyword of PostgreSQL",
                        new Alternative("the plural", "no quotes", "not the name that was asked for"),
                        "whoever asked for the name can live with the plural");
        };
    }

    /** A column whose name needs quotes; empty for the others. */
    static Optional<Decision> column(String table, Attribute attribute) {
        return Identifiers.isKeyword(attribute.name())
                ? Optional.of(of(
                        table + "." + attribute.name(),
                        attribute.place(),
                        "the attribute's name, in quotes",
                        "it is a keyword of PostgreSQL, and the name that people know it by",
                        new Alternative("another name", "no quotes", "a second word for the same thing"),
                        "people write SQL by hand: then rename it"))
                : Optional.empty();
    }

    /** A name that was longer than PostgreSQL allows. */
    static Decision shortened(String schema, String name, String whole, Place place) {
        return of(
                schema + "." + name,
                place,
                "cut to 63 bytes, ending in a hash of the whole name",
                "PostgreSQL would cut it in silence, and two long names could become one; in full it is " + whole,
                new Alternative(
                        "shorter names in the requirements (table, role, via)",
                        "nothing is cut",
                        "somebody must find them"),
                "the name is met often in messages or by hand");
    }

    private static Decision of(
            String subject, Place place, String choice, String because, Alternative alternative, String revisit) {
        return new Decision(TOPIC, subject, choice, because, place, List.of(alternative), revisit);
    }
}
