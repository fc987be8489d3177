/** What both systems consist of, as they say, remembered for a while. */
package io.tidegate.configuration.schema;
