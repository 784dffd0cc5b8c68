package dev.pgwright.code;

import dev.pgwright.code.LazyLoading.Association;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Entities of JPA in Kotlin: properties in the body of a class, and those that its constructor declares. */
final class KotlinEntities {
    private KotlinEntities() {}

    /** The lazy associations of a class; none of one that is no entity. */
    static List<Association> of(Syntax type, String source) {
        if (!annotations(type, source).containsKey("Entity")) {
            return List.of();
        }
        String entity = name(type.first("type_identifier"), source);
        List<Syntax> members = new ArrayList<>();
        type.first("class_body").ifPresent(body -> members.addAll(body.children()));
        type.first("primary_constructor").ifPresent(list -> members.addAll(list.children()));
        List<Association> all = new ArrayList<>();
        for (Syntax member : members) {
            Optional<Syntax> named = member.is("property_declaration")
                    ? member.first("variable_declaration").flatMap(one -> one.first("simple_identifier"))
                    : member.first("simple_identifier");
            if (member.is("property_declaration", "class_parameter")) {
                Association.of(entity, name(named, source), annotations(member, source))
                        .ifPresent(all::add);
            }
        }
        return all;
    }

    /** Annotations by their names, with all that is written; {@code @field:OneToMany} is one of its field. */
    private static Map<String, String> annotations(Syntax node, String source) {
        Map<String, String> all = new LinkedHashMap<>();
        for (Syntax one : node.first("modifiers").map(Syntax::children).orElse(List.of())) {
            Optional<Syntax> call = one.first("constructor_invocation");
            Optional<Syntax> type = call.isPresent() ? call.get().first("user_type") : one.first("user_type");
            if (one.is("annotation")) {
                all.put(name(type, source), one.text(source));
            }
        }
        return all;
    }

    private static String name(Optional<Syntax> node, String source) {
        return node.map(one -> one.text(source)).orElse("");
    }
}
