package dev.pgwright.build.wasm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The parts of a module that grow while its functions are split: types, functions, globals. */
final class ModuleState {
    /** The transfer global that carries the value of a branch out of a piece; the ones below carry locals. */
    static final int BRANCH_VALUE = 63;

    /** The largest JVM method HotSpot compiles is 8,000 bytes ({@code HugeMethodLimit}). */
    private static final int HUGE_METHOD = 7_900;

    private final List<FunctionType> types = new ArrayList<>();
    private final Map<FunctionType, Integer> typeIndexes = new HashMap<>();
    private final List<Integer> functionTypes = new ArrayList<>();
    private final List<byte[]> bodies = new ArrayList<>();
    private final List<Integer> transferGlobalTypes = new ArrayList<>();
    private final Map<Integer, List<Integer>> transferGlobals = new HashMap<>();
    private int importedFunctions;
    private int originalGlobals;

    void addOriginalType(FunctionType type) {
        typeIndexes.putIfAbsent(type, types.size());
        types.add(type);
    }

    void addImportedFunction(int type) {
        functionTypes.add(type);
        importedFunctions++;
    }

    void addOriginalFunction(int type) {
        functionTypes.add(type);
    }

    void addOriginalGlobals(int count) {
        originalGlobals += count;
    }

    void addOriginalBody(byte[] body) {
        bodies.add(body);
    }

    void replaceBody(int definedFunction, byte[] body) {
        bodies.set(definedFunction, body);
    }

    List<FunctionType> types() {
        return types;
    }

    FunctionType type(int index) {
        return types.get(index);
    }

    FunctionType typeOfFunction(int function) {
        return types.get(functionTypes.get(function));
    }

    FunctionType typeOfDefinedFunction(int definedFunction) {
        return typeOfFunction(definedFunction + importedFunctions);
    }

    /** Types of the functions that the module defines itself. */
    List<Integer> definedFunctionTypes() {
        return functionTypes.subList(importedFunctions, functionTypes.size());
    }

    List<byte[]> bodies() {
        return bodies;
    }

    List<Integer> transferGlobalTypes() {
        return transferGlobalTypes;
    }

    /** Index of the n-th global that hands values of a type from a piece to its caller. */
    int transferGlobal(int valueType, int number) {
        List<Integer> ofType = transferGlobals.computeIfAbsent(valueType, key -> new ArrayList<>());
        while (ofType.size() <= number) {
            ofType.add(originalGlobals + transferGlobalTypes.size());
            transferGlobalTypes.add(valueType);
        }
        return ofType.get(number);
    }

    /** Adds a function and gives back its index. */
    int addFunction(Instruction root, List<Integer> locals, int parameterCount) {
        int size = CodeSize.of(root.body);
        if (size > HUGE_METHOD) {
            throw new IllegalStateException("a piece is still too large for the JVM: about " + size + " bytes");
        }
        List<Integer> results = root.blockType == Op.TYPE_NONE ? List.of() : List.of(root.blockType);
        FunctionType type = new FunctionType(locals.subList(0, parameterCount), results);
        Integer index = typeIndexes.get(type);
        if (index == null) {
            index = types.size();
            addOriginalType(type);
        }
        functionTypes.add(index);
        bodies.add(FunctionEncoder.encode(root, locals, parameterCount));
        return functionTypes.size() - 1;
    }
}
