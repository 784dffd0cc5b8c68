package dev.pgwright.review.rules.redflag;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.TypeNames;
import dev.pgwright.dbml.Dbml;
import dev.pgwright.dbml.DbmlCatalog;
import dev.pgwright.dbml.DbmlDocument;
import dev.pgwright.dbml.DbmlElement;
import dev.pgwright.dbml.DbmlParse;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.ColumnType;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.source.SourceFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Descriptions of a schema that it has outgrown. */
public final class DesignDocsOutOfDate implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "design-docs-out-of-date", Area.RED_FLAG, Needs.HISTORY, Severity.ADVICE)
            .detects("schema.dbml, or a table of ARCHITECTURE.md, does not match the schema that the files make.")
            .cost("who relies on it builds on what is not there")
            .safe("Write the DBML anew with pgwright convert, and note the decision in ARCHITECTURE.md.")
            .byHand("pgwright convert writes the DBML; what was decided is for people to note")
            .seed("Deliver: schema.dbml, ARCHITECTURE.md")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        if (!schema.isComplete()) {
            return;
        }
        for (SourceFile document : schema.documents()) {
            if (document.name().endsWith(".dbml")) {
                dbml(schema, document, report);
            } else {
                NamedRelations.of(document, schema.state()::isSchema).forEach((place, name) -> {
                    if (!isThere(schema, name)) {
                        report.found(
                                document,
                                place,
                                document.name() + " speaks of " + name + ", which is not in the schema");
                    }
                });
            }
        }
    }

    private static boolean isThere(SchemaContext schema, QualifiedName name) {
        return schema.state().isRelation(name)
                || schema.state().isType(name)
                || schema.state().index(name).isPresent()
                || !schema.state().routines(name).isEmpty();
    }

    private static void dbml(SchemaContext schema, SourceFile file, Report report) {
        DbmlParse parse = Dbml.parse(file);
        Optional<Catalog> written = parse.problems().isEmpty() ? catalog(parse.document()) : Optional.empty();
        if (written.isEmpty()
                || schema.tables().stream()
                        .noneMatch(table -> written.get().table(table.name()).isPresent())) {
            // one with faults is for pgwright fmt; one that has no table in common is another database's
            return;
        }
        for (Table table : schema.tables()) {
            Optional<Table> described = written.get().table(table.name());
            if (described.isPresent()) {
                columns(schema, table, described.get(), written(parse.document(), table.name()), file, report);
            } else {
                report.found(
                        schema,
                        SchemaObject.relation(table.name()),
                        file.name() + " has no table " + SchemaContext.shown(table.name()));
            }
        }
        for (DbmlElement.Table described : parse.document().tables()) {
            QualifiedName name = described.name().qualified();
            Optional<Table> table = schema.table(name);
            if (table.isEmpty() && !schema.state().isRelation(name)) {
                report.found(
                        file,
                        described.name().span(),
                        file.name() + " has a table " + SchemaContext.shown(name) + ", which is not in the schema");
            }
            table.ifPresent(real -> described.columns().stream()
                    .filter(column -> real.column(column.name().text()).isEmpty())
                    .forEach(column -> report.found(
                            file,
                            column.name().span(),
                            file.name() + " has a column " + column.name().text() + " of " + SchemaContext.shown(name)
                                    + ", which is not in the schema")));
        }
    }

    /** The types of a table's columns as the document has them. */
    private static Map<String, String> written(DbmlDocument document, QualifiedName table) {
        Map<String, String> types = new HashMap<>();
        document.tables().stream()
                .filter(one -> one.name().qualified().equals(table))
                .flatMap(one -> one.columns().stream())
                .forEach(column -> types.put(
                        column.name().text(),
                        column.type().path().name().text() + column.type().suffix()));
        return types;
    }

    private static Optional<Catalog> catalog(DbmlDocument document) {
        try {
            return Optional.of(DbmlCatalog.toCatalog(document).catalog());
        } catch (PgwrightException e) {
            // pgwright convert says what is wrong with it
            return Optional.empty();
        }
    }

    private static void columns(
            SchemaContext schema,
            Table table,
            Table described,
            Map<String, String> written,
            SourceFile file,
            Report report) {
        for (Column column : table.columns()) {
            Optional<Column> other = described.column(column.name());
            SchemaObject object = SchemaObject.column(table.name(), column.name());
            if (other.isEmpty()) {
                report.found(
                        schema,
                        object,
                        file.name() + " has no column " + column.name() + " of " + SchemaContext.shown(table.name()));
            } else if (isOtherType(schema, column, other.get(), written.getOrDefault(column.name(), ""))) {
                report.found(
                        schema,
                        object,
                        SchemaContext.shown(table.name()) + "." + column.name() + " is "
                                + TypeNames.brief(column.type()) + ", and " + file.name() + " says "
                                + TypeNames.brief(other.get().type()));
            }
        }
    }

    /**
     * Whether both are types of PostgreSQL, and not the same; how long or precise they are is often left out.
     *
     * @param written as the document has it, which may be a word for any database's type
     */
    private static boolean isOtherType(SchemaContext schema, Column column, Column described, String written) {
        Optional<ColumnType> real = builtin(schema, column.type());
        Optional<ColumnType> said = builtin(schema, described.type());
        return real.isPresent()
                && said.isPresent()
                && builtin(schema, written).isPresent()
                && !(real.get().base().equals(said.get().base())
                        && real.get().array() == said.get().array());
    }

    private static Optional<ColumnType> builtin(SchemaContext schema, String type) {
        return schema.type(type).filter(known -> schema.state().isBuiltinType(known.base()));
    }
}
