/**
 * The life of workflows: their statuses and legal transitions, the supervisor that deploys and
 * undeploys them, and what the faces (REST, websocket, command line) may ask of it.
 *
 * <p>Nothing outside this package sets a status.
 */
package io.tidegate.workflow;
