/** The connections to the systems, from their documents and secrets: made, shared and tested. */
package io.tidegate.configuration.connections;
