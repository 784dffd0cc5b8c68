package dev.pgwright.dbml;

import dev.pgwright.dbml.DbmlCursor.Fault;
import dev.pgwright.dbml.DbmlToken.Kind;
import dev.pgwright.finding.DidYouMean;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Parses the blocks of a file; after a problem it goes on with the next line or block. */
final class DbmlParser {
    private static final List<String> BLOCKS = List.of(
            "Table",
            "Enum",
            "Ref",
            "TableGroup",
            "TablePartial",
            "Note",
            "Project",
            "Metadata",
            "Records",
            "DiagramView",
            "Dep",
            "use",
            "reuse");

    private final DbmlSources sources;
    private final SourceFile source;
    private final DbmlLexer lexer;
    private final DbmlCursor cursor;
    private final DbmlValueParser values;
    private final DbmlBlockParser blocks;
    private final DbmlTableParser tables;
    private final DbmlRecordsParser records;
    private final DbmlDiagramParser diagrams;
    private final DbmlUseParser uses;

    DbmlParser(DbmlSources sources, SourceFile source, DbmlLexer lexer, List<Problem> problems) {
        this.sources = sources;
        this.source = source;
        this.lexer = lexer;
        this.cursor = new DbmlCursor(source, sources.base(source), lexer.tokens(), problems);
        this.values = new DbmlValueParser(cursor);
        this.blocks = new DbmlBlockParser(cursor, values);
        this.records = new DbmlRecordsParser(cursor, values, blocks);
        this.tables = new DbmlTableParser(cursor, values, blocks, records);
        this.diagrams = new DbmlDiagramParser(cursor, values, blocks);
        this.uses = new DbmlUseParser(cursor, values);
    }

    DbmlDocument document() {
        List<DbmlElement> elements = new ArrayList<>();
        while (!cursor.atEnd()) {
            try {
                DbmlElement element = element();
                if (element != null) {
                    elements.add(element);
                }
            } catch (Fault fault) {
                skipToBlock();
            }
        }
        return new DbmlDocument(source, sources, elements, lexer.comments());
    }

    /** Moves on to a line that begins a block. */
    private void skipToBlock() {
        int depth = 0;
        while (!cursor.atEnd()) {
            DbmlToken token = cursor.advance();
            if (token.is(Kind.LEFT_BRACE)) {
                depth++;
            } else if (token.is(Kind.RIGHT_BRACE)) {
                depth = Math.max(0, depth - 1);
            }
            if (cursor.peek().startsLine() && (depth == 0 && startsBlock() || blocks.startsOtherBlock())) {
                return;
            }
        }
    }

    private boolean startsBlock() {
        return cursor.at(Kind.WORD) && BLOCKS.stream().anyMatch(cursor.peek()::isWord);
    }

    private @Nullable DbmlElement element() {
        DbmlToken first = cursor.peek();
        int start = first.span().start();
        if (!first.is(Kind.WORD)) {
            cursor.expected("a block such as Table, Enum or Ref", null);
            cursor.advance();
            throw new Fault();
        }
        cursor.advance();
        switch (first.value().toLowerCase(Locale.ROOT)) {
            case "table" -> {
                return tables.table(start);
            }
            case "tablepartial" -> {
                return tables.partial(start);
            }
            case "enum" -> {
                return enumeration(start);
            }
            case "ref" -> {
                return reference(start);
            }
            case "tablegroup" -> {
                return tableGroup(start);
            }
            case "note" -> {
                return stickyNote(start);
            }
            case "project" -> {
                return project(start);
            }
            case "metadata" -> {
                return metadata(start);
            }
            case "records" -> {
                return records.ofFile(start);
            }
            case "diagramview" -> {
                return diagrams.view(start);
            }
            case "dep" -> {
                return diagrams.dependency(start);
            }
            case "use", "reuse" -> {
                return uses.use(first, start);
            }
            default ->
                throw cursor.fault(
                        first.span(),
                        "unknown block '" + first.value() + "'",
                        DidYouMean.hint(first.value(), BLOCKS).orElse(null));
        }
    }

    private DbmlElement enumeration(int start) {
        DbmlPath name = values.path("the name of the enum");
        DbmlToken open = cursor.expect(Kind.LEFT_BRACE, "'{' after the name of the enum");
        List<DbmlElement.EnumValue> list = new ArrayList<>();
        blocks.body(open, () -> {
            DbmlName value = cursor.expectName("a value of the enum");
            DbmlSettings settings = values.settings(SettingRules.ENUM_VALUE);
            list.add(new DbmlElement.EnumValue(value, settings));
        });
        if (list.isEmpty()) {
            cursor.problem(name.span(), "the enum '" + name.name().text() + "' has no values", null);
        }
        return new DbmlElement.Enumeration(name, list, cursor.from(start));
    }

    private @Nullable DbmlElement reference(int start) {
        DbmlName name = cursor.peek().isName() ? cursor.expectName("a name") : null;
        if (cursor.accept(Kind.COLON)) {
            return relationship(name, start);
        }
        DbmlToken open = cursor.expect(Kind.LEFT_BRACE, "':' or '{' after Ref");
        List<DbmlElement.Reference> found = new ArrayList<>();
        blocks.body(open, () -> {
            DbmlElement.Reference reference = relationship(name, start);
            if (!found.isEmpty()) {
                cursor.problem(reference.left().span(), "a Ref holds one relationship", "write a Ref for each");
            }
            found.add(reference);
        });
        if (found.isEmpty()) {
            cursor.problem(open.span(), "a Ref needs a relationship such as orders.customer_id > customers.id", null);
            return null;
        }
        DbmlElement.Reference first = found.get(0);
        return new DbmlElement.Reference(
                first.name(), first.left(), first.relation(), first.right(), first.settings(), cursor.from(start));
    }

    private DbmlElement.Reference relationship(@Nullable DbmlName name, int start) {
        DbmlElement.End left = values.end();
        DbmlRelation relation = values.relation();
        DbmlElement.End right = values.end();
        DbmlSettings settings = values.settings(SettingRules.REFERENCE);
        return new DbmlElement.Reference(name, left, relation, right, settings, cursor.from(start));
    }

    private DbmlElement tableGroup(int start) {
        DbmlName name = cursor.expectName("the name of the table group");
        DbmlSettings settings = values.settings(SettingRules.TABLE_GROUP);
        DbmlToken open = cursor.expect(Kind.LEFT_BRACE, "'{' after the name of the table group");
        List<DbmlPath> members = new ArrayList<>();
        List<DbmlValue.Text> notes = new ArrayList<>();
        blocks.body(open, () -> {
            if (blocks.atNote()) {
                notes.add(blocks.note(notes.isEmpty() ? null : name.text()));
            } else {
                members.add(values.path("a table"));
            }
        });
        return new DbmlElement.TableGroup(
                name, settings, members, notes.isEmpty() ? null : notes.get(0), cursor.from(start));
    }

    private DbmlElement stickyNote(int start) {
        DbmlName name = cursor.expectName("the name of the note");
        DbmlSettings settings = values.settings(SettingRules.STICKY_NOTE);
        if (!cursor.at(Kind.LEFT_BRACE)) {
            throw cursor.expected("'{' after the name of the note", null);
        }
        DbmlValue.Text text = blocks.noteBody();
        return new DbmlElement.StickyNote(name, settings, text, cursor.from(start));
    }

    private DbmlElement project(int start) {
        DbmlName name = cursor.peek().isName() ? cursor.expectName("the name of the project") : null;
        DbmlToken open = cursor.expect(Kind.LEFT_BRACE, "'{' after Project");
        List<DbmlSetting> properties = new ArrayList<>();
        List<DbmlValue.Text> notes = new ArrayList<>();
        blocks.body(open, () -> {
            if (blocks.atNote()) {
                notes.add(blocks.note(notes.isEmpty() ? null : "the project"));
            } else {
                DbmlToken key = cursor.expect(Kind.WORD, "a property such as database_type: 'PostgreSQL'");
                cursor.expect(Kind.COLON, "':' after " + key.shown());
                properties.add(new DbmlSetting(key.value(), key.span(), values.text("a text in quotes")));
            }
        });
        return new DbmlElement.Project(name, properties, notes.isEmpty() ? null : notes.get(0), cursor.from(start));
    }

    private DbmlElement metadata(int start) {
        DbmlToken kind = cursor.expect(Kind.WORD, "Table, Column, Note or TableGroup after Metadata");
        String kindName = kind.value().toLowerCase(Locale.ROOT);
        if (!List.of("table", "column", "note", "tablegroup").contains(kindName)) {
            throw cursor.fault(kind.span(), "metadata belongs to a Table, Column, Note or TableGroup", null);
        }
        List<DbmlName> target = values.names("the name of the element");
        DbmlToken open = cursor.expect(Kind.LEFT_BRACE, "'{' after the name");
        List<DbmlSetting> settings = new ArrayList<>();
        blocks.body(open, () -> {
            DbmlToken key = cursor.expect(Kind.WORD, "a key");
            cursor.expect(Kind.COLON, "':' after " + key.shown());
            DbmlValue value = values.value();
            if (!(value instanceof DbmlValue.Text) && !(value instanceof DbmlValue.Color)) {
                throw cursor.fault(value.span(), "the value of metadata is a text in quotes or a colour", null);
            }
            settings.add(new DbmlSetting(key.value().toLowerCase(Locale.ROOT), key.span(), value));
        });
        return new DbmlElement.Metadata(kindName, target, new DbmlSettings(settings), cursor.from(start));
    }
}
