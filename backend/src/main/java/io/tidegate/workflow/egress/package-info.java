/**
 * Egress, Campaign → Dynamics 365: sends, opens, clicks and bounces, read from the logs that
 * Campaign exports (or shows by REST), become activities on the timeline of their contact.
 */
package io.tidegate.workflow.egress;
