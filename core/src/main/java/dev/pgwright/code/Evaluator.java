package dev.pgwright.code;

import dev.pgwright.code.Expression.Argument;
import dev.pgwright.code.Expression.Call;
import dev.pgwright.code.Program.Binding;
import dev.pgwright.code.Program.Function;
import dev.pgwright.code.Program.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says which texts an expression may be: literals, constants, variables and builders are joined as the program does it. */
final class Evaluator {
    private static final int DEEPEST = 1500;

    /** Give back the text that they are given, but for blanks. */
    private static final Set<String> TRANSPARENT = Set.of(
            "toString",
            "strip",
            "trim",
            "stripIndent",
            "stripTrailing",
            "stripLeading",
            "intern",
            "trimIndent",
            "dedent",
            "cleandoc",
            "String",
            "requireNonNull",
            "valueOf",
            "as_string",
            "trimEnd",
            "trimStart",
            "StringBuilder",
            "StringBuffer",
            "StringIO",
            "getvalue",
            "text",
            "SQL",
            "TrimSpace",
            "rstrip",
            "lstrip");

    private final String source;
    private final Scopes scopes;
    private final Origins origins;
    private final Templates templates;
    private final Lists lists;
    private final Set<String> open = new HashSet<>();
    private final Map<String, List<Variant>> known = new HashMap<>();
    private int depth;

    Evaluator(Program program, String source, Constants.Elsewhere elsewhere) {
        this.source = source;
        this.scopes = new Scopes(program, elsewhere);
        this.origins = new Origins(program, scopes);
        this.templates = new Templates(scopes);
        this.lists = new Lists(scopes);
    }

    Scopes scopes() {
        return scopes;
    }

    Lists lists() {
        return lists;
    }

    /** The texts that an expression may be; at least one, with open parts where nobody can tell. */
    List<Variant> variants(Expression expression) {
        if (depth > DEEPEST) {
            return unknown(expression);
        }
        depth++;
        try {
            return of(expression);
        } finally {
            depth--;
        }
    }

    private List<Variant> of(Expression expression) {
        if (expression instanceof Expression.Text text) {
            List<Variant> all = List.of(Variant.EMPTY);
            for (Expression.Piece piece : text.pieces()) {
                if (piece instanceof Expression.Characters characters) {
                    Part part = new Part.Fixed(characters.text(), characters.at());
                    all = Variant.joined(all, List.of(Variant.of(part)), true);
                } else if (piece instanceof Expression.Inserted inserted) {
                    all = Variant.joined(all, variants(inserted.value()), true);
                }
            }
            return all;
        } else if (expression instanceof Expression.Joined joined) {
            List<Variant> left = variants(joined.left());
            List<Variant> right = variants(joined.right());
            return Variant.isLong(left) ? unknown(expression) : Variant.joined(left, right, true);
        } else if (expression instanceof Expression.Choice choice) {
            return any(choice.values());
        } else if (expression instanceof Expression.Name name) {
            return named(name);
        } else if (expression instanceof Call call) {
            return called(call);
        } else if (expression instanceof Expression.Conditional part) {
            return Variant.joined(List.of(Variant.EMPTY), variants(part.value()), false);
        } else if (expression instanceof Expression.Trimmed trimmed) {
            return variants(trimmed.value()).stream()
                    .map(variant -> Trimming.of(variant, trimmed))
                    .toList();
        } else if (expression instanceof Expression.Sent sent) {
            return sent(sent);
        } else if (expression instanceof Expression.Member member) {
            return scopes.constant(member).map(this::variants).orElseGet(() -> unknown(expression));
        }
        return unknown(expression);
    }

    private List<Variant> any(List<Expression> values) {
        List<Variant> all = new ArrayList<>();
        for (Expression value : values) {
            for (Variant variant : variants(value)) {
                if (all.size() < Variant.MOST) {
                    all.add(variant);
                }
            }
        }
        return all.isEmpty() ? List.of(Variant.EMPTY) : all;
    }

    private List<Variant> unknown(Expression expression) {
        String shown = expression.span().of(source).strip().replaceAll("\\s+", " ");
        return List.of(Variant.of(new Part.Open(expression.span(), shown, origins.of(expression))));
    }

    /** A template within a template is a part of it; what a helper of the library makes is not known, but safe. */
    private List<Variant> sent(Expression.Sent sent) {
        Expression value = sent.value();
        if (templates.isTemplate(value)) {
            return variants(value);
        }
        Part.Source kind = templates.isHelper(value) ? Part.Source.SAFE : Part.Source.BOUND;
        String shown = value.span().of(source).strip().replaceAll("\\s+", " ");
        return List.of(Variant.of(new Part.Open(value.span(), shown, kind)));
    }

    private List<Variant> called(Call call) {
        Expression receiver = call.receiver();
        if (Templates.isTag(call) || Templates.isRaw(call)) {
            return call.first().map(this::variants).orElseGet(() -> unknown(call));
        }
        if (TRANSPARENT.contains(call.name())) {
            if (call.arguments().size() == 1 && !call.name().equals("toString")) {
                return variants(call.arguments().get(0).value());
            } else if (call.arguments().isEmpty() && isNew(call)) {
                return List.of(Variant.EMPTY);
            } else if (call.arguments().isEmpty() && receiver != null) {
                return variants(receiver);
            }
        }
        switch (call.name()) {
            case "trimMargin" -> {
                if (receiver != null) {
                    return variants(receiver).stream()
                            .map(Variant::withoutMargin)
                            .toList();
                }
            }
            case "append", "concat" -> {
                if (receiver != null && call.arguments().size() == 1) {
                    return Variant.joined(
                            variants(receiver), variants(call.arguments().get(0).value()), true);
                }
            }
            case "formatted" -> {
                if (receiver != null) {
                    return formatted(receiver, call.arguments(), call);
                }
            }
            case "format", "Sprintf" -> {
                if (!call.arguments().isEmpty()) {
                    return formatted(
                            call.arguments().get(0).value(),
                            call.arguments().subList(1, call.arguments().size()),
                            call);
                }
            }
            case ProgramReader.BRACES -> {
                if (receiver != null) {
                    return braces(receiver, call);
                }
            }
            case ProgramReader.PERCENT -> {
                if (receiver != null) {
                    return formatted(receiver, call.arguments(), call);
                }
            }
            case "join", "Join", "joinToString", "collect" -> {
                Optional<Lists.Joining> joining = lists.joined(call);
                if (joining.isPresent()) {
                    return joined(joining.get(), call);
                }
            }
            default -> {
                // nothing that makes a text of others
            }
        }
        return unknown(call);
    }

    private static boolean isNew(Call call) {
        return call.name().equals("StringIO")
                || (call.receiver() == null && call.name().startsWith("String"));
    }

    private List<Variant> joined(Lists.Joining joining, Expression whole) {
        Expression before = joining.before();
        Expression between = joining.between();
        Expression behind = joining.behind();
        List<Variant> separator =
                between != null ? variants(between) : List.of(Variant.written(joining.otherwise(), whole.span()));
        List<Variant> all = before == null ? List.of(Variant.EMPTY) : variants(before);
        boolean first = true;
        for (Lists.Element element : joining.elements()) {
            if (!first) {
                all = Variant.joined(all, separator, true);
            }
            first = false;
            all = Variant.joined(all, variants(element.value()), element.always());
            if (element.many() && separates(separator)) {
                Part more = new Part.Open(whole.span(), "", Part.Source.LIST);
                all = Variant.joined(all, List.of(Variant.of(more)), true);
            }
            if (Variant.isLong(all)) {
                return unknown(whole);
            }
        }
        return behind == null ? all : Variant.joined(all, variants(behind), true);
    }

    /** Whether something between texts makes a list of them. */
    private static boolean separates(List<Variant> between) {
        return between.stream().anyMatch(one -> one.whole().text().contains(","));
    }

    /** A format with directives such as {@code %s} and {@code %2$d}. */
    private List<Variant> formatted(Expression format, List<Argument> values, Expression whole) {
        List<Variant> all = new ArrayList<>();
        for (Variant variant : variants(format)) {
            all.addAll(filled(Formats.percent(variant, values), values, whole));
        }
        return all.isEmpty() ? unknown(whole) : all.subList(0, Math.min(all.size(), Variant.MOST));
    }

    /** A format of Python, with {@code {}} and {@code {name}}. */
    private List<Variant> braces(Expression format, Call call) {
        List<Variant> all = new ArrayList<>();
        for (Variant variant : variants(format)) {
            all.addAll(filled(Formats.braces(variant, call.arguments()), call.arguments(), call));
        }
        return all.isEmpty() ? unknown(call) : all.subList(0, Math.min(all.size(), Variant.MOST));
    }

    private List<Variant> filled(Formats.Filled filled, List<Argument> values, Expression whole) {
        List<Variant> all = List.of(new Variant(List.of(), filled.certain()));
        for (Formats.Step step : filled.steps()) {
            if (step.part() != null) {
                all = Variant.joined(all, List.of(Variant.of(step.part())), true);
            } else if (step.value() < values.size()) {
                Expression value = values.get(step.value()).value();
                all = Variant.joined(
                        all,
                        step.isNumber()
                                ? List.of(Variant.of(
                                        new Part.Open(value.span(), value.span().of(source), Part.Source.HARMLESS)))
                                : variants(value),
                        true);
            } else {
                all = Variant.joined(all, unknown(whole), true);
            }
        }
        return all;
    }

    private List<Variant> named(Expression.Name name) {
        String key = name.name() + "@" + name.span().start();
        List<Variant> before = known.get(key);
        if (before != null) {
            return before;
        }
        if (!open.add(key)) {
            return unknown(name);
        }
        try {
            List<Variant> found = resolved(name);
            // a variable that is compared with what is allowed is safe, wherever its value comes from
            if (found.stream().allMatch(Variant::isForeign) && origins.of(name) == Part.Source.SAFE) {
                found = unknown(name);
            }
            known.put(key, found);
            return found;
        } finally {
            open.remove(key);
        }
    }

    private List<Variant> resolved(Expression.Name name) {
        Optional<Lists.Joining> joiner = lists.joined(name);
        if (joiner.isPresent()) {
            return joined(joiner.get(), name);
        }
        int use = name.span().start();
        for (Function function : scopes.around(use)) {
            List<Binding> own = scopes.bindings(name.name(), function);
            Optional<Variable> parameter = function.parameter(name.name());
            if (!own.isEmpty()) {
                List<Variant> start = parameter.isPresent() ? element(name) : List.of();
                return followed(own, start, use, name);
            } else if (parameter.isPresent()) {
                return ofCallers(function, name);
            }
        }
        return scopes.constant(name).map(this::variants).orElseGet(() -> element(name));
    }

    /** What the variable of a loop is, where the list is known that it runs through. */
    private List<Variant> element(Expression.Name name) {
        return scopes.loopOf(name)
                .flatMap(loop -> Optional.ofNullable(loop.over()))
                .flatMap(lists::elements)
                .filter(all -> !all.isEmpty() && all.size() <= Variant.MOST)
                .map(all -> any(all.stream().map(Lists.Element::value).toList()))
                .orElseGet(() -> unknown(name));
    }

    /** What a variable is when its bindings before the use have been done. */
    private List<Variant> followed(List<Binding> bindings, List<Variant> start, int use, Expression.Name name) {
        List<Variant> now = start;
        for (Binding binding : bindings) {
            Expression value = binding.value();
            boolean isLater = binding.at().start() >= use && !scopes.isOutside(binding, use);
            if (value == null || isLater || binding.at().contains(use)) {
                continue;
            }
            if (binding.appends() && value instanceof Expression.Items) {
                return unknown(name);
            }
            boolean always = binding.scope().contains(use);
            List<Variant> given = variants(value);
            if (binding.appends()) {
                boolean once = always && !scopes.isRepeated(binding, use);
                now = Variant.joined(now.isEmpty() ? List.of(Variant.EMPTY) : now, given, once);
            } else if (always) {
                now = given;
            } else {
                List<Variant> both = new ArrayList<>(now);
                both.addAll(given);
                now = both.subList(0, Math.min(both.size(), Variant.MOST));
            }
            if (Variant.isLong(now)) {
                return unknown(name);
            }
        }
        return now.isEmpty() ? element(name) : now;
    }

    /** A parameter of a function that only this file calls is what it is given there, if all of that is known. */
    private List<Variant> ofCallers(Function function, Expression.Name name) {
        if (!function.hidden() || function.name().isEmpty()) {
            return element(name);
        }
        int index = function.index(name.name());
        List<Variant> all = new ArrayList<>();
        for (Call call : scopes.callsOf(function.name())) {
            Optional<Expression> given = call.argument(index, name.name());
            List<Variant> variants = given.map(this::variants).orElse(List.of());
            if (variants.isEmpty() || !variants.stream().allMatch(Variant::isKnown)) {
                return unknown(name);
            }
            all.addAll(variants);
            if (all.size() > Variant.MOST) {
                return List.of(Variant.of(new Part.Open(name.span(), name.name(), Part.Source.SAFE)));
            }
        }
        return all.isEmpty() ? unknown(name) : all;
    }
}
