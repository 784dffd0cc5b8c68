/** YAML files that people write: every fault with its line and column, several at once. */
@NullMarked
package dev.pgwright.load.yaml;

import org.jspecify.annotations.NullMarked;
