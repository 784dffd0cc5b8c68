package dev.pgwright.dbml;

import dev.pgwright.catalog.AttachedIndex;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.ColumnSettings;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Deferrability;
import dev.pgwright.catalog.Generated;
import dev.pgwright.catalog.Identity;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.PartitionOf;
import dev.pgwright.catalog.Partitioning;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Sequence;
import dev.pgwright.dbml.DbmlNames.TableShape;
import dev.pgwright.dbml.SqlCursor.Unreadable;
import dev.pgwright.finding.DidYouMean;
import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one table of a document into a draft. */
final class TableReader {
    private final DbmlCatalog problems;
    private final TableShape shape;
    private final DbmlTypes types;
    private final NamePool pool;
    private final List<Sequence> sequences;
    private final TableDraft draft;
    private final Set<List<String>> keys = new HashSet<>();
    /** What {@code pg_indexes} says, by index; used up by the indexes. */
    private final Map<String, IndexAttributes> indexAttributes = new LinkedHashMap<>();

    private Span indexAttributesSpan = Span.at(0);

    TableReader(DbmlCatalog problems, TableShape shape, DbmlTypes types, NamePool pool, List<Sequence> sequences) {
        this.problems = problems;
        this.shape = shape;
        this.types = types;
        this.pool = pool;
        this.sequences = sequences;
        this.draft = new TableDraft(shape.name(), shape.table().name().span());
    }

    TableDraft draft() {
        draft.comment = shape.note() == null ? null : shape.note().value();
        shape.settings().list().forEach(this::tableSetting);
        shape.columns().values().forEach(this::column);
        primaryKey();
        shape.indexes().forEach(this::index);
        for (DbmlTableItem.Column column : shape.columns().values()) {
            if (column.settings().has("unique")) {
                unique(null, List.of(column.name().text()), null);
            }
            column.settings()
                    .values("check", DbmlValue.Expression.class)
                    .forEach(expression -> check(null, expression.sql()));
        }
        shape.checks()
                .forEach(check -> check(
                        check.settings().text("name").orElse(null),
                        check.expression().sql()));
        indexAttributes
                .keySet()
                .forEach(name -> problems.problem(
                        indexAttributesSpan,
                        "pg_indexes speaks of '" + name + "', but '" + draft.name.name()
                                + "' has no index of that name",
                        "name it: [name: '" + name + "']"));
        return draft;
    }

    private String schema() {
        return draft.name.schema();
    }

    private void column(DbmlTableItem.Column item) {
        DbmlSettings settings = item.settings();
        checkNames(settings, PgSetting.OF_COLUMN);
        Optional<String> serial = types.serial(item.type());
        String type = settings.text(PgSetting.TYPE).or(() -> serial).orElseGet(() -> types.toPostgres(item.type()));
        Column column = new Column(
                item.name().text(),
                type,
                settings.text(PgSetting.COLLATION).orElse(null),
                settings.has("not null"),
                defaultOf(settings, type),
                null,
                generated(settings),
                settings.text("note").orElse(null));
        Optional<DbmlSetting> options = settings.get(PgSetting.OPTIONS);
        if (options.isPresent()) {
            column = column.withSettings(foreignOptions(
                    options.get(), settings.text(PgSetting.OPTIONS).orElse("")));
        }
        if (serial.isPresent()) {
            Sequence sequence = SerialColumns.sequence(draft.name, column.name(), type);
            sequences.add(sequence);
            pool.take(sequence.name().schema(), sequence.name().name(), NamePool.Kind.RELATION);
            column = column.withNotNull().withDefault(SerialColumns.defaultExpression(sequence.name()));
        } else if (settings.has("increment")) {
            if (!Set.of("smallint", "integer", "bigint").contains(type)) {
                problems.problem(
                        item.type().span(),
                        "increment needs smallint, integer or bigint, but '"
                                + item.name().text() + "' is " + type,
                        null);
            }
            column = column.withIdentity(identity(settings, type));
        }
        draft.columns.add(column);
    }

    private ColumnSettings foreignOptions(DbmlSetting setting, String value) {
        try {
            return new ColumnSettings(null, null, null, new TreeMap<>(), new SqlCursor(value).parameters());
        } catch (Unreadable e) {
            unreadable(setting, e);
            return ColumnSettings.NONE;
        }
    }

    private static @Nullable String defaultOf(DbmlSettings settings, String type) {
        return settings.text(PgSetting.DEFAULT)
                .or(() -> settings.get("default").map(DbmlSetting::value).map(value -> DbmlDefaults.toSql(value, type)))
                .orElse(null);
    }

    private static @Nullable Generated generated(DbmlSettings settings) {
        return settings.text(PgSetting.GENERATED_STORED)
                .map(sql -> new Generated(sql, true))
                .or(() -> settings.text(PgSetting.GENERATED_VIRTUAL).map(sql -> new Generated(sql, false)))
                .orElse(null);
    }

    private Identity identity(DbmlSettings settings, String type) {
        Optional<DbmlSetting> setting = settings.get(PgSetting.IDENTITY);
        if (setting.isPresent()) {
            try {
                return SequenceClauses.readIdentity(
                        settings.text(PgSetting.IDENTITY).orElse(""), type);
            } catch (Unreadable e) {
                unreadable(setting.orElseThrow(), e);
            }
        }
        return Identity.always(type);
    }

    private void primaryKey() {
        List<String> flagged = new ArrayList<>();
        Span first = null;
        for (DbmlTableItem.Column column : shape.columns().values()) {
            if (column.settings().has("pk") || column.settings().has("primary key")) {
                flagged.add(column.name().text());
                first = first == null ? column.span() : first;
            }
        }
        List<DbmlTableItem.Index> blocks = shape.indexes().stream()
                .filter(index -> index.settings().has("pk"))
                .toList();
        if (blocks.size() + (flagged.isEmpty() ? 0 : 1) > 1) {
            problems.problem(
                    blocks.get(blocks.size() - 1).span(),
                    "the table '" + draft.name.name() + "' has two primary keys",
                    "say pk either at the columns or once in indexes");
        }
        if (!flagged.isEmpty()) {
            primaryKey(null, flagged, null);
        } else if (!blocks.isEmpty()) {
            DbmlSettings settings = blocks.get(0).settings();
            primaryKey(
                    settings.text("name").orElse(null),
                    columns(blocks.get(0)),
                    settings.text("note").orElse(null));
        }
    }

    private static List<String> columns(DbmlTableItem.Index index) {
        return index.keys().stream().map(DbmlTableItem.Key::text).toList();
    }

    private void primaryKey(@Nullable String name, List<String> columns, @Nullable String comment) {
        keys.add(columns);
        pool.request(
                schema(),
                name,
                DefaultNames.primaryKey(draft.name.name()),
                NamePool.Kind.CONSTRAINT_WITH_INDEX,
                given -> draft.constraints.add(new Constraint.PrimaryKey(
                        given, columns, List.of(), false, Deferrability.NOT_DEFERRABLE, comment)));
    }

    /** Without a name, a key that repeats another one is dropped, as PostgreSQL does. */
    private void unique(@Nullable String name, List<String> columns, @Nullable String comment) {
        if (!keys.add(columns) && name == null) {
            return;
        }
        pool.request(
                schema(),
                name,
                DefaultNames.unique(draft.name.name(), columns),
                NamePool.Kind.CONSTRAINT_WITH_INDEX,
                given -> draft.constraints.add(new Constraint.Unique(
                        given, columns, List.of(), false, false, Deferrability.NOT_DEFERRABLE, comment)));
    }

    private void check(@Nullable String name, String expression) {
        pool.request(
                schema(),
                name,
                DefaultNames.check(
                        draft.name.name(), expression, shape.columns().keySet()),
                NamePool.Kind.CONSTRAINT,
                given -> draft.constraints.add(Constraint.Check.of(given, expression)));
    }

    private void index(DbmlTableItem.Index item) {
        DbmlSettings settings = item.settings();
        if (settings.has("pk")) {
            return;
        }
        String name = settings.text("name").orElse(null);
        String comment = settings.text("note").orElse(null);
        IndexAttributes said = name == null ? null : indexAttributes.remove(name);
        IndexAttributes attributes = said == null ? IndexAttributes.NONE : said;
        String method = method(settings);
        boolean unique = settings.has("unique");
        boolean plain = item.keys().stream().noneMatch(DbmlTableItem.Key::expression);
        if (unique && plain && method.equals("btree") && said == null) {
            unique(name, columns(item), comment);
            return;
        }
        List<IndexElement> elements = attributes.keys() != null
                ? attributes.keys()
                : item.keys().stream()
                        .map(key -> key.expression()
                                ? IndexElement.expression(key.text())
                                : IndexElement.column(key.text()))
                        .toList();
        if (!elements.stream().map(IndexElement::key).toList().equals(columns(item))) {
            problems.problem(
                    item.span(),
                    "pg_indexes gives the index '" + name + "' other keys than it has here",
                    "the same columns and expressions in the same order, with what DBML cannot say behind each");
        }
        pool.request(
                schema(),
                name,
                DefaultNames.index(draft.name.name(), elements, attributes.include()),
                NamePool.Kind.RELATION,
                given -> draft.indexes.add(attributes.index(given, method, elements, unique, comment)));
    }

    private static String method(DbmlSettings settings) {
        DbmlValue value = settings.get("type").map(DbmlSetting::value).orElse(null);
        if (value instanceof DbmlValue.Words words) {
            return words.text();
        }
        return value instanceof DbmlValue.Text text ? text.value().toLowerCase(Locale.ROOT) : "btree";
    }

    private void checkNames(DbmlSettings settings, List<String> known) {
        for (DbmlSetting setting : settings.list()) {
            if (setting.name().startsWith(PgSetting.PREFIX) && !known.contains(setting.name())) {
                problems.problem(
                        setting.span(),
                        "unknown setting '" + setting.name() + "'",
                        DidYouMean.hint(setting.name(), known).orElse("known are " + String.join(", ", known)));
            } else if (known.contains(setting.name()) && !(setting.value() instanceof DbmlValue.Text)) {
                problems.problem(setting.span(), "the setting '" + setting.name() + "' needs a text in quotes", null);
            }
        }
    }

    private void unreadable(DbmlSetting setting, Unreadable fault) {
        problems.problem(
                setting.value() == null ? setting.span() : setting.value().span(),
                "cannot read '" + setting.name() + "': " + fault.getMessage(),
                null);
    }

    private void tableSetting(DbmlSetting setting) {
        checkNames(new DbmlSettings(List.of(setting)), PgSetting.OF_TABLE);
        if (setting.value() instanceof DbmlValue.Text text) {
            try {
                tableSetting(setting, text.value());
            } catch (Unreadable e) {
                unreadable(setting, e);
            }
        }
    }

    private void tableSetting(DbmlSetting setting, String value) throws Unreadable {
        switch (setting.name()) {
            case PgSetting.CONSTRAINTS -> constraints(setting, value);
            case PgSetting.INDEXES -> indexes(setting, value);
            case PgSetting.ATTACHED_INDEXES -> {
                for (SqlCursor.Statement entry : SqlCursor.statements(value)) {
                    AttachedIndex index = IndexClauses.readAttached(entry.sql());
                    draft.attachedIndexes.add(index);
                    pool.take(schema(), index.name(), NamePool.Kind.RELATION);
                }
            }
            case PgSetting.PARTITION_BY -> draft.partitioning = partitioning(value);
            case PgSetting.PARTITION_OF -> {
                SqlCursor cursor = new SqlCursor(value);
                QualifiedName parent = cursor.qualifiedName();
                draft.partitionOf = new PartitionOf(parent, cursor.rest().strip());
            }
            case PgSetting.INHERITS -> {
                SqlCursor cursor = new SqlCursor(value);
                do {
                    draft.inherits.add(cursor.qualifiedName());
                } while (cursor.acceptSymbol(','));
                cursor.end();
            }
            case PgSetting.UNLOGGED -> draft.unlogged = Boolean.parseBoolean(value);
            case PgSetting.WITH -> draft.storageParameters = new SqlCursor(value).parameters();
            case PgSetting.OF_TYPE -> {
                SqlCursor cursor = new SqlCursor(value);
                draft.ofType = cursor.qualifiedName();
                cursor.end();
            }
            case PgSetting.ACCESS_METHOD -> draft.accessMethod = value;
            case PgSetting.TABLESPACE -> draft.tablespace = value;
            case PgSetting.SERVER -> draft.foreignServer = value;
            case PgSetting.SERVER_OPTIONS -> draft.foreignOptions = new SqlCursor(value).parameters();
            default -> {
                // a setting of the user's own
            }
        }
    }

    private void indexes(DbmlSetting setting, String value) throws Unreadable {
        indexAttributesSpan = setting.span();
        for (SqlCursor.Statement entry : SqlCursor.statements(value)) {
            SqlCursor cursor = new SqlCursor(entry.sql());
            String name = cursor.name();
            boolean unique = cursor.accept("unique using");
            if (unique || cursor.accept("using")) {
                draft.indexes.add(IndexAttributes.readDefinition(name, unique, cursor));
                pool.take(schema(), name, NamePool.Kind.RELATION);
            } else {
                indexAttributes.put(name, IndexAttributes.read(cursor));
                cursor.end();
            }
        }
    }

    private void constraints(DbmlSetting setting, String value) throws Unreadable {
        draft.attributesSpan = setting.span();
        for (SqlCursor.Statement statement : SqlCursor.statements(value)) {
            ConstraintClauses.Entry entry = ConstraintClauses.read(statement.sql());
            if (entry.whole() == null) {
                draft.attributes.add(entry);
            } else {
                boolean hasIndex = entry.whole() instanceof Constraint.Exclusion
                        || entry.whole() instanceof Constraint.PrimaryKey
                        || entry.whole() instanceof Constraint.Unique;
                pool.take(
                        schema(),
                        entry.name(),
                        hasIndex ? NamePool.Kind.CONSTRAINT_WITH_INDEX : NamePool.Kind.CONSTRAINT);
                draft.constraints.add(entry.whole());
            }
        }
    }

    private static Partitioning partitioning(String value) throws Unreadable {
        SqlCursor cursor = new SqlCursor(value);
        for (Partitioning.Strategy strategy : Partitioning.Strategy.values()) {
            if (cursor.accept(strategy.name().toLowerCase(Locale.ROOT))) {
                List<IndexElement> keys = IndexClauses.readElements(cursor.parenthesised());
                cursor.end();
                return new Partitioning(strategy, keys);
            }
        }
        throw cursor.expected("RANGE, LIST or HASH");
    }
}
