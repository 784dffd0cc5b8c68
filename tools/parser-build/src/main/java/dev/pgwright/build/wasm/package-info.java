/** Rewrites a WebAssembly module so that every function of it fits into a JVM method. */
@NullMarked
package dev.pgwright.build.wasm;

import org.jspecify.annotations.NullMarked;
