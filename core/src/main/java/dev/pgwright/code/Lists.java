package dev.pgwright.code;

import dev.pgwright.code.Expression.Argument;
import dev.pgwright.code.Expression.Call;
import dev.pgwright.code.Program.Binding;
import dev.pgwright.code.Program.Function;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says what lists of texts hold, and what is joined by a call. */
final class Lists {
    /** Make a list that is empty at first, whatever they are given. */
    private static final Set<String> EMPTY = Set.of("make", "Array", "StringJoiner");

    /** Make a list of another one, or an empty one. */
    private static final Set<String> COPIES = Set.of("ArrayList", "LinkedList", "list");

    /** Make a list of their arguments. */
    private static final Set<String> OF = Set.of("of", "asList", "mutableListOf", "arrayListOf", "listOfNotNull");

    private static final Set<String> SAME = Set.of("stream", "toList", "filter", "filterNotNull", "collect");

    /** Make another element of each. */
    private static final Set<String> MAPPING = Set.of(ProgramReader.MAP, "mapToObj", "mapIndexed", "mapNotNull");

    /** Change a list otherwise than at its end. */
    private static final Set<String> CHANGING =
            Set.of("remove", "removeLast", "pop", "shift", "unshift", "splice", "insert", "clear", "set", "addFirst");

    /** Get a list and leave it as it is. */
    private static final Set<String> READING = Set.of(
            "join", "Join", "len", "append", "addAll", "extend", "push", "print", "println", "list", "ArrayList");

    private final Scopes scopes;
    private final Set<String> open = new HashSet<>();

    Lists(Scopes scopes) {
        this.scopes = scopes;
    }

    /**
     * An element of a list.
     *
     * @param always whether the list has it exactly once
     * @param many whether it stands for as many as there are
     */
    record Element(Expression value, boolean always, boolean many) {
        Element(Expression value, boolean always) {
            this(value, always, false);
        }

        Element onlyIf(boolean sure) {
            return new Element(value, always && sure, many);
        }
    }

    /**
     * Texts with something between them.
     *
     * @param between null where it is {@code otherwise}
     */
    record Joining(
            List<Element> elements,
            @Nullable Expression between,
            String otherwise,
            @Nullable Expression before,
            @Nullable Expression behind) {}

    /** What a call joins, where the list is known. */
    Optional<Joining> joined(Call call) {
        Expression receiver = call.receiver();
        if (receiver == null) {
            return Optional.empty();
        }
        Optional<Expression> first = call.first();
        return switch (call.name()) {
            case "join" -> {
                if (isNamed(receiver, "String") && call.arguments().size() > 1) {
                    List<Expression> values = call.arguments().stream()
                            .skip(1)
                            .map(Argument::value)
                            .toList();
                    Optional<List<Element>> elements =
                            values.size() == 1 ? elements(values.get(0)) : Optional.of(each(values));
                    yield elements.map(all -> joining(all, first.orElse(null)));
                }
                Optional<Joining> inside = first.flatMap(this::elements).map(all -> joining(all, receiver));
                yield inside.or(() -> elements(receiver).map(all -> joining(all, first.orElse(null))));
            }
            case "Join" ->
                isNamed(receiver, "strings")
                        ? first.flatMap(this::elements)
                                .map(all -> joining(all, call.argument(1, "").orElse(null)))
                        : Optional.empty();
            case "joinToString" ->
                how(call)
                        .map(how -> mapped(receiver, how))
                        .orElseGet(() -> elements(receiver))
                        .map(all -> new Joining(
                                all,
                                call.argument(0, "separator").orElse(null),
                                ", ",
                                call.argument(1, "prefix").orElse(null),
                                call.argument(2, "postfix").orElse(null)));
            case "collect" ->
                first.filter(how ->
                                how instanceof Call joining && joining.name().equals("joining"))
                        .flatMap(how -> elements(receiver).map(all -> around(all, (Call) how)));
            default -> Optional.empty();
        };
    }

    /** What a variable joins that is a joiner of texts. */
    Optional<Joining> joined(Expression.Name name) {
        return scopes.valuesOf(name).stream()
                .filter(value -> value instanceof Call call && call.name().equals("StringJoiner"))
                .findFirst()
                .flatMap(made -> elements(name).map(all -> around(all, (Call) made)));
    }

    private static Joining joining(List<Element> elements, @Nullable Expression between) {
        return new Joining(elements, between, ",", null, null);
    }

    /** The arguments are what stands between, before and behind. */
    private static Joining around(List<Element> elements, Call call) {
        return new Joining(
                elements,
                call.first().orElse(null),
                "",
                call.argument(1, "").orElse(null),
                call.argument(2, "").orElse(null));
    }

    private static boolean isNamed(Expression expression, String wanted) {
        return expression instanceof Expression.Name name && name.name().equals(wanted);
    }

    private static List<Element> each(List<Expression> values) {
        return values.stream().map(value -> new Element(value, true)).toList();
    }

    /** What a list holds; empty where it is not known to be one. */
    Optional<List<Element>> elements(Expression expression) {
        if (expression instanceof Expression.Items items) {
            List<Element> all = new ArrayList<>();
            items.values().forEach(value -> all.addAll(spread(value)));
            return Optional.of(all);
        } else if (expression instanceof Expression.Joined joined) {
            return elements(joined.left())
                    .flatMap(left -> elements(joined.right()).map(right -> {
                        List<Element> all = new ArrayList<>(left);
                        all.addAll(right);
                        return all;
                    }));
        } else if (expression instanceof Call call) {
            return made(call);
        } else if (expression instanceof Expression.Name name) {
            return named(name);
        } else if (expression instanceof Expression.Member member) {
            return scopes.constant(member).flatMap(this::elements);
        }
        return Optional.empty();
    }

    /** The elements of a list that is written within another, or the value itself. */
    private List<Element> spread(Expression value) {
        if (value instanceof Expression.Other other && other.parts().size() == 1) {
            Expression list = other.parts().get(0);
            return elements(list).orElseGet(() -> List.of(new Element(list, false)));
        }
        return List.of(new Element(value, !(value instanceof Expression.Other)));
    }

    private Optional<List<Element>> made(Call call) {
        String name = call.name().replaceFirst("<.*", "");
        List<Expression> values = call.arguments().stream().map(Argument::value).toList();
        if (OF.contains(name) && (call.receiver() == null || call.receiver() instanceof Expression.Name)) {
            return Optional.of(each(values));
        } else if (EMPTY.contains(name) && call.receiver() == null) {
            return Optional.of(List.of());
        } else if (COPIES.contains(name) && call.receiver() == null) {
            // a number is how many elements there is room for
            return values.isEmpty() || values.get(0) instanceof Expression.Plain
                    ? Optional.of(List.of())
                    : elements(values.get(0));
        } else if (SAME.contains(name) && call.receiver() != null) {
            boolean filters = name.startsWith("filter");
            return elements(call.receiver())
                    .map(all -> all.stream().map(one -> one.onlyIf(!filters)).toList());
        } else if (MAPPING.contains(name)
                && call.receiver() != null
                && how(call).isPresent()) {
            return mapped(call.receiver(), how(call).get());
        }
        return Optional.empty();
    }

    private static Optional<Expression.Lambda> how(Call call) {
        return call.arguments().stream()
                .flatMap(
                        argument -> argument.value() instanceof Expression.Lambda one ? Stream.of(one) : Stream.empty())
                .findFirst();
    }

    /** Each element of a list made into another; of a list that nobody knows, one stands for all. */
    private Optional<List<Element>> mapped(Expression list, Expression.Lambda how) {
        Expression result = how.result();
        if (result == null) {
            return Optional.empty();
        }
        Optional<List<Element>> known = elements(list);
        if (known.isEmpty()) {
            return Optional.of(List.of(new Element(result, false, true)));
        }
        return known.map(all -> all.stream()
                .map(one -> new Element(
                        how.parameters().isEmpty()
                                ? result
                                : Replacement.in(result, how.parameters().get(0), one.value()),
                        one.always(),
                        one.many()))
                .toList());
    }

    private Optional<List<Element>> named(Expression.Name name) {
        String key = name.name() + "@" + name.span().start();
        if (!open.add(key)) {
            return Optional.empty();
        }
        try {
            for (Function function : scopes.around(name.span().start())) {
                List<Binding> own = scopes.bindings(name.name(), function);
                if (function.parameter(name.name()).isPresent()) {
                    return own.isEmpty() ? given(function, name) : Optional.empty();
                } else if (!own.isEmpty()) {
                    boolean isOurs = !isChangedElsewhere(name, function);
                    return followed(own, name.span().start())
                            .map(all ->
                                    all.stream().map(one -> one.onlyIf(isOurs)).toList());
                }
            }
            return scopes.constant(name).flatMap(this::elements);
        } finally {
            open.remove(key);
        }
    }

    /** The list that a parameter of a function is which only one call of this file gets to. */
    private Optional<List<Element>> given(Function function, Expression.Name name) {
        List<Call> calls = scopes.callsOf(function.name());
        return function.hidden() && calls.size() == 1
                ? calls.get(0)
                        .argument(function.index(name.name()), name.name())
                        .flatMap(this::elements)
                : Optional.empty();
    }

    private boolean isChangedElsewhere(Expression.Name list, Function function) {
        return scopes.callsIn(function.span()).stream()
                        .filter(call -> call.receiver() != null && isNamed(call.receiver(), list.name()))
                        .anyMatch(call -> CHANGING.contains(call.name()))
                || scopes.callsWith(list.name(), function.span()).stream()
                        .anyMatch(call -> !READING.contains(call.name().replaceFirst("<.*", "")));
    }

    /** What a list holds when what stands before its use has been done. */
    private Optional<List<Element>> followed(List<Binding> bindings, int use) {
        Optional<List<Element>> now = Optional.empty();
        for (Binding binding : bindings) {
            Expression value = binding.value();
            boolean always = binding.scope().contains(use);
            if (binding.at().contains(use) || (binding.at().start() >= use && !scopes.isOutside(binding, use))) {
                continue;
            } else if (!binding.appends()) {
                now = value == null ? Optional.of(List.of()) : always ? elements(value) : Optional.empty();
            } else if (now.isPresent() && value != null) {
                boolean once = always && !scopes.isRepeated(binding, use);
                List<Element> all = new ArrayList<>(now.get());
                for (Element more : elements(value).orElseGet(() -> List.of(new Element(value, true)))) {
                    boolean isRepeated = scopes.isRepeated(binding, use);
                    all.add(new Element(more.value(), more.always() && once, more.many() || isRepeated));
                }
                now = Optional.of(all);
            }
        }
        return now;
    }
}
