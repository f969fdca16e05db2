/** A row of the document form: an element (depth, tag, attributes) or a text (depth, text). */
export type Row = [depth: number, tag: string, attributes: Record<string, string>] | [depth: number, text: string];

/** The document form: what a page's bytes and a live DOM both give. */
export interface DocumentForm {
  schema: 1;
  url?: string;
  rows: Row[];
}

/** Walks a live document into the document form; it changes nothing. */
export function documentForm(document: Document): DocumentForm;
