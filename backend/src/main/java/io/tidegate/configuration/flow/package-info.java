/** Help with flows of ingress before they are saved: a first draft, and a look at what it does. */
package io.tidegate.configuration.flow;
