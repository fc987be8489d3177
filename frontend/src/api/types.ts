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
