import { createContext, useContext } from "react";
import { fieldProps } from "../configuration/misfitsAt.ts";
import type { Misfit } from "../configuration/types.ts";
import type { Action } from "./model/draft.ts";
import type { IngressFlow, Picklists } from "./model/flow.ts";
import { type Kind, kindOf } from "./model/kinds.ts";
import { unclaimed } from "./model/misfits.ts";
import type { Attribute, Entity, Field, Resource } from "./model/schema.ts";

/** What every part of the mapping editor needs. */
export interface FlowForm {
  /** The flow's place in the document. */
  pointer: string;
  errors: Misfit[];
  dispatch: (action: Action) => void;
  /** Undefined while it is not known: names are typed then. */
  entity: Entity | undefined;
  resource: Resource | undefined;
  /** What option columns are read as. */
  picklists: Picklists;
  /** The Campaign fields that are fed already. */
  used: ReadonlySet<string>;
  /** The other flows, which may bring parents. */
  others: IngressFlow[];
}

const Context = createContext<FlowForm | null>(null);
export const FlowFormProvider = Context.Provider;

export function useFlowForm(): FlowForm {
  const form = useContext(Context);
  if (!form) {
    throw new Error("There is no mapping editor around this field");
  }
  return form;
}

/** What a field at a place of the flow shows of its misfits, to be spread on it. */
export function useField(place: string) {
  const { errors, pointer } = useFlowForm();
  return fieldProps(errors, pointer + place);
}

/** The same for a place whose parts have fields of their own: what none of those shows. */
export function useRest(place: string, fields: readonly string[]) {
  const { errors, pointer } = useFlowForm();
  const at = pointer + place;
  return fieldProps(
    unclaimed(errors, at, fields).map((misfit) => ({ ...misfit, pointer: at })),
    at,
  );
}

export function attributeOf(entity: Entity | undefined, name: string): Attribute | undefined {
  return entity?.attributes.find((attribute) => attribute.name === name);
}

export function fieldOf(resource: Resource | undefined, name: string): Field | undefined {
  return resource?.fields.find((field) => field.name === name);
}

/** The kind of each attribute of an entity, as the filter's words need it. */
export function kindsOf(entity: Entity | undefined): (attribute: string) => Kind {
  return (attribute) => kindOf(attributeOf(entity, attribute)?.type);
}
