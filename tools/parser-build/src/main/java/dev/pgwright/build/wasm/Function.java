package dev.pgwright.build.wasm;

import java.util.List;

/**
 * A decoded function.
 *
 * @param root a block with the whole body; a branch to it returns
 * @param locals value types of parameters and local variables; grows while the function is split
 */
record Function(Instruction root, List<Integer> locals, int parameterCount) {}
