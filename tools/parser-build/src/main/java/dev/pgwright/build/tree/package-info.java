/** Generates the Java records of PostgreSQL's syntax tree from the published TypeScript description of it. */
@NullMarked
package dev.pgwright.build.tree;

import org.jspecify.annotations.NullMarked;
