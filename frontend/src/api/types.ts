import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];

export type Workflow = Schemas["Workflow"];
export type WorkflowStatus = Schemas["WorkflowStatus"];
export type Flow = Schemas["Flow"];
export type Condition = Schemas["Condition"];
export type Failure = Schemas["Failure"];
export type History = Schemas["History"];
export type Sample = Schemas["Sample"];
export type LedgerEntry = Schemas["LedgerEntry"];
export type LedgerPage = Schemas["LedgerPage"];
export type Erasure = Schemas["Erasure"];
export type ErasurePage = Schemas["ErasurePage"];
/** What is wrong at one place of a document, and what to do. */
export type Misfit = Schemas["Misfit"];
export type Secret = Schemas["SecretStatus"];
export type TestStep = Schemas["ConnectionTestStep"];
export type TestResult = Schemas["ConnectionTestResult"];

export type DeadLetter = Schemas["DeadLetter"];
export type DeadLetterDetail = Schemas["DeadLetterDetail"];
export type DeadLetterGroup = Schemas["DeadLetterGroup"];
export type DeadLetterSource = Schemas["DeadLetterSource"];

export type Trace = Schemas["Trace"];
export type TracedRecord = Schemas["TracedRecord"];
export type TraceStep = Schemas["TraceStep"];

export type Reconciliation = Schemas["Reconciliation"];
export type ReconciliationProgress = Schemas["ReconciliationProgress"];
export type Difference = Schemas["Difference"];
export type DifferenceDetail = Schemas["DifferenceDetail"];
export type DifferenceKind = Schemas["DifferenceKind"];
