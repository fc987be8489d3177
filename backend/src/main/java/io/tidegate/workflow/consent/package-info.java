/**
 * Opt-in/out: keeps the consent of a contact and its profile in step, in one direction or both, and
 * keeps a ledger of what was decided.
 */
package io.tidegate.workflow.consent;
