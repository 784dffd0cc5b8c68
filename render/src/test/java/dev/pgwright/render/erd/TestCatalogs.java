package dev.pgwright.render.erd;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.PartitionOf;
import dev.pgwright.catalog.Partitioning;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Catalogs to draw, written in a few words. */
final class TestCatalogs {
    private TestCatalogs() {}

    /**
     * A catalog from lines {@code table: column type [!] [pk] [u] [-> table.column] | ...}, where {@code !} is NOT NULL.
     * A line {@code enum name: value, value} is an enumerated type; {@code table fk (a, b) -> table (c, d)} adds a
     * composite key to a table above; {@code table unique (a, b)} a unique constraint.
     */
    static Catalog parse(String text) {
        List<Table> tables = new ArrayList<>();
        List<EnumType> enums = new ArrayList<>();
        for (String line :
                text.lines().map(String::strip).filter(s -> !s.isEmpty()).toList()) {
            if (line.startsWith("enum ")) {
                String[] parts = line.substring(5).split(":", 2);
                enums.add(new EnumType(name(parts[0]), List.of(parts[1].strip().split("\\s*,\\s*")), null));
            } else if (line.matches("\\S+ (fk|unique) \\(.*")) {
                addConstraint(tables, line);
            } else {
                tables.add(table(line));
            }
        }
        return new Catalog(List.of(), List.of(), enums, List.of(), List.of(), tables, List.of(), List.of(), List.of());
    }

    static QualifiedName name(String text) {
        String[] parts = text.strip().split("\\.");
        return parts.length == 2 ? QualifiedName.of(parts[0], parts[1]) : QualifiedName.of("public", parts[0]);
    }

    static List<QualifiedName> names(String... names) {
        return List.of(names).stream().map(TestCatalogs::name).toList();
    }

    private static void addConstraint(List<Table> tables, String line) {
        String[] words = line.split(" ", 3);
        Table table = tables.stream()
                .filter(t -> t.name().equals(name(words[0])))
                .findFirst()
                .orElseThrow();
        List<Constraint> constraints = new ArrayList<>(table.constraints());
        String[] sides = words[2].split("->");
        List<String> columns = list(sides[0]);
        if (words[1].equals("unique")) {
            constraints.add(Constraint.Unique.of(table.name().name() + "_key" + constraints.size(), columns));
        } else {
            String target = sides[1].substring(0, sides[1].indexOf('('));
            constraints.add(Constraint.ForeignKey.of(
                    table.name().name() + "_" + String.join("_", columns) + "_fkey",
                    columns,
                    name(target),
                    list(sides[1].substring(sides[1].indexOf('('))),
                    ReferentialAction.NO_ACTION));
        }
        tables.set(
                tables.indexOf(table),
                new Table(
                        table.name(),
                        table.columns(),
                        constraints,
                        table.indexes(),
                        table.triggers(),
                        table.partitioning(),
                        table.partitionOf(),
                        table.inherits(),
                        table.unlogged(),
                        table.storageParameters(),
                        table.comment()));
    }

    private static List<String> list(String parenthesised) {
        return List.of(parenthesised.strip().replaceAll("[()]", "").split("\\s*,\\s*"));
    }

    private static Table table(String line) {
        String[] parts = line.split(":", 2);
        QualifiedName name = name(parts[0]);
        List<Column> columns = new ArrayList<>();
        List<String> key = new ArrayList<>();
        List<Constraint> constraints = new ArrayList<>();
        for (String text : parts[1].split("\\|")) {
            String[] target = text.split("->");
            List<String> words = new ArrayList<>(List.of(target[0].strip().split(" ")));
            boolean primary = words.remove("pk");
            boolean unique = words.remove("u");
            boolean notNull = words.remove("!") || primary;
            String column = words.remove(0);
            columns.add(new Column(column, String.join(" ", words), null, notNull, null, null, null, null));
            if (primary) {
                key.add(column);
            }
            if (unique) {
                constraints.add(Constraint.Unique.of(name.name() + "_" + column + "_key", List.of(column)));
            }
            if (target.length == 2) {
                String reference = target[1].strip();
                int dot = reference.lastIndexOf('.');
                constraints.add(Constraint.ForeignKey.of(
                        name.name() + "_" + column + "_fkey",
                        List.of(column),
                        name(reference.substring(0, dot)),
                        List.of(reference.substring(dot + 1)),
                        ReferentialAction.NO_ACTION));
            }
        }
        if (!key.isEmpty()) {
            constraints.add(Constraint.PrimaryKey.of(name.name() + "_pkey", key));
        }
        return Table.of(name, columns, constraints, List.of(), null);
    }

    static Catalog with(Catalog catalog, List<Table> more) {
        List<Table> tables = new ArrayList<>(catalog.tables());
        for (Table table : more) {
            tables.removeIf(old -> old.name().equals(table.name()));
            tables.add(table);
        }
        return new Catalog(
                catalog.schemas(),
                catalog.extensions(),
                catalog.enums(),
                catalog.domains(),
                catalog.sequences(),
                tables,
                catalog.views(),
                catalog.routines(),
                catalog.notModelled());
    }

    static Catalog marketplace() {
        Catalog catalog = parse("""
                customers: id bigint pk | email citext ! u | display_name text ! | phone text | locale text ! | created_at timestamp with time zone !
                addresses: id bigint pk | customer_id bigint ! -> customers.id | label text | line1 text ! | city text ! | postcode text ! | country character(2) !
                wishlists: customer_id bigint pk -> customers.id | product_id bigint pk -> products.id | added_at timestamp with time zone !
                sellers: id bigint pk | owner_id bigint ! u -> customers.id | name text ! u | status seller_status ! | commission numeric(5,4) ! | created_at timestamp with time zone !
                seller_members: seller_id bigint pk -> sellers.id | customer_id bigint pk -> customers.id | role text ! | invited_by bigint -> customers.id
                payouts: id bigint pk | seller_id bigint ! -> sellers.id | amount numeric(14,2) ! | currency character(3) ! | paid_at timestamp with time zone
                categories: id bigint pk | parent_id bigint -> categories.id | name text ! | path ltree ! u
                products: id bigint pk | seller_id bigint ! -> sellers.id | category_id bigint -> categories.id | title text ! | description text ! | search tsvector | created_at timestamp with time zone !
                product_variants: id bigint pk | product_id bigint ! -> products.id | sku text ! u | price numeric(12,2) ! | currency character(3) ! | attributes jsonb !
                product_images: id bigint pk | product_id bigint ! -> products.id | url text ! | position smallint !
                inventory: variant_id bigint pk -> product_variants.id | on_hand integer ! | reserved integer ! | updated_at timestamp with time zone !
                orders: id bigint pk | created_at timestamp with time zone pk | customer_id bigint ! -> customers.id | ship_to_id bigint -> addresses.id | status order_status ! | total numeric(14,2) ! | currency character(3) !
                order_items: order_id bigint pk | order_created_at timestamp with time zone pk | line_no smallint pk | variant_id bigint ! -> product_variants.id | quantity integer ! | unit_price numeric(12,2) !
                order_items fk (order_id, order_created_at) -> orders (id, created_at)
                payments: id bigint pk | order_id bigint ! | order_created_at timestamp with time zone ! | status payment_status ! | amount numeric(14,2) ! | provider_ref text u | captured_at timestamp with time zone
                payments fk (order_id, order_created_at) -> orders (id, created_at)
                reviews: id bigint pk | customer_id bigint ! -> customers.id | product_id bigint ! -> products.id | rating smallint ! | body text | created_at timestamp with time zone !
                venues: id bigint pk | seller_id bigint ! -> sellers.id | name text ! | location point ! | timezone text !
                resources: id bigint pk | venue_id bigint ! -> venues.id | product_id bigint u -> products.id | name text ! | capacity integer !
                bookings: id bigint pk | resource_id bigint ! -> resources.id | customer_id bigint ! -> customers.id | during tstzrange ! | status booking_status ! | order_id bigint | order_created_at timestamp with time zone
                bookings fk (order_id, order_created_at) -> orders (id, created_at)
                enum seller_status: pending, active, suspended, closed
                enum order_status: placed, paid, packed, shipped, delivered, cancelled, refunded
                enum payment_status: authorised, captured, failed, refunded
                enum booking_status: held, confirmed, cancelled, completed
                """);
        Table orders = catalog.table(name("orders")).orElseThrow();
        List<Table> more = new ArrayList<>();
        more.add(orders.withPartitioning(
                new Partitioning(Partitioning.Strategy.RANGE, List.of(IndexElement.column("created_at")))));
        for (int month = 1; month <= 3; month++) {
            more.add(Table.of(name("orders_2026_0" + month), orders.columns(), List.of(), List.of(), null)
                    .withPartitionOf(new PartitionOf(orders.name(), "FOR VALUES FROM ('2026-0" + month + "-01')")));
        }
        return with(catalog, more);
    }

    static ErdOptions marketplaceOptions() {
        return ErdOptions.titled("Marketplace")
                .withGroups(List.of(
                        ErdOptions.Group.of("Customers", names("customers", "addresses", "wishlists")),
                        ErdOptions.Group.of("Sellers", names("sellers", "seller_members", "payouts")),
                        ErdOptions.Group.of(
                                "Catalog",
                                names(
                                        "categories",
                                        "products",
                                        "product_variants",
                                        "product_images",
                                        "inventory",
                                        "reviews")),
                        ErdOptions.Group.of("Orders", names("orders", "order_items", "payments")),
                        ErdOptions.Group.of("Bookings", names("venues", "resources", "bookings"))));
    }

    /** Random tables in the shape real schemas have: some hubs, chains, and tables without any reference. */
    static Catalog generated(int count, long seed) {
        Random random = new Random(seed);
        String[] types = {
            "text !", "text", "integer !", "timestamp with time zone !", "numeric(12,2)", "jsonb", "boolean !"
        };
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("table_").append(i).append(": id bigint pk");
            int references = i % 9 == 5 ? 0 : random.nextInt(4);
            for (int r = 0; r < references && i > 0; r++) {
                int target = random.nextInt(5) == 0 ? i / 10 : Math.max(0, i - 1 - random.nextInt(Math.min(i, 8)));
                text.append(" | ref_").append(r).append("_id bigint").append(random.nextBoolean() ? " !" : "");
                text.append(" -> table_").append(target).append(".id");
            }
            int columns = 1 + random.nextInt(8);
            for (int c = 0; c < columns; c++) {
                text.append(" | column_").append(c).append(' ').append(types[random.nextInt(types.length)]);
            }
            text.append('\n');
        }
        return parse(text.toString());
    }

    /** The tables by their number in so many groups; the last three stand alone. */
    static ErdOptions grouped(Catalog catalog, int groups) {
        List<QualifiedName> names = catalog.tables().stream().map(Table::name).toList();
        int each = names.size() / groups;
        List<ErdOptions.Group> list = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            int end = group == groups - 1 ? names.size() - 3 : (group + 1) * each;
            list.add(ErdOptions.Group.of("Group " + group, names.subList(group * each, end)));
        }
        return ErdOptions.titled("Groups").withGroups(list);
    }

    static ErdOptions.Group groupOfAll(Catalog catalog) {
        return ErdOptions.Group.of(
                "All & <everything>", catalog.tables().stream().map(Table::name).toList());
    }

    /** A table for each of the {@link OddNames}, all referring to the first. */
    static Catalog oddNames() {
        List<Table> tables = new ArrayList<>();
        for (String name : OddNames.ALL) {
            List<Column> columns = List.of(
                    Column.of("id", "bigint").withNotNull(),
                    Column.of(name, "numeric(12,2)").withComment(name),
                    Column.of("of " + name, "odd.\"Type " + name + "\""));
            tables.add(Table.of(
                    QualifiedName.of("public", name),
                    columns,
                    List.of(
                            Constraint.PrimaryKey.of("pkey", List.of("id")),
                            Constraint.ForeignKey.of(
                                    name,
                                    List.of("of " + name),
                                    QualifiedName.of("public", OddNames.ALL.get(0)),
                                    List.of("id"),
                                    ReferentialAction.CASCADE)),
                    List.of(),
                    "<" + name + ">"));
        }
        List<EnumType> enums = List.of(new EnumType(name("odd"), OddNames.ALL, "all & more"));
        return new Catalog(List.of(), List.of(), enums, List.of(), List.of(), tables, List.of(), List.of(), List.of());
    }

    /** Circles, self references, composite keys, several keys between the same tables, a key that is a key, no columns. */
    static Catalog knots() {
        Catalog catalog = parse("""
                a: id bigint pk | b_id bigint -> b.id | c_id bigint ! -> c.id
                b: id bigint pk | a_id bigint -> a.id | other_a_id bigint ! u -> a.id | third_a_id bigint -> a.id
                c: id bigint pk | a_id bigint u -> a.id | self_id bigint -> c.id | other_self_id bigint ! -> c.id
                detail_of_a: id bigint pk -> a.id | note text
                detail_of_detail: id bigint pk -> detail_of_a.id
                tenants: id bigint pk
                projects: tenant_id bigint pk -> tenants.id | id bigint pk | name text !
                tasks: tenant_id bigint pk -> tenants.id | id bigint pk | project_id bigint ! | parent_id bigint
                tasks fk (tenant_id, project_id) -> projects (tenant_id, id)
                tasks fk (tenant_id, parent_id) -> tasks (tenant_id, id)
                itself: id bigint pk -> itself.id
                a_long_way_off.with_a_long_name_that_goes_on_and_on: id uuid pk | value character varying(255)[]
                zzz_last: id bigint pk
                """);
        return with(catalog, List.of(Table.of(name("no_columns"), List.of(), List.of(), List.of(), null)));
    }
}
