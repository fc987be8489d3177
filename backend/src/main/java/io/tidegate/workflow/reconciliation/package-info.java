/** Comparing both sides of a flow, reporting what differs, and repairing it through the queue. */
package io.tidegate.workflow.reconciliation;
