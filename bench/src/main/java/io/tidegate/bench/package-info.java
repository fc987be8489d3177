/** Benchmarks that compare Tidegate's parts with the obvious way to do the same. */
package io.tidegate.bench;
