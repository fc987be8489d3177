/**
 * Export files as a source: CSV files that Campaign's workflow leaves on an SFTP server, read row
 * by row, also while they are still being written. Which rows matter, and what they mean, is the
 * business of the flow.
 */
package io.tidegate.workflow.export;
