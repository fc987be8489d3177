/** The record trace: what became of a person's or a record's changes, kept for a time. */
package io.tidegate.workflow.trace;
