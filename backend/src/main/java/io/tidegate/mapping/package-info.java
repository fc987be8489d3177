/**
 * How a source record becomes a target record: attribute mappings, conversions, value tables,
 * expressions, links, which records are meant, and the hash by which unchanged content is
 * recognised. Pure functions, no I/O.
 */
package io.tidegate.mapping;
