package dev.pgwright.dbml;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Generated;
import dev.pgwright.catalog.Identity;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.Partitioning;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.TableSettings;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Identifiers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the block of one table: natively where DBML has a form, else in {@link PgSetting}s. */
final class TableBuilder {
    private static final Span NOWHERE = Span.at(0);
    private static final int LONGEST_INLINE_CHECK = 60;

    private final SerialColumns serials;
    private final Table table;
    private final DbmlTypes types;
    private final List<Constraint.ForeignKey> shownKeys;
    private final Set<String> columnNames = new LinkedHashSet<>();
    private final List<String> constraintLines = new ArrayList<>();
    private final List<String> indexLines = new ArrayList<>();
    private final List<DbmlTableItem.Index> indexes = new ArrayList<>();
    private final List<DbmlTableItem.Check> checks = new ArrayList<>();
    private final Map<String, List<DbmlSetting>> columnFlags = new HashMap<>();
    private final Map<String, List<DbmlSetting>> columnChecks = new HashMap<>();

    /** @param shownKeys the foreign keys that DBML shows as references */
    TableBuilder(SerialColumns serials, Table table, DbmlTypes types, List<Constraint.ForeignKey> shownKeys) {
        this.serials = serials;
        this.table = table;
        this.types = types;
        this.shownKeys = shownKeys;
        table.columns().forEach(column -> columnNames.add(column.name()));
    }

    DbmlElement.Table table() {
        // the primary key first, then the unique constraints
        table.primaryKey().ifPresent(this::constraint);
        table.constraints().stream()
                .filter(constraint -> !(constraint instanceof Constraint.PrimaryKey))
                .forEach(this::constraint);
        table.indexes().forEach(this::index);
        List<DbmlTableItem> items = new ArrayList<>();
        table.columns().forEach(column -> items.add(column(column)));
        if (!indexes.isEmpty()) {
            items.add(new DbmlTableItem.Indexes(indexes, NOWHERE));
        }
        if (!checks.isEmpty()) {
            items.add(new DbmlTableItem.Checks(checks, NOWHERE));
        }
        if (table.comment() != null) {
            items.add(new DbmlTableItem.Note(DbmlValue.Text.of(table.comment()), NOWHERE));
        }
        return new DbmlElement.Table(DbmlPath.of(table.name()), null, settings(), items, NOWHERE);
    }

    private DbmlSettings settings() {
        List<DbmlSetting> settings = new ArrayList<>();
        Partitioning partitioning = table.partitioning();
        if (partitioning != null) {
            settings.add(DbmlSetting.text(
                    PgSetting.PARTITION_BY,
                    partitioning.strategy() + " (" + IndexClauses.elements(partitioning.keys()) + ")"));
        }
        if (table.partitionOf() != null) {
            settings.add(DbmlSetting.text(
                    PgSetting.PARTITION_OF,
                    IndexClauses.qualified(table.partitionOf().parent()) + " "
                            + table.partitionOf().bound()));
        }
        if (!table.inherits().isEmpty()) {
            settings.add(DbmlSetting.text(
                    PgSetting.INHERITS,
                    String.join(
                            ", ",
                            table.inherits().stream()
                                    .map(IndexClauses::qualified)
                                    .toList())));
        }
        if (table.unlogged()) {
            settings.add(DbmlSetting.text(PgSetting.UNLOGGED, "true"));
        }
        if (!table.storageParameters().isEmpty()) {
            settings.add(DbmlSetting.text(PgSetting.WITH, IndexClauses.parameters(table.storageParameters())));
        }
        addKept(settings, table.settings());
        if (!constraintLines.isEmpty()) {
            settings.add(DbmlSetting.text(PgSetting.CONSTRAINTS, String.join("\n", constraintLines)));
        }
        if (!indexLines.isEmpty()) {
            settings.add(DbmlSetting.text(PgSetting.INDEXES, String.join("\n", indexLines)));
        }
        if (!table.attachedIndexes().isEmpty()) {
            settings.add(DbmlSetting.text(
                    PgSetting.ATTACHED_INDEXES,
                    table.attachedIndexes().stream().map(IndexClauses::attached).collect(Collectors.joining("\n"))));
        }
        return new DbmlSettings(settings);
    }

    /** What only CREATE TABLE can say; the rest of the settings is said by ALTER in the note. */
    private static void addKept(List<DbmlSetting> settings, TableSettings kept) {
        if (kept.ofType() != null) {
            settings.add(DbmlSetting.text(PgSetting.OF_TYPE, IndexClauses.qualified(kept.ofType())));
        }
        if (kept.accessMethod() != null) {
            settings.add(DbmlSetting.text(PgSetting.ACCESS_METHOD, kept.accessMethod()));
        }
        if (kept.tablespace() != null) {
            settings.add(DbmlSetting.text(PgSetting.TABLESPACE, kept.tablespace()));
        }
        if (kept.foreign() != null) {
            settings.add(DbmlSetting.text(PgSetting.SERVER, kept.foreign().server()));
            if (!kept.foreign().options().isEmpty()) {
                settings.add(DbmlSetting.text(
                        PgSetting.SERVER_OPTIONS,
                        IndexClauses.parameters(kept.foreign().options())));
            }
        }
    }

    private void constraint(Constraint constraint) {
        boolean isShown = show(constraint);
        String clause = isShown ? ConstraintClauses.attributes(constraint) : ConstraintClauses.definition(constraint);
        if (!clause.isEmpty()) {
            constraintLines.add(ConstraintClauses.entry(constraint.name(), clause));
        }
    }

    private boolean show(Constraint constraint) {
        String usual = DefaultNames.of(table.name().name(), constraint, columnNames);
        boolean unnamed = constraint.name().equals(usual);
        if (constraint instanceof Constraint.PrimaryKey key) {
            showKey(key.name(), key.columns(), "pk", unnamed);
            return true;
        } else if (constraint instanceof Constraint.Unique unique) {
            showKey(unique.name(), unique.columns(), "unique", unnamed && !isRepeated(unique));
            return true;
        } else if (constraint instanceof Constraint.ForeignKey key) {
            return shownKeys.contains(key);
        } else if (constraint instanceof Constraint.Check check) {
            return showCheck(check, unnamed);
        }
        return false;
    }

    /** Unnamed, PostgreSQL (and our reader) would drop a key that another one of the same columns makes superfluous. */
    private boolean isRepeated(Constraint.Unique unique) {
        return table.constraints().stream()
                .anyMatch(other -> other instanceof Constraint.PrimaryKey key
                                && key.columns().equals(unique.columns())
                        || other instanceof Constraint.Unique second
                                && second != unique
                                && second.columns().equals(unique.columns()));
    }

    private void showKey(String name, List<String> columns, String flag, boolean unnamed) {
        if (columns.size() == 1 && unnamed) {
            columnFlags
                    .computeIfAbsent(columns.get(0), column -> new ArrayList<>())
                    .add(DbmlSetting.flag(flag));
            return;
        }
        List<DbmlSetting> settings = new ArrayList<>(List.of(DbmlSetting.flag(flag)));
        if (!unnamed) {
            settings.add(DbmlSetting.text("name", name));
        }
        indexes.add(new DbmlTableItem.Index(
                columns.stream()
                        .map(column -> new DbmlTableItem.Key(column, false, NOWHERE))
                        .toList(),
                new DbmlSettings(settings),
                NOWHERE));
    }

    private boolean showCheck(Constraint.Check check, boolean unnamed) {
        String sql = check.expression();
        if (!DbmlDefaults.isExpression(sql)) {
            return false;
        }
        DbmlValue.Expression expression = DbmlValue.Expression.of(sql);
        Optional<String> column = columnNames.stream()
                .filter(name ->
                        check.name().equals(DefaultNames.check(table.name().name(), name, List.of(name))))
                .findFirst();
        if (unnamed && column.isPresent() && sql.length() <= LONGEST_INLINE_CHECK && sql.indexOf('\n') < 0) {
            columnChecks
                    .computeIfAbsent(column.orElseThrow(), name -> new ArrayList<>())
                    .add(DbmlSetting.of("check", expression));
            return true;
        }
        checks.add(new DbmlTableItem.Check(
                expression,
                unnamed ? DbmlSettings.NONE : new DbmlSettings(List.of(DbmlSetting.text("name", check.name()))),
                NOWHERE));
        return true;
    }

    private void index(Index index) {
        if (!isShowable(index)) {
            indexLines.add(IndexAttributes.whole(index) + ";");
            return;
        }
        String attributes = IndexAttributes.of(index).sql();
        if (!attributes.isEmpty()) {
            indexLines.add(Identifiers.quoteIdentifier(index.name()) + " " + attributes + ";");
        }
        List<DbmlSetting> settings = new ArrayList<>();
        if (index.unique()) {
            settings.add(DbmlSetting.flag("unique"));
        }
        boolean unnamed =
                index.name().equals(DefaultNames.index(table.name().name(), index.elements(), index.include()));
        if (!unnamed || !attributes.isEmpty()) {
            settings.add(DbmlSetting.text("name", index.name()));
        }
        if (!index.method().equals("btree")) {
            settings.add(DbmlSetting.of("type", DbmlValue.Words.of(index.method())));
        }
        if (index.comment() != null) {
            settings.add(DbmlSetting.text("note", index.comment()));
        }
        indexes.add(new DbmlTableItem.Index(
                index.elements().stream()
                        .map(element -> new DbmlTableItem.Key(element.key(), element.expression(), NOWHERE))
                        .toList(),
                new DbmlSettings(settings),
                NOWHERE));
    }

    private static boolean isShowable(Index index) {
        List<IndexElement> elements = index.elements();
        boolean keys = elements.stream()
                .allMatch(element -> !element.expression() || DbmlDefaults.isExpression(element.key()));
        boolean distinct = elements.stream().map(IndexElement::key).distinct().count() == elements.size();
        return keys && distinct && index.method().matches("[a-z_][a-z0-9_]*");
    }

    private DbmlTableItem column(Column column) {
        List<DbmlSetting> settings = new ArrayList<>(columnFlags.getOrDefault(column.name(), List.of()));
        List<DbmlSetting> extra = new ArrayList<>();
        Optional<String> serial = serials.serialOf(table, column);
        Optional<DbmlType> written = serial.map(TableBuilder::simpleType).or(() -> types.fromPostgres(column.type()));
        DbmlType type = written.orElseGet(() -> simpleType(column.type()));
        if (written.isEmpty()) {
            extra.add(DbmlSetting.text(PgSetting.TYPE, column.type()));
        }
        boolean inKey = table.primaryKey()
                .map(key -> key.columns().contains(column.name()))
                .orElse(false);
        Identity identity = column.identity();
        if (identity != null) {
            settings.add(DbmlSetting.flag("increment"));
            String clause = SequenceClauses.identity(identity, column.type());
            if (!clause.equals("ALWAYS")) {
                extra.add(DbmlSetting.text(PgSetting.IDENTITY, clause));
            }
        }
        if (column.notNull() && !inKey && identity == null && serial.isEmpty()) {
            settings.add(DbmlSetting.flag("not null"));
        }
        if (column.defaultExpression() != null && serial.isEmpty()) {
            String sql = column.defaultExpression();
            DbmlDefaults.fromSql(sql, column.type())
                    .ifPresentOrElse(
                            value -> settings.add(DbmlSetting.of("default", value)),
                            () -> extra.add(DbmlSetting.text(PgSetting.DEFAULT, sql)));
        }
        settings.addAll(columnChecks.getOrDefault(column.name(), List.of()));
        Generated generated = column.generated();
        if (generated != null) {
            extra.add(DbmlSetting.text(
                    generated.stored() ? PgSetting.GENERATED_STORED : PgSetting.GENERATED_VIRTUAL,
                    generated.expression()));
        }
        if (!column.settings().foreignOptions().isEmpty()) {
            extra.add(DbmlSetting.text(
                    PgSetting.OPTIONS, IndexClauses.parameters(column.settings().foreignOptions())));
        }
        if (column.collation() != null) {
            extra.add(DbmlSetting.text(PgSetting.COLLATION, column.collation()));
        }
        settings.addAll(extra);
        if (column.comment() != null) {
            settings.add(DbmlSetting.text("note", column.comment()));
        }
        return new DbmlTableItem.Column(DbmlName.of(column.name()), type, new DbmlSettings(settings), NOWHERE);
    }

    private static DbmlType simpleType(String name) {
        return new DbmlType(new DbmlPath(null, DbmlName.of(name)), "", NOWHERE);
    }
}
