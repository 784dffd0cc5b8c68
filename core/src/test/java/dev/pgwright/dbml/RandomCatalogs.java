package dev.pgwright.dbml;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Deferrability;
import dev.pgwright.catalog.DefinedObject;
import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.Extension;
import dev.pgwright.catalog.Generated;
import dev.pgwright.catalog.Identity;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.NotModelled;
import dev.pgwright.catalog.PartitionOf;
import dev.pgwright.catalog.Partitioning;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.catalog.Routine;
import dev.pgwright.catalog.Schema;
import dev.pgwright.catalog.Sequence;
import dev.pgwright.catalog.SequenceOptions;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.Trigger;
import dev.pgwright.catalog.View;
import dev.pgwright.sql.Identifiers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Catalogs with something of everything, from a seed. They need not make sense to a server. */
final class RandomCatalogs {
    private static final List<String> WORDS = List.of(
            "orders",
            "Customer",
            "user",
            "line item",
            "naïve",
            "日本",
            "a\"b",
            "x.y",
            "tab\there",
            "note",
            "indexes",
            "1st",
            "emoji😀",
            "back\\slash",
            "line\nbreak",
            "it's",
            "pk",
            "SELECT",
            "a_very_long_name_that_goes_on_and_on_for_ever_and_ever",
            "as",
            "postgresql",
            "`tick`",
            "{brace}",
            "[bracket]",
            "ref",
            "_x",
            "table",
            "//",
            "#fff");
    private static final List<String> TEXTS = List.of(
            "plain",
            "it's \"quoted\"",
            "two\nlines",
            "  indented\n    more",
            "\nstarts empty",
            "ends empty\n",
            "'''",
            "a'''b\nc",
            "back\\slash \\n",
            "tab\there",
            "@pg where: no",
            "x\n@pg include: y",
            "ümläut 😀",
            "'",
            "''",
            "a\r\nb",
            "`",
            "; --",
            "trailing \\",
            "\n",
            " ",
            "// no comment",
            "multi\n\nempty\n\n\nlines",
            "a\n'''");
    private static final List<String> EXPRESSIONS = List.of(
            "a > 0",
            "now()",
            "lower(x)",
            "((a))",
            "a = 'x`y'",
            "CASE\n    WHEN a THEN 1\n    ELSE 2\nEND",
            "'it''s'::text",
            "E'a\\\\b'::text",
            "x ~ '^[a-z]+$'",
            "jsonb_path_exists(x, '$.a'::jsonpath)",
            "a <> ALL (ARRAY[1, 2])");
    private static final List<String> TYPES = List.of(
            "bigint",
            "integer",
            "text",
            "character varying(20)",
            "numeric(10,2)",
            "timestamp with time zone",
            "timestamp(3) without time zone",
            "text[]",
            "uuid",
            "jsonb",
            "public.email",
            "other.\"My Type\"",
            "boolean",
            "\"char\"",
            "bit varying(3)",
            "interval day to second(3)",
            "double precision",
            "character(3)",
            "extensions.geometry(Point,4326)",
            "time with time zone",
            "numeric(10,0)[]",
            "tstzrange");

    private final Random random;
    private final Set<String> used = new HashSet<>();
    private final List<QualifiedName> tables = new ArrayList<>();

    private RandomCatalogs(long seed) {
        this.random = new Random(seed);
    }

    static Catalog of(long seed) {
        return new RandomCatalogs(seed).catalog();
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    private String name() {
        String name = chance(60) ? "n" + random.nextInt(1000) : pick(WORDS);
        while (!used.add(name)) {
            name += random.nextInt(10);
        }
        return name;
    }

    private QualifiedName qualified() {
        return QualifiedName.of(pick(List.of("public", "public", "Other", "billing")), name());
    }

    private @Nullable String maybe(List<String> items) {
        return chance(30) ? pick(items) : null;
    }

    private @Nullable String comment() {
        return maybe(TEXTS);
    }

    private SortedMap<String, String> parameters() {
        return chance(80) ? new TreeMap<>() : new TreeMap<>(java.util.Map.of("fillfactor", "70", "toast.x", "A b'c"));
    }

    private Catalog catalog() {
        List<EnumType> enums = list(3, () -> {
            List<String> values = new ArrayList<>(new HashSet<>(list(4, () -> pick(WORDS))));
            return new EnumType(qualified(), values, comment());
        });
        List<Table> made = new ArrayList<>();
        List<Sequence> sequences = new ArrayList<>();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            made.add(table(enums, made, sequences));
        }
        sequences.addAll(list(
                2,
                () -> new Sequence(
                        qualified(),
                        "integer",
                        chance(50) ? SequenceOptions.defaults("integer") : new SequenceOptions(5, -2, -9, 9, 3, true),
                        null,
                        comment())));
        List<DomainType> domains = list(
                2,
                () -> new DomainType(
                        qualified(),
                        pick(TYPES),
                        maybe(List.of("pg_catalog.\"C\"")),
                        maybe(EXPRESSIONS),
                        chance(40),
                        list(2, () -> new DomainType.DomainCheck(name(), pick(EXPRESSIONS), chance(70))),
                        comment()));
        List<Schema> schemas = list(2, () -> new Schema(name(), comment()));
        List<Extension> extensions = list(2, () -> new Extension(name(), "public", comment()));
        List<View> views = list(2, this::view);
        List<Routine> routines = list(2, this::routine);
        List<NotModelled> others = list(2, () -> new NotModelled("large object", "p" + random.nextInt(99)));
        List<DefinedObject> objects = list(
                2,
                () -> new DefinedObject(
                        DefinedObject.Kind.CAST,
                        "(a" + random.nextInt(1_000_000_000) + " AS text)",
                        List.of("CREATE CAST x", "ALTER CAST x"),
                        comment()));
        return new Catalog(schemas, extensions, enums, domains, sequences, made, views, routines, others)
                .withObjects(objects);
    }

    private <T> List<T> list(int atMost, java.util.function.Supplier<T> item) {
        List<T> list = new ArrayList<>();
        int count = random.nextInt(atMost + 1);
        for (int i = 0; i < count; i++) {
            list.add(item.get());
        }
        return list;
    }

    private Table table(List<EnumType> enums, List<Table> before, List<Sequence> sequences) {
        QualifiedName name = qualified();
        tables.add(name);
        List<Column> columns = new ArrayList<>();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            columns.add(column(name, enums, sequences));
        }
        List<String> names = columns.stream().map(Column::name).toList();
        List<Constraint> constraints = new ArrayList<>();
        if (chance(80)) {
            List<String> key = some(names);
            constraints.add(new Constraint.PrimaryKey(
                    chance(70) ? DefaultNames.primaryKey(name.name()) : name(),
                    key,
                    List.of(),
                    chance(5),
                    deferrability(),
                    comment()));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            List<String> key = some(names);
            String usual = DefaultNames.unique(name.name(), key);
            constraints.add(new Constraint.Unique(
                    used.add(usual) ? usual : name(),
                    key,
                    chance(10) ? some(names) : List.of(),
                    chance(20),
                    false,
                    deferrability(),
                    comment()));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            String expression = chance(50) ? Identifiers.quoteIdentifier(pick(names)) + " > 0" : pick(EXPRESSIONS);
            String usual = DefaultNames.check(name.name(), expression, names);
            constraints.add(new Constraint.Check(
                    used.add(usual) ? usual : name(), expression, chance(10), chance(90), true, comment()));
        }
        for (int i = random.nextInt(3); i > 0 && !before.isEmpty(); i--) {
            constraints.add(foreignKey(name, names, pick(before)));
        }
        if (chance(20)) {
            constraints.add(new Constraint.Exclusion(
                    name(),
                    "gist",
                    List.of(
                            new Constraint.Exclusion.Element(element(names), "="),
                            new Constraint.Exclusion.Element(element(names), "OPERATOR(pg_catalog.&&)")),
                    List.of(),
                    maybe(EXPRESSIONS),
                    deferrability(),
                    comment()));
        }
        if (chance(20)) {
            constraints.add(new Constraint.NotNull(name(), pick(names), chance(50), chance(50), comment()));
        }
        List<Index> indexes = list(3, () -> index(name, names));
        List<Trigger> triggers = list(1, () -> trigger(name));
        return new Table(
                name,
                columns,
                constraints,
                indexes,
                triggers,
                chance(15)
                        ? new Partitioning(pick(List.of(Partitioning.Strategy.values())), List.of(element(names)))
                        : null,
                chance(10) ? new PartitionOf(QualifiedName.of("public", "it's"), "FOR VALUES IN ('a', 'b')") : null,
                chance(5) ? List.of(QualifiedName.of("Other", "x"), QualifiedName.of("public", "y")) : List.of(),
                chance(10),
                parameters(),
                comment());
    }

    private Column column(QualifiedName table, List<EnumType> enums, List<Sequence> sequences) {
        String name = name();
        String type = !enums.isEmpty() && chance(20)
                ? Identifiers.quoteIdentifier(
                                enums.get(0).name().schema(),
                                enums.get(0).name().name())
                        + (chance(20) ? "[]" : "")
                : pick(TYPES);
        if (chance(8)) {
            Sequence sequence = SerialColumns.sequence(table, name, "bigint");
            sequences.add(sequence);
            return new Column(
                    name,
                    "bigint",
                    null,
                    true,
                    SerialColumns.defaultExpression(sequence.name()),
                    null,
                    null,
                    comment());
        }
        if (chance(15)) {
            SequenceOptions options =
                    chance(50) ? SequenceOptions.defaults("integer") : new SequenceOptions(100, 10, 1, 5000, 20, true);
            Identity identity = new Identity(chance(50), chance(20) ? qualified() : null, options);
            return new Column(name, "integer", null, true, null, identity, null, comment());
        }
        Generated generated = chance(10) ? new Generated(pick(EXPRESSIONS), chance(50)) : null;
        return new Column(
                name,
                type,
                maybe(List.of("pg_catalog.\"C\"", "\"de-DE\"")),
                chance(50),
                generated == null ? defaultValue(type) : null,
                null,
                generated,
                comment());
    }

    private @Nullable String defaultValue(String type) {
        return switch (random.nextInt(8)) {
            case 0 -> "0";
            case 1 -> "'-1'::integer";
            case 2 -> "true";
            case 3 -> Identifiers.quoteLiteral(pick(TEXTS)) + "::" + type;
            case 4 -> "1.50";
            case 5 -> pick(EXPRESSIONS);
            default -> null;
        };
    }

    private List<String> some(List<String> names) {
        List<String> shuffled = new ArrayList<>(names);
        java.util.Collections.shuffle(shuffled, random);
        return shuffled.subList(0, 1 + random.nextInt(Math.min(3, shuffled.size())));
    }

    private Deferrability deferrability() {
        return chance(80) ? Deferrability.NOT_DEFERRABLE : pick(List.of(Deferrability.values()));
    }

    private Constraint foreignKey(QualifiedName table, List<String> names, Table other) {
        int width = Math.min(
                1 + random.nextInt(2), Math.min(names.size(), other.columns().size()));
        List<String> columns = names.subList(0, width);
        List<String> referenced =
                other.columns().subList(0, width).stream().map(Column::name).toList();
        String usual = DefaultNames.foreignKey(table.name(), columns);
        return new Constraint.ForeignKey(
                used.add(usual) ? usual : name(),
                columns,
                other.name(),
                referenced,
                pick(List.of(ReferentialAction.values())),
                pick(List.of(ReferentialAction.values())),
                chance(10) ? columns : List.of(),
                chance(10),
                chance(5),
                deferrability(),
                chance(90),
                chance(90),
                comment());
    }

    private IndexElement element(List<String> names) {
        boolean expression = chance(30);
        boolean descending = chance(20);
        return new IndexElement(
                expression ? pick(EXPRESSIONS) : pick(names),
                expression,
                chance(10) ? "pg_catalog.\"C\"" : null,
                chance(10) ? "public.gin_trgm_ops(siglen='32')" : null,
                descending,
                descending != chance(10));
    }

    private Index index(QualifiedName table, List<String> names) {
        boolean plain = chance(60);
        List<IndexElement> elements = plain
                ? some(names).stream().map(IndexElement::column).toList()
                : List.of(element(names), element(names));
        String usual = DefaultNames.index(table.name(), elements, List.of());
        return new Index(
                used.add(usual) ? usual : name(),
                pick(List.of("btree", "btree", "gin", "gist", "brin", "odd Method")),
                elements,
                chance(20) ? some(names) : List.of(),
                chance(30),
                chance(10),
                maybe(EXPRESSIONS),
                parameters(),
                chance(95),
                chance(5) ? QualifiedName.of("Other", "parent idx") : null,
                comment());
    }

    private Trigger trigger(QualifiedName table) {
        String name = name();
        return new Trigger(
                name,
                "CREATE TRIGGER " + Identifiers.quoteIdentifier(name) + " BEFORE UPDATE ON "
                        + Identifiers.quoteIdentifier(table.schema(), table.name())
                        + " FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*) EXECUTE FUNCTION public.touch()",
                pick(List.of(Trigger.Firing.values())),
                comment());
    }

    private View view() {
        QualifiedName name = qualified();
        boolean materialized = chance(50);
        List<String> columns = List.of(name(), name());
        return new View(
                name,
                materialized,
                columns,
                " SELECT 1 AS a,\n    'x;y'::text AS b\n   FROM t\n  WHERE true",
                chance(50) ? new TreeMap<>() : new TreeMap<>(java.util.Map.of("security_barrier", "true")),
                materialized ? list(2, () -> index(name, columns)) : List.of(),
                materialized ? List.of() : list(1, () -> trigger(name)),
                !materialized || chance(50),
                chance(50) ? new TreeMap<>() : new TreeMap<>(java.util.Map.of(columns.get(0), pick(TEXTS))),
                comment());
    }

    private Routine routine() {
        QualifiedName name = qualified();
        String sql = Identifiers.quoteIdentifier(name.schema(), name.name());
        return chance(50)
                ? new Routine(
                        name,
                        Routine.Kind.FUNCTION,
                        "a integer, b text",
                        "CREATE OR REPLACE FUNCTION " + sql + "(a integer, b text DEFAULT 'x, y'::text)\n"
                                + " RETURNS integer\n LANGUAGE plpgsql\nAS $function$\nBEGIN\n  RETURN 1; -- it's\nEND\n$function$\n",
                        comment())
                : new Routine(
                        name,
                        Routine.Kind.PROCEDURE,
                        "",
                        "CREATE OR REPLACE PROCEDURE " + sql
                                + "()\n LANGUAGE sql\nBEGIN ATOMIC\n INSERT INTO t VALUES (1);\n"
                                + " SELECT CASE WHEN true THEN 1 ELSE 2 END;\nEND\n",
                        comment());
    }
}
