/** For tests: a PostgreSQL per JVM, a database per test, golden files, seeded randomness. */
@NullMarked
package dev.pgwright.testkit;

import org.jspecify.annotations.NullMarked;
