/**
 * Dead letters as people see them: by workflow, flow and reason, whether the workflows run or not.
 */
package io.tidegate.workflow.deadletter;
