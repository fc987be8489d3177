/** Erases a person from all that Tidegate itself stores, and keeps the proof that it was done. */
package io.tidegate.workflow.privacy;
