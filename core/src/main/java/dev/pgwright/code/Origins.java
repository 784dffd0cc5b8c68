package dev.pgwright.code;

import dev.pgwright.code.Expression.Call;
import dev.pgwright.code.Part.Source;
import dev.pgwright.code.Program.Binding;
import dev.pgwright.code.Program.Function;
import dev.pgwright.code.Program.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where a value comes from that becomes a part of a text. What is not known is not held against anybody. */
final class Origins {
    private static final int DEEPEST = 40;

    private static final Set<String> QUOTING = Set.of(
            "quote_ident",
            "quoteident",
            "quoteidentifier",
            "enquoteidentifier",
            "enquoteliteral",
            "escapeidentifier",
            "escapeliteral",
            "quoteliteral",
            "quote_literal",
            "identifier",
            "sanitize",
            "ident",
            "literal",
            "quotename",
            "quoted_name",
            "quote",
            "asidentifier",
            "escape",
            "quoteifneeded",
            "placeholder",
            "quotenull");

    private static final Set<String> QUOTED = Set.of("escaped", "quoted", "sanitized", "safe");

    private static final Set<String> COUNTING = Set.of(
            "size",
            "length",
            "len",
            "count",
            "parseint",
            "parselong",
            "parsefloat",
            "number",
            "int",
            "float",
            "intvalue",
            "longvalue",
            "ordinal",
            "toepochmilli",
            "abs",
            "min",
            "max",
            "round",
            "floor",
            "atoi",
            "itoa",
            "toint",
            "tolong",
            "currenttimemillis",
            "nanotime",
            "hashcode",
            "formatint",
            "bool",
            "randomuuid",
            "uuid4",
            "tolongornull",
            "tointornull");

    private static final Set<String> TEXTUAL = Set.of(
            "trim",
            "strip",
            "tolowercase",
            "touppercase",
            "lower",
            "upper",
            "replace",
            "replaceall",
            "substring",
            "join",
            "concat",
            "format",
            "formatted",
            "valueof",
            "tostring",
            "string",
            "str",
            "trimspace",
            "tolower",
            "toupper",
            "sprintf",
            "encode",
            "decode",
            "title",
            "capitalize",
            "slice",
            "split",
            "orelse",
            "lowercase",
            "uppercase",
            "jointostring",
            "padstart",
            "padend",
            "repeat");

    private static final Set<String> ASKING = Set.of(
            "getparameter",
            "getheader",
            "getquerystring",
            "getpathinfo",
            "getquery",
            "formvalue",
            "pathvalue",
            "postformvalue",
            "queryparam",
            "pathparam",
            "getparametervalues",
            "readline",
            "getrequestparam",
            "input");

    /** Give the elements of what they are called on. */
    private static final Set<String> SAME = Set.of("stream", "filter", "distinct", "sorted", "toList");

    private static final Set<String> REQUESTS = Set.of("req", "request", "httprequest", "servletrequest");

    private static final Set<String> REQUEST_TYPES = Set.of(
            "HttpServletRequest",
            "ServerRequest",
            "Request",
            "*http.Request",
            "*gin.Context",
            "echo.Context",
            "*fiber.Ctx");

    private final Program program;
    private final Scopes scopes;
    private final Set<Expression> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int depth;

    Origins(Program program, Scopes scopes) {
        this.program = program;
        this.scopes = scopes;
    }

    Source of(Expression expression) {
        if (depth > DEEPEST || !open.add(expression)) {
            return Source.UNKNOWN;
        }
        depth++;
        try {
            return source(expression);
        } finally {
            depth--;
            open.remove(expression);
        }
    }

    private Source source(Expression expression) {
        if (expression instanceof Expression.Plain) {
            return Source.HARMLESS;
        } else if (expression instanceof Expression.Name name) {
            return ofName(name);
        } else if (expression instanceof Call call) {
            return ofCall(call);
        } else if (expression instanceof Expression.Member member) {
            return isRequest(member) ? Source.INPUT : Source.UNKNOWN;
        } else if (expression instanceof Expression.Joined joined) {
            return worst(List.of(joined.left(), joined.right()));
        } else if (expression instanceof Expression.Choice choice) {
            return worst(choice.values());
        } else if (expression instanceof Expression.Items items) {
            return worst(items.values());
        } else if (expression instanceof Expression.Conditional part) {
            return of(part.value());
        } else if (expression instanceof Expression.Sent) {
            return Source.SAFE;
        } else if (expression instanceof Expression.Text text) {
            return worst(text.pieces().stream()
                    .flatMap(piece -> piece instanceof Expression.Inserted inserted
                            ? Stream.of(inserted.value())
                            : Stream.empty())
                    .toList());
        }
        return Source.UNKNOWN;
    }

    private Source worst(List<Expression> all) {
        Source worst = Source.HARMLESS;
        for (Expression one : all) {
            Source source = of(one);
            if (source == Source.INPUT) {
                return source;
            } else if (source == Source.ARGUMENT || (source == Source.UNKNOWN && worst == Source.HARMLESS)) {
                worst = source;
            }
        }
        return worst;
    }

    private Source ofCall(Call call) {
        String name = call.name().toLowerCase(Locale.ROOT);
        if (QUOTING.contains(name) || doublesQuotes(call)) {
            return Source.SAFE;
        } else if (COUNTING.contains(name)) {
            return Source.HARMLESS;
        } else if (ASKING.contains(name)) {
            return Source.INPUT;
        } else if (TEXTUAL.contains(name)) {
            List<Expression> all = new ArrayList<>();
            if (call.receiver() != null) {
                all.add(call.receiver());
            }
            call.arguments().forEach(argument -> all.add(argument.value()));
            return worst(all);
        }
        return call.receiver() != null && isRequest(call.receiver()) ? Source.INPUT : Source.UNKNOWN;
    }

    /** {@code text.replace("'", "''")}. */
    private static boolean doublesQuotes(Call call) {
        return call.name().startsWith("replace")
                && call.arguments().size() == 2
                && call.arguments().get(1).value() instanceof Expression.Text text
                && text.pieces().size() == 1
                && text.pieces().get(0) instanceof Expression.Characters characters
                && (characters.text().equals("''") || characters.text().equals("\"\""));
    }

    private boolean isOfRequestType(Expression.Name name) {
        return scopes.around(name.span().start()).stream()
                .flatMap(function -> function.parameter(name.name()).stream())
                .findFirst()
                .filter(parameter -> REQUEST_TYPES.contains(parameter.type()))
                .isPresent();
    }

    private boolean isRequest(Expression expression) {
        Expression at = expression;
        while (true) {
            if (at instanceof Expression.Member member) {
                if (at != expression && REQUESTS.contains(member.name().toLowerCase(Locale.ROOT))) {
                    return true;
                }
                at = member.object();
            } else if (at instanceof Call call && call.receiver() != null) {
                at = call.receiver();
            } else {
                return at != expression
                        && at instanceof Expression.Name name
                        && (REQUESTS.contains(name.name().toLowerCase(Locale.ROOT)) || isOfRequestType(name));
            }
        }
    }

    private Source ofName(Expression.Name name) {
        int use = name.span().start();
        if (saysQuoted(name.name())) {
            return Source.SAFE;
        }
        for (Function function : scopes.around(use)) {
            boolean checked = program.checks.stream()
                    .anyMatch(check ->
                            check.name().equals(name.name()) && function.span().contains(check.at()));
            if (checked) {
                return Source.SAFE;
            }
            List<Binding> own = scopes.bindings(name.name(), function);
            if (own.stream().anyMatch(binding -> isHarmless(binding.type()))) {
                return Source.HARMLESS;
            }
            List<Expression> values = own.stream()
                    .filter(binding -> binding.at().start() < use)
                    .flatMap(binding -> Optional.ofNullable(binding.value()).stream())
                    .toList();
            if (!values.isEmpty()) {
                return worst(values);
            }
            Optional<Variable> parameter = function.parameter(name.name());
            if (parameter.isPresent()) {
                Source source = ofType(parameter.get().type());
                return source == Source.UNKNOWN ? ofElement(name) : source;
            }
        }
        return ofElement(name);
    }

    /** An element of a list comes from where that does. */
    private Source ofElement(Expression.Name name) {
        Expression list = scopes.loopOf(name).map(Program.Loop::over).orElse(null);
        while (list instanceof Call call && call.receiver() != null && SAME.contains(call.name())) {
            list = call.first().filter(given -> call.name().equals("stream")).orElse(call.receiver());
        }
        return list == null ? Source.UNKNOWN : of(list);
    }

    /** People say in a name what they have done to a text. */
    private static boolean saysQuoted(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return QUOTED.stream().anyMatch(lower::startsWith);
    }

    private static Source ofType(String type) {
        if (isHarmless(type)) {
            return Source.HARMLESS;
        }
        String lower = type.toLowerCase(Locale.ROOT);
        if (lower.isEmpty()) {
            return Source.ARGUMENT;
        }
        return lower.contains("string") || isStr(lower) ? Source.INPUT : Source.UNKNOWN;
    }

    private static boolean isStr(String type) {
        return type.equals("str") || type.contains("[str") || type.startsWith("str|") || type.contains("charsequence");
    }

    private static final Set<String> NUMBERS = Set.of(
            "int",
            "long",
            "short",
            "byte",
            "float",
            "double",
            "boolean",
            "integer",
            "number",
            "bigint",
            "uuid",
            "bool",
            "localdate",
            "localdatetime",
            "instant",
            "offsetdatetime",
            "bigdecimal",
            "biginteger",
            "int32",
            "int64",
            "uint",
            "uint32",
            "uint64",
            "float32",
            "float64",
            "int16",
            "date",
            "datetime",
            "decimal",
            "duration",
            "uuid.uuid",
            "time.time",
            "char");

    private static boolean isHarmless(String type) {
        String lower =
                type.toLowerCase(Locale.ROOT).replaceAll("[?]|\\[]|[.]{3}", "").strip();
        int open = Math.max(lower.indexOf('<'), lower.indexOf('['));
        boolean isList = open > 0 && (lower.endsWith(">") || lower.endsWith("]"));
        return NUMBERS.contains(isList ? lower.substring(open + 1, lower.length() - 1) : lower);
    }
}
