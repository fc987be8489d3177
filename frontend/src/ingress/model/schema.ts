/** What discovery tells of the tables of both systems, as REST carries it. */

export interface EntitySummary {
  name: string;
  label: string;
  changeTracking: boolean;
  custom: boolean;
}

export interface Option {
  value: number;
  label: string;
}

export interface Attribute {
  name: string;
  label: string;
  type: string;
  maxLength?: number | null;
  required?: boolean;
  options?: Option[];
  targets?: string[];
}

export interface Entity {
  name: string;
  label: string;
  primaryId: string;
  primaryName?: string | null;
  changeTracking: boolean;
  attributes: Attribute[];
  readAt: string;
}

export interface ResourceSummary {
  name: string;
  label: string;
  linkedToProfile?: boolean;
}

export interface FieldValue {
  name: string;
  label: string;
}

export interface Field {
  name: string;
  label: string;
  type: string;
  maxLength?: number | null;
  values?: FieldValue[];
  target?: string | null;
  dataPolicy?: string | null;
  readOnly?: boolean;
}

export interface PublishedFilter {
  name: string;
  parameters: string[];
}

export interface Resource {
  name: string;
  label: string;
  fields: Field[];
  filters: PublishedFilter[];
  readAt: string;
}
