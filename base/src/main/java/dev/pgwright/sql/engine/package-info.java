/** Runs PostgreSQL's parser, compiled from C to WebAssembly to JVM classes. For the SQL room alone. */
@NullMarked
package dev.pgwright.sql.engine;

import org.jspecify.annotations.NullMarked;
