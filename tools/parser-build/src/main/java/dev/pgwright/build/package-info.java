/** Build-time work for the SQL room: fetches PostgreSQL's parser, prepares it for the JVM and generates the tree. */
@NullMarked
package dev.pgwright.build;

import org.jspecify.annotations.NullMarked;
