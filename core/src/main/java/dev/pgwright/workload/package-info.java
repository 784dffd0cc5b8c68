/** What a database holds and does: sizes, traffic, running transactions and known queries, as records. */
@NullMarked
package dev.pgwright.workload;

import org.jspecify.annotations.NullMarked;
