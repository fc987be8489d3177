/**
 * Ingress, Dynamics 365 → Campaign: each flow reads one entity by change tracking, maps its rows,
 * queues them, and writes them to one Campaign resource.
 */
package io.tidegate.workflow.ingress;
