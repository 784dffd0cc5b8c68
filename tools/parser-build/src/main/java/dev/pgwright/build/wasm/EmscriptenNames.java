package dev.pgwright.build.wasm;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Emscripten shortens the names of imports and exports; the JavaScript file that comes with the module has the table.
 *
 * @param imports short to full names of what the module needs
 * @param exports short to full names of what the module offers
 */
public record EmscriptenNames(Map<String, String> imports, Map<String, String> exports) {
    private static final Pattern IMPORTS = Pattern.compile("wasmImports ?= ?\\{([^}]*)}");
    private static final Pattern EXPORT = Pattern.compile("(\\w+)(?:\"])?=wasmExports\\[\"([A-Za-z]+)\"]");
    private static final Pattern CONSTRUCTORS = Pattern.compile("wasmExports\\[\"([A-Za-z]+)\"]\\(\\)");

    public EmscriptenNames {
        imports = Map.copyOf(imports);
        exports = Map.copyOf(exports);
    }

    /** The names to be found in the JavaScript file of a module. */
    public static EmscriptenNames of(String javaScript) {
        Matcher table = IMPORTS.matcher(javaScript);
        if (!table.find()) {
            throw new IllegalStateException("the parser's JavaScript file has no table of imports");
        }
        Map<String, String> imports = new HashMap<>();
        for (String entry : table.group(1).split(",")) {
            String[] pair = entry.split(":");
            imports.put(pair[0].strip(), pair[1].strip().replaceFirst("^_(?=_*[a-z])", ""));
        }
        Map<String, String> exports = new HashMap<>();
        Matcher export = EXPORT.matcher(javaScript);
        while (export.find()) {
            exports.put(export.group(2), export.group(1).replaceFirst("^_", ""));
        }
        Matcher constructors = CONSTRUCTORS.matcher(javaScript);
        if (constructors.find()) {
            exports.put(constructors.group(1), "__wasm_call_ctors");
        }
        return new EmscriptenNames(imports, exports);
    }

    String importName(String shortName) {
        String name = imports.get(shortName);
        if (name == null) {
            throw new IllegalStateException("the parser imports " + shortName + ", which its JavaScript does not name");
        }
        return name;
    }

    String exportName(String shortName) {
        return exports.getOrDefault(shortName, shortName);
    }
}
