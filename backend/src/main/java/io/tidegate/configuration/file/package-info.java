/** The whole configuration as one YAML file. */
package io.tidegate.configuration.file;
