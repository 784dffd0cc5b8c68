package dev.pgwright.code;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import dev.pgwright.source.Span;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.treesitter.TSLanguage;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TSTree;
import org.treesitter.TSTreeCursor;
import org.treesitter.TreeSitterGo;
import org.treesitter.TreeSitterJava;
import org.treesitter.TreeSitterJavascript;
import org.treesitter.TreeSitterKotlin;
import org.treesitter.TreeSitterPython;
import org.treesitter.TreeSitterTsx;
import org.treesitter.TreeSitterTypescript;

/**
 * Parses by tree-sitter's grammars, which recover from every fault of a source. Nobody else knows tree-sitter. Its native
 * code is loaded when the first file is read.
 */
final class SyntaxReader {
    private static final ConcurrentMap<CodeLanguage, Grammar> GRAMMARS = new ConcurrentHashMap<>();

    private SyntaxReader() {}

    /** A grammar with the names of its symbols and fields, for which the native side need not be asked again. */
    private static final class Grammar {
        private final TSLanguage language;
        private final String[] fields;
        private final ConcurrentMap<Integer, String> kinds = new ConcurrentHashMap<>();

        Grammar(TSLanguage language) {
            this.language = language;
            this.fields = new String[language.fieldCount() + 1];
            fields[0] = "";
            for (int i = 1; i < fields.length; i++) {
                fields[i] = language.fieldNameForId(i).intern();
            }
        }

        String kind(TSNode node) {
            return kinds.computeIfAbsent(
                    node.getSymbol(), symbol -> node.getType().intern());
        }
    }

    /**
     * The tree of a text.
     *
     * @throws PgwrightException where there is no native code for this machine
     */
    static Syntax read(String text, CodeLanguage language) {
        Grammar grammar = grammar(language);
        try (TSParser parser = new TSParser()) {
            if (!parser.setLanguage(grammar.language)) {
                throw new IllegalStateException("the grammar of " + language.title() + " does not fit its parser");
            }
            try (TSTree tree = parser.parseString(null, ascii(text))) {
                return copy(tree, grammar);
            }
        }
    }

    /**
     * The text with one byte for each UTF-16 unit, so that offsets are the same on both sides. What is not ASCII stands in
     * strings, comments and names, which are read from the text itself.
     */
    private static String ascii(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean blank = character == 0
                    || (character > 127 && (Character.isWhitespace(character) || Character.isSpaceChar(character)));
            plain.append(character > 127 || character == 0 ? (blank ? ' ' : '_') : character);
        }
        return plain.toString();
    }

    private static Syntax copy(TSTree tree, Grammar grammar) {
        TSNode top = tree.getRootNode();
        Syntax root = new Syntax(grammar.kind(top), "", span(top), null);
        try (TSTreeCursor cursor = new TSTreeCursor(top)) {
            @Nullable Syntax inside = root;
            boolean down = cursor.gotoFirstChild();
            while (down && inside != null) {
                TSNode node = cursor.currentNode();
                boolean entered = false;
                if (node.isNamed()) {
                    Syntax made =
                            new Syntax(grammar.kind(node), grammar.fields[cursor.currentFieldId()], span(node), inside);
                    if (cursor.gotoFirstChild()) {
                        inside = made;
                        entered = true;
                    }
                }
                while (!entered && !cursor.gotoNextSibling()) {
                    inside = inside.parent().orElse(null);
                    if (inside == null || !cursor.gotoParent()) {
                        return root;
                    }
                }
            }
        }
        return root;
    }

    private static Span span(TSNode node) {
        return new Span(node.getStartByte(), node.getEndByte());
    }

    private static Grammar grammar(CodeLanguage language) {
        try {
            return GRAMMARS.computeIfAbsent(language, wanted -> new Grammar(load(wanted)));
        } catch (RuntimeException | LinkageError e) {
            String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
            throw new PgwrightException(
                    ErrorCode.INPUT,
                    Place.UNKNOWN,
                    "the parser of " + language.title() + " does not run on " + machine.toLowerCase(Locale.ROOT),
                    "Name only files of SQL, or review the code on Linux or macOS (x86-64, arm64) or Windows (x86-64)",
                    e);
        }
    }

    private static TSLanguage load(CodeLanguage language) {
        return switch (language) {
            case JAVA -> new TreeSitterJava();
            case KOTLIN -> new TreeSitterKotlin();
            case PYTHON -> new TreeSitterPython();
            case JAVASCRIPT -> new TreeSitterJavascript();
            case TYPESCRIPT -> new TreeSitterTypescript();
            case TSX -> new TreeSitterTsx();
            case GO -> new TreeSitterGo();
            case MYBATIS -> throw new IllegalArgumentException("XML has a reader of its own");
        };
    }
}
