package dev.pgwright.dbml;

import dev.pgwright.dbml.DbmlElement.ViewKind;
import dev.pgwright.dbml.DbmlToken.Kind;
import dev.pgwright.finding.DidYouMean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parses what is only for pictures: views and dependencies. */
final class DbmlDiagramParser {
    private static final List<String> SECTIONS =
            Arrays.stream(ViewKind.values()).map(ViewKind::keyword).toList();

    private final DbmlCursor cursor;
    private final DbmlValueParser values;
    private final DbmlBlockParser blocks;

    DbmlDiagramParser(DbmlCursor cursor, DbmlValueParser values, DbmlBlockParser blocks) {
        this.cursor = cursor;
        this.values = values;
        this.blocks = blocks;
    }

    DbmlElement.DiagramView view(int start) {
        DbmlName name = cursor.expectName("the name of the view");
        DbmlToken open = cursor.expect(Kind.LEFT_BRACE, "'{' after the name of the view");
        List<DbmlElement.ViewSection> sections = new ArrayList<>();
        boolean[] everything = {false};
        blocks.body(open, () -> {
            if (cursor.peek().isOperator("*")) {
                cursor.advance();
                everything[0] = true;
            } else {
                sections.add(section());
            }
        });
        return new DbmlElement.DiagramView(name, everything[0], sections, cursor.from(start));
    }

    private DbmlElement.ViewSection section() {
        DbmlToken first = cursor.expect(Kind.WORD, "Tables, Notes, TableGroups or Schemas");
        Optional<ViewKind> kind = Arrays.stream(ViewKind.values())
                .filter(candidate -> candidate.keyword().equalsIgnoreCase(first.value()))
                .findFirst();
        if (kind.isEmpty()) {
            throw cursor.fault(
                    first.span(),
                    "unknown part '" + first.value() + "' of a view",
                    DidYouMean.hint(first.value(), SECTIONS).orElse("known are " + String.join(", ", SECTIONS)));
        }
        DbmlToken open = cursor.expect(Kind.LEFT_BRACE, "'{' after " + first.value());
        List<DbmlPath> members = new ArrayList<>();
        boolean[] everything = {false};
        blocks.body(open, () -> {
            if (cursor.peek().isOperator("*")) {
                cursor.advance();
                everything[0] = true;
            } else if (kind.orElseThrow() == ViewKind.TABLES) {
                members.add(values.path("a table"));
            } else {
                members.add(new DbmlPath(null, cursor.expectName("a name")));
            }
        });
        return new DbmlElement.ViewSection(
                kind.orElseThrow(),
                everything[0],
                members,
                cursor.from(first.span().start()));
    }

    DbmlElement.Dependency dependency(int start) {
        DbmlName name = cursor.peek().isName() ? cursor.expectName("a name") : null;
        List<DbmlElement.Edge> edges = new ArrayList<>();
        if (cursor.accept(Kind.COLON)) {
            edges.add(edge());
            return new DbmlElement.Dependency(name, DbmlSettings.NONE, edges, List.of(), null, cursor.from(start));
        }
        DbmlSettings settings = values.settings(SettingRules.DEPENDENCY);
        DbmlToken open = cursor.expect(Kind.LEFT_BRACE, "':' or '{' after Dep");
        List<DbmlSetting> properties = new ArrayList<>();
        List<DbmlValue.Text> notes = new ArrayList<>();
        blocks.body(open, () -> line(edges, properties, notes));
        return new DbmlElement.Dependency(
                name, settings, edges, properties, notes.isEmpty() ? null : notes.get(0), cursor.from(start));
    }

    private void line(List<DbmlElement.Edge> edges, List<DbmlSetting> properties, List<DbmlValue.Text> notes) {
        if (blocks.atNote()) {
            notes.add(blocks.note(notes.isEmpty() ? null : "the Dep"));
        } else if (cursor.at(Kind.WORD) && cursor.peek(1).is(Kind.COLON)) {
            DbmlToken key = cursor.advance();
            cursor.advance();
            DbmlSetting property = new DbmlSetting(key.value(), key.span(), values.valueOfLine());
            SettingRules.DEPENDENCY.check(property, cursor);
            properties.add(property);
        } else {
            edges.add(edge());
        }
    }

    private DbmlElement.Edge edge() {
        int start = cursor.peek().span().start();
        List<DbmlName> left = end(null);
        DbmlToken sign = cursor.peek();
        if (!sign.isOperator("->") && !sign.isOperator("<-")) {
            throw cursor.expected("-> or <-", null);
        }
        cursor.advance();
        List<DbmlName> right = end(sign.value());
        DbmlSettings settings = values.settings(SettingRules.DEPENDENCY);
        return new DbmlElement.Edge(left, sign.isOperator("->"), right, settings, cursor.from(start));
    }

    private List<DbmlName> end(@Nullable String after) {
        int start = cursor.peek().span().start();
        List<DbmlName> names = values.names("a table or column" + (after == null ? "" : " after " + after));
        if (names.size() > 3) {
            throw cursor.fault(cursor.from(start), "expected a table, or a column as schema.table.column", null);
        }
        return names;
    }
}
