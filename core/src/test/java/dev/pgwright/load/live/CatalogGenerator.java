package dev.pgwright.load.live;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;
import static dev.pgwright.sql.Identifiers.quoteLiteral;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Deferrability;
import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.Generated;
import dev.pgwright.catalog.Identity;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.PartitionOf;
import dev.pgwright.catalog.Partitioning;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.catalog.Schema;
import dev.pgwright.catalog.Sequence;
import dev.pgwright.catalog.SequenceOptions;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes catalogs at random, the same for the same seed, in the words that PostgreSQL itself would use. */
public final class CatalogGenerator {
    private static final List<String> NAME_PARTS = List.of(
            "order",
            "Customer",
            "select",
            "täble",
            "a b",
            "x\"y",
            "it's",
            "name",
            "中文",
            "user_account",
            "v1.2",
            "$",
            "a_name_that_is_so_long_that_no_suffix_fits_behind_it_any_more_");
    private static final List<String> SCHEMAS = List.of("public", "shop", "Odd Schema");
    private static final List<String> ACTION_FREE_TYPES = List.of(
            "integer",
            "bigint",
            "smallint",
            "text",
            "character varying(20)",
            "numeric(10,2)",
            "boolean",
            "date",
            "timestamp with time zone",
            "timestamp(3) without time zone",
            "uuid",
            "jsonb",
            "text[]",
            "bytea",
            "double precision",
            "interval",
            "character(3)",
            "int4range",
            "inet",
            "time without time zone");

    private final Random random;
    private final Set<String> used = new HashSet<>();
    private final List<EnumType> enums = new ArrayList<>();
    private final List<DomainType> domains = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();

    private CatalogGenerator(long seed) {
        this.random = new Random(seed);
    }

    public static Catalog generate(long seed) {
        return new CatalogGenerator(seed).catalog();
    }

    private Catalog catalog() {
        List<Schema> schemas = List.of(new Schema("shop", comment()), new Schema("empty one", comment()));
        for (int i = 0; i < 2; i++) {
            enums.add(new EnumType(qualified(), List.of("a", "B", "it's", "d e"), comment()));
            domains.add(new DomainType(
                    qualified(),
                    "integer",
                    null,
                    "0",
                    random.nextBoolean(),
                    List.of(new DomainType.DomainCheck(name(), "VALUE >= 0", true)),
                    comment()));
        }
        int count = 3 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            tables.add(table());
        }
        tables.replaceAll(this::withForeignKeys);
        addPartitions();
        List<Sequence> sequences = List.of(
                new Sequence(qualified(), "bigint", SequenceOptions.BIGINT, null, comment()),
                new Sequence(qualified(), "smallint", new SequenceOptions(-5, -2, -9, 7, 3, true), null, comment()));
        return new Catalog(schemas, List.of(), enums, domains, sequences, tables, views(), List.of(), List.of());
    }

    private Table table() {
        QualifiedName name = qualified();
        List<Column> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        columns.add(Column.of("id", "bigint").withIdentity(Identity.ALWAYS).withComment(comment()));
        names.add("id");
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            String column = pick(NAME_PARTS);
            if (names.add(column)) {
                columns.add(column(column));
            }
        }
        columns.add(Column.of("doubled", "bigint").withGenerated(new Generated("id * 2", true)));
        List<Constraint> constraints = new ArrayList<>();
        constraints.add(Constraint.PrimaryKey.of(name(), List.of("id")));
        String last = columns.get(1).name();
        if (random.nextBoolean()) {
            constraints.add(new Constraint.Unique(
                    name(),
                    shuffled(List.of("id", last)),
                    random.nextBoolean() ? List.of("doubled") : List.of(),
                    false,
                    false,
                    pick(List.of(Deferrability.values())),
                    comment()));
        }
        constraints.add(new Constraint.Check(
                name(),
                quoteIdentifier(last) + " IS NOT NULL OR id > 7",
                random.nextBoolean(),
                random.nextBoolean(),
                true,
                comment()));
        return new Table(
                name,
                columns,
                constraints,
                indexes(last),
                List.of(),
                null,
                null,
                List.of(),
                random.nextInt(5) == 0,
                random.nextBoolean() ? parameters() : new TreeMap<>(),
                comment());
    }

    private Column column(String name) {
        int kind = random.nextInt(10);
        if (kind == 0) {
            EnumType type = pick(enums);
            String sql = sql(type.name());
            return Column.of(name, sql).withDefault("'it''s'::" + sql).withComment(comment());
        }
        if (kind == 1) {
            return Column.of(name, sql(pick(domains).name())).withComment(comment());
        }
        String type = pick(ACTION_FREE_TYPES);
        Column column = Column.of(name, type).withComment(comment());
        if (random.nextBoolean()) {
            column = column.withNotNull();
        }
        return switch (type) {
            case "integer" -> column.withDefault(pick(List.of("7", "'-7'::integer")));
            case "text" -> column.withDefault(quoteLiteral(pick(NAME_PARTS)) + "::text");
            case "boolean" -> column.withDefault("true");
            case "timestamp with time zone" -> column.withDefault("now()");
            case "text[]" -> column.withDefault("'{}'::text[]");
            default -> column;
        };
    }

    private List<Index> indexes(String column) {
        List<IndexElement> elements = new ArrayList<>();
        elements.add(new IndexElement("id", false, null, null, random.nextBoolean(), random.nextBoolean()));
        elements.add(IndexElement.expression("id + 1"));
        elements.add(IndexElement.expression("abs(id)"));
        Index index = Index.of(name(), "btree", elements)
                .withPredicate(random.nextBoolean() ? quoteIdentifier(column) + " IS NOT NULL" : null)
                .withInclude(random.nextBoolean() ? List.of("doubled") : List.of())
                .withComment(comment());
        return random.nextBoolean()
                ? List.of(index)
                : List.of(index, Index.of(name(), "hash", List.of(IndexElement.column("id"))));
    }

    /** To any table, itself and tables that refer back included. Unlogged ones may not be referred to by others. */
    private Table withForeignKeys(Table table) {
        List<Constraint> constraints = new ArrayList<>(table.constraints());
        for (int i = random.nextInt(3); i > 0; i--) {
            Table referenced = pick(tables);
            if (!referenced.unlogged() || table.unlogged()) {
                constraints.add(new Constraint.ForeignKey(
                        name(),
                        List.of("doubled"),
                        referenced.name(),
                        List.of("id"),
                        ReferentialAction.NO_ACTION,
                        pick(List.of(ReferentialAction.NO_ACTION, ReferentialAction.RESTRICT)),
                        List.of(),
                        random.nextBoolean(),
                        false,
                        pick(List.of(Deferrability.values())),
                        random.nextBoolean(),
                        true,
                        comment()));
            }
        }
        return new Table(
                table.name(),
                table.columns(),
                constraints,
                table.indexes(),
                table.triggers(),
                null,
                null,
                List.of(),
                table.unlogged(),
                table.storageParameters(),
                table.comment());
    }

    private void addPartitions() {
        QualifiedName parent = qualified();
        List<Column> columns = List.of(
                Column.of("at", "date").withNotNull(), Column.of("Kind", "text").withDefault("'k'::text"));
        tables.add(Table.of(parent, columns, List.of(), List.of(), comment())
                .withPartitioning(new Partitioning(
                        Partitioning.Strategy.RANGE,
                        List.of(IndexElement.column("at"), IndexElement.expression("lower(\"Kind\")")))));
        List<Column> other = new ArrayList<>(columns);
        Collections.reverse(other);
        tables.add(Table.of(qualified(), columns, List.of(), List.of(), comment())
                .withPartitionOf(
                        new PartitionOf(parent, "FOR VALUES FROM ('2024-01-01', 'a') TO ('2025-01-01', MAXVALUE)")));
        tables.add(Table.of(qualified(), random.nextBoolean() ? columns : other, List.of(), List.of(), comment())
                .withPartitionOf(new PartitionOf(parent, "DEFAULT")));
    }

    private List<View> views() {
        List<View> views = new ArrayList<>();
        for (Table table : tables) {
            if (random.nextBoolean()) {
                Column column = pick(table.columns());
                String query =
                        "SELECT " + quoteIdentifier(column.name()) + ",\n    1 AS one\n   FROM " + sql(table.name());
                TreeMap<String, String> comments = new TreeMap<>();
                if (random.nextBoolean()) {
                    comments.put("one", "It's 1");
                }
                views.add(new View(
                        qualified(),
                        random.nextBoolean(),
                        List.of(column.name(), "one"),
                        query,
                        new TreeMap<>(),
                        List.of(),
                        List.of(),
                        true,
                        comments,
                        comment()));
            }
        }
        return views;
    }

    private static TreeMap<String, String> parameters() {
        TreeMap<String, String> parameters = new TreeMap<>();
        parameters.put("fillfactor", "70");
        parameters.put("autovacuum_vacuum_scale_factor", "0.05");
        return parameters;
    }

    private static String sql(QualifiedName name) {
        return quoteIdentifier(name.schema(), name.name());
    }

    private QualifiedName qualified() {
        return QualifiedName.of(pick(SCHEMAS), name());
    }

    /** A name that nothing else has. */
    private String name() {
        while (true) {
            String name = pick(NAME_PARTS);
            String candidate = name.length() > 60 ? name.substring(0, 60) : name + "_" + random.nextInt(1000);
            if (used.add(candidate)) {
                return candidate;
            }
        }
    }

    private @Nullable String comment() {
        return random.nextInt(3) == 0 ? pick(List.of("Plain", "It's\n\"quoted\" \\ and more", "ä😀")) : null;
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    private <T> List<T> shuffled(List<T> items) {
        List<T> copy = new ArrayList<>(items);
        Collections.shuffle(copy, random);
        return copy;
    }
}
