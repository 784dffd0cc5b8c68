package dev.pgwright.code;

import dev.pgwright.code.Expression.Call;
import dev.pgwright.code.LazyLoading.Access;
import dev.pgwright.code.Program.Binding;
import dev.pgwright.code.Program.Loop;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds loops over what JPA has found, in which a part of the variable is asked for. */
final class LazyAccesses {
    private static final Set<String> FETCHING = Set.of("@Query", "@NamedQuery", "createQuery");
    private static final Set<String> GRAPHS = Set.of("@EntityGraph", "@NamedAttributeNode", "addAttributeNodes");
    private static final Set<String> RESULTS = Set.of("getResultList", "getResultStream", "resultList", "resultStream");
    private static final Set<String> THROUGH =
            Set.of("stream", "toList", "getContent", "filter", "sorted", "limit", "content", "asSequence");
    private static final Set<String> KEYS = Set.of("getId", "id");
    private static final int DEEPEST = 10;

    private final Program program;
    private final Evaluator evaluator;
    private final Scopes scopes;

    LazyAccesses(Program program, Evaluator evaluator) {
        this.program = program;
        this.evaluator = evaluator;
        this.scopes = evaluator.scopes();
    }

    /** Whether a source may say something of it: no other file is parsed for that. */
    static boolean mayHave(String source, CodeLanguage language) {
        return (language == CodeLanguage.JAVA || language == CodeLanguage.KOTLIN)
                && (source.contains("@Entity")
                        || source.contains("@Query")
                        || source.contains("getResult")
                        || source.contains(".resultList")
                        || (source.contains("epository") && source.contains(".find")));
    }

    LazyLoading find() {
        List<Access> accesses = new ArrayList<>();
        for (Loop loop : program.loops) {
            Expression over = loop.over();
            if (over != null && loop.variables().size() == 1 && isResult(over, 0)) {
                accesses(loop, over, loop.variables().iterator().next(), accesses);
            }
        }
        return new LazyLoading(program.associations, fetched(), accesses);
    }

    private void accesses(Loop loop, Expression over, String variable, List<Access> into) {
        String type = type(loop, over, variable);
        Set<String> told = new LinkedHashSet<>();
        for (Expression.Member property : program.properties) {
            if (isVariable(property.object(), loop, variable)) {
                boolean isFollowed = program.properties.stream()
                        .anyMatch(next -> next.object() == property && !KEYS.contains(next.name()));
                if (told.add(property.name() + isFollowed)) {
                    into.add(new Access(property.span(), loop.span(), variable, type, property.name(), isFollowed));
                }
            }
        }
        for (Call call : scopes.callsIn(loop.body())) {
            Expression receiver = call.receiver();
            boolean isPart = receiver != null
                    && isVariable(receiver, loop, variable)
                    && call.arguments().isEmpty();
            String part = property(call.name());
            Call next = scopes.callOn(call);
            boolean isFollowed = next != null && !KEYS.contains(next.name());
            if (isPart && told.add(part + isFollowed)) {
                into.add(new Access(call.span(), loop.span(), variable, type, part, isFollowed));
            }
        }
    }

    /** Whether an expression is the variable of a loop, and not one of the same name of a loop within. */
    private boolean isVariable(Expression expression, Loop loop, String variable) {
        return expression instanceof Expression.Name name
                && name.name().equals(variable)
                && scopes.loopsAround(name.span().start()).stream()
                        .filter(around -> around.variables().contains(variable))
                        .findFirst()
                        .filter(loop::equals)
                        .isPresent();
    }

    private static String property(String name) {
        return name.startsWith("get") && name.length() > 3
                ? name.substring(3, 4).toLowerCase(Locale.ROOT) + name.substring(4)
                : name;
    }

    /** The type of the variable, or of what the list holds. */
    private String type(Loop loop, Expression over, String variable) {
        for (Binding binding : scopes.bindingsIn(loop.span())) {
            if (binding.name().equals(variable)
                    && binding.at().equals(loop.span())
                    && !binding.type().equals("var")) {
                return binding.type();
            }
        }
        if (over instanceof Expression.Name name) {
            String list = scopes.typeOf(name);
            int start = list.indexOf('<');
            return start > 0 && list.endsWith(">") ? list.substring(start + 1, list.length() - 1) : "";
        }
        return "";
    }

    private boolean isResult(Expression expression, int depth) {
        if (depth > DEEPEST) {
            return false;
        } else if (expression instanceof Expression.Name name) {
            List<Expression> values = scopes.valuesOf(name);
            return values.size() == 1 && isResult(values.get(0), depth + 1);
        } else if (expression instanceof Expression.Member member) {
            return RESULTS.contains(member.name())
                    || (THROUGH.contains(member.name()) && isResult(member.object(), depth + 1));
        } else if (expression instanceof Call call && call.receiver() != null) {
            if (RESULTS.contains(call.name())) {
                return true;
            }
            return THROUGH.contains(call.name())
                    ? isResult(call.receiver(), depth + 1)
                    : call.name().startsWith("find") && isRepository(call.receiver());
        }
        return false;
    }

    /** By the name of a variable, or by its type. */
    private boolean isRepository(Expression receiver) {
        String name = receiver instanceof Expression.Name plain
                ? plain.name()
                : receiver instanceof Expression.Member member ? member.name() : "";
        return saysRepository(name)
                || (receiver instanceof Expression.Name plain && saysRepository(scopes.typeOf(plain)));
    }

    private static boolean saysRepository(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith("repository") || lower.endsWith("repo");
    }

    /** The last names behind {@code fetch} in JPQL, and those of graphs. */
    private Set<String> fetched() {
        Set<String> names = new LinkedHashSet<>();
        for (Call call : program.calls) {
            if (FETCHING.contains(call.name())) {
                call.arguments()
                        .forEach(argument -> evaluator.variants(argument.value()).stream()
                                .map(variant -> variant.whole().text())
                                .forEach(text -> fetched(text, names)));
            } else if (GRAPHS.contains(call.name())) {
                call.arguments().forEach(argument -> graph(argument.value(), names));
            }
        }
        return names;
    }

    private static void fetched(String text, Set<String> into) {
        String[] words = text.split("\\s+");
        for (int i = 0; i + 1 < words.length; i++) {
            if (words[i].equalsIgnoreCase("fetch")) {
                into.add(words[i + 1].substring(words[i + 1].lastIndexOf('.') + 1));
            }
        }
    }

    private void graph(Expression value, Set<String> into) {
        List<Expression> all = value instanceof Expression.Items items ? items.values() : List.of(value);
        for (Expression one : all) {
            evaluator.variants(one).stream()
                    .flatMap(variant -> List.of(variant.whole().text().split("\\.")).stream())
                    .forEach(into::add);
        }
    }
}
