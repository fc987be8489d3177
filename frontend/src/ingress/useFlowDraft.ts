import { useRef, useState } from "react";
import type { Draft as DocumentDraft } from "../configuration/useDocument.ts";
import { type Action, type Draft, draftOf, edit, flowOf, isSame } from "./model/draft.ts";
import { type IngressDocument, type IngressFlow, withFlow } from "./model/flow.ts";

/** The draft of what was saved or discarded elsewhere, with the same row open. */
function redrafted(flow: IngressFlow, before: Draft): Draft {
  const draft = draftOf(flow);
  const opened = before.rows.findIndex(({ key }) => key === before.open);
  return { ...draft, open: draft.rows[opened]?.key ?? null };
}

/**
 * One flow of the ingress document as it is edited. Every edit goes into the document's draft,
 * which is checked and saved; what comes from there (a save, a discard, another version) replaces
 * what is edited.
 */
export function useFlowDraft(document: DocumentDraft<IngressDocument>, flow: IngressFlow) {
  const [state, setState] = useState({ flow, draft: draftOf(flow) });
  const current = state.flow === flow ? state : { flow, draft: redrafted(flow, state.draft) };
  if (current !== state) {
    setState(current);
  }
  const latest = useRef({ document, ...current });
  latest.current = { document, ...current };

  const dispatch = useRef((action: Action) => {
    const { document, flow, draft } = latest.current;
    const next = edit(draft, action);
    if (action.do === "open") {
      setState({ flow, draft: next });
      return;
    }
    // What is edited back to what is saved is what is saved, to the letter.
    const saved = document.base.content.flows.find(({ id }) => id === flow.id);
    const edited = saved && isSame(next, draftOf(saved)) ? saved : flowOf(next);
    latest.current = { document, flow: edited, draft: next };
    setState({ flow: edited, draft: next });
    document.change((content) => withFlow(content, edited));
  }).current;

  return { draft: current.draft, dispatch };
}
