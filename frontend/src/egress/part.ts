import type { Fields } from "../configuration/fields.ts";
import type { Misfit } from "../configuration/types.ts";
import type { Egress } from "./types.ts";

/** What a part of the editor is given. */
export interface Part {
  content: Egress;
  fields: Fields;
  errors: Misfit[];
}
