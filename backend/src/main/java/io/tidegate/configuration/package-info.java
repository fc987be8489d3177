/**
 * What is configured: connections and the three workflows, as documents of which every save makes
 * an immutable version.
 */
package io.tidegate.configuration;
