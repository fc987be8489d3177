import { createRootRoute, createRoute, createRouter, Outlet } from "@tanstack/react-router";
import type { DeadLetterFilter } from "./api/deadLetters.ts";
import type { DifferenceFilter } from "./api/reconciliations.ts";
import { ConfigurationPage } from "./configuration/ConfigurationPage.tsx";
import { VersionsPage } from "./configuration/VersionsPage.tsx";
import { ConnectionsPage } from "./connections/ConnectionsPage.tsx";
import { ConsentEditor } from "./consent/edit/ConsentEditor.tsx";
import { DeadLettersPage } from "./deadLetters/DeadLettersPage.tsx";
import { LetterPage } from "./deadLetters/LetterPage.tsx";
import { EgressEditor } from "./egress/EgressEditor.tsx";
import { AddMappingPage } from "./ingress/AddMappingPage.tsx";
import { EditMappingPage } from "./ingress/EditMappingPage.tsx";
import { MappingsPage } from "./ingress/MappingsPage.tsx";
import { PrivacyPage } from "./privacy/PrivacyPage.tsx";
import { ReconciliationPage } from "./reconciliation/ReconciliationPage.tsx";
import { ReconciliationsPage } from "./reconciliation/ReconciliationsPage.tsx";
import { Failed, NotFound } from "./shell/Message.tsx";
import { Shell } from "./shell/Shell.tsx";
import { TracePage } from "./trace/TracePage.tsx";
import { WorkflowPage } from "./workflow/WorkflowPage.tsx";
import { WorkflowsPage } from "./workflows/WorkflowsPage.tsx";

const root = createRootRoute({
  component: () => (
    <Shell>
      <Outlet />
    </Shell>
  ),
  notFoundComponent: () => <NotFound />,
});

const workflows = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: WorkflowsPage,
});

const workflow = createRoute({
  getParentRoute: () => root,
  path: "/workflows/$id",
  component: () => <WorkflowPage id={workflow.useParams().id} />,
});

const egress = createRoute({
  getParentRoute: () => root,
  path: "/workflows/egress/edit",
  component: EgressEditor,
});

const consent = createRoute({
  getParentRoute: () => root,
  path: "/workflows/consent/edit",
  component: ConsentEditor,
});

/** What an address may narrow a list to; the router reads numbers from it where it can. */
function narrowing<Name extends string>(names: readonly Name[]) {
  return (search: Record<string, unknown>): { [name in Name]?: string } => {
    const given = names
      .map((name) => [name, search[name]] as const)
      .filter(([, value]) => value !== undefined && value !== null && value !== "");
    return Object.fromEntries(given.map(([name, value]) => [name, String(value)])) as {
      [name in Name]?: string;
    };
  };
}

const lettersSearch: (search: Record<string, unknown>) => DeadLetterFilter = narrowing([
  "workflow",
  "flow",
  "reasonCode",
]);
const differencesSearch: (search: Record<string, unknown>) => DifferenceFilter = narrowing([
  "kind",
  "field",
  "state",
]);

const deadLetters = createRoute({
  getParentRoute: () => root,
  path: "/dead-letters",
  validateSearch: lettersSearch,
  component: () => <DeadLettersPage address={deadLetters.useSearch()} />,
});

const deadLetter = createRoute({
  getParentRoute: () => root,
  path: "/dead-letters/$id",
  component: () => <LetterPage id={deadLetter.useParams().id} />,
});

const reconciliations = createRoute({
  getParentRoute: () => root,
  path: "/reconciliations",
  component: ReconciliationsPage,
});

const reconciliation = createRoute({
  getParentRoute: () => root,
  path: "/reconciliations/$id",
  validateSearch: differencesSearch,
  component: () => (
    <ReconciliationPage id={reconciliation.useParams().id} filter={reconciliation.useSearch()} />
  ),
});

const trace = createRoute({
  getParentRoute: () => root,
  path: "/trace",
  component: TracePage,
});

const connections = createRoute({
  getParentRoute: () => root,
  path: "/connections",
  component: ConnectionsPage,
});

const configuration = createRoute({
  getParentRoute: () => root,
  path: "/configuration",
  component: ConfigurationPage,
});

const versions = createRoute({
  getParentRoute: () => root,
  path: "/configuration/$document/versions",
  component: () => <VersionsPage document={versions.useParams().document} />,
});

const mappings = createRoute({
  getParentRoute: () => root,
  path: "/workflows/ingress/edit",
  component: MappingsPage,
});

const mapping = createRoute({
  getParentRoute: () => root,
  path: "/workflows/ingress/edit/$flow",
  component: () => <EditMappingPage id={mapping.useParams().flow} />,
});

const addMapping = createRoute({
  getParentRoute: () => root,
  path: "/workflows/ingress/add",
  component: AddMappingPage,
});

const privacy = createRoute({
  getParentRoute: () => root,
  path: "/privacy",
  component: PrivacyPage,
});

export function createAppRouter() {
  return createRouter({
    routeTree: root.addChildren([
      workflows,
      workflow,
      egress,
      consent,
      deadLetters,
      deadLetter,
      reconciliations,
      reconciliation,
      trace,
      connections,
      configuration,
      versions,
      mappings,
      mapping,
      addMapping,
      privacy,
    ]),
    defaultErrorComponent: ({ reset }) => <Failed onRetry={reset} />,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
