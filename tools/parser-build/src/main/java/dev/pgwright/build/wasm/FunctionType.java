package dev.pgwright.build.wasm;

import java.util.List;

/** The value types a function takes and gives back. */
record FunctionType(List<Integer> parameters, List<Integer> results) {
    FunctionType {
        parameters = List.copyOf(parameters);
        results = List.copyOf(results);
    }
}
