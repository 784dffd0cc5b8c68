@NullMarked
package dev.pgwright.workload;

import org.jspecify.annotations.NullMarked;
