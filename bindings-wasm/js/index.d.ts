/**
 * The rules of Chinese government-information disclosure (政务公开) as code.
 *
 * ```js
 * import init, { Engine } from "zwgk";
 * await init();
 * // Node; with Vite: import texts from "zwgk/zh.texts?raw"
 * const texts = readFileSync(new URL(import.meta.resolve("zwgk/zh.texts")), "utf8");
 * const report = new Engine({ texts }).check("annual-report", { agency: "示例旗教育局", year: 2024 });
 * ```
 */

/** Where the module is: a URL, a Response, its bytes, a compiled module; in Node a path too. */
export type Source = string | URL | Response | BufferSource | WebAssembly.Module;

/** Loads the module, once; without a source from beside this file. A failed load may be tried again. */
export default function init(source?: Source | Promise<Source>): Promise<void>;

/** What is checked: JSON text, its UTF-8 bytes, or the value itself. */
export type Input = string | ArrayBuffer | ArrayBufferView | object;

/** The kinds of subject. */
export type Kind = "annual-report";
/** The operations. */
export type Op = "check" | "rules";
export type Level = "must" | "should" | "may";

/** An engine's settings. */
export interface Settings {
  /** The content of `zh.texts` or `en.texts` of this package; without it errors have a code and a place, no words. */
  texts: string;
  /** The language; that of the texts when left out. */
  lang?: "zh" | "en";
  /** The name of a built-in profile, or a profile. */
  profile?: string | object;
  decisions?: Decision[];
  limits?: Partial<Limits>;
}

/** The settings as one JSON text, as a host keeps them in a file: errors then name its lines. */
export interface SettingsText {
  json: string;
  texts: string;
}

/** How much one input may cost. */
export interface Limits {
  /** Bytes of an input. */
  bytes: number;
  /** Values of a JSON text, nodes of a page. */
  nodes: number;
  /** How deep the elements of a page are nested. */
  depth: number;
  /** Cells of a page's tables, spans resolved. */
  cells: number;
  /** Results of a subject. */
  results: number;
  /** Steps of a rule. */
  steps: number;
}

/** What one check needs to know beside its input. */
export interface CheckOptions {
  /** Up to when the subject is judged, `YYYY-MM-DD`; today in Asia/Shanghai when left out. */
  as_of?: string;
  /** What to call the subject; from its content when left out. */
  subject?: string;
  /** Last year's report. */
  previous?: object;
  /** Decisions beside those of the engine. */
  decisions?: Decision[];
  /** An earlier report. */
  baseline?: Report | object;
  /** What is listed beside findings and doubts. */
  include?: ("passed" | "inapplicable")[];
}

/**
 * An engine. It outlives traps of the module: the call that met one throws `internal.trap`, the next one works.
 *
 * All methods throw {@link ZwgkError}. Options that are a string go to the core as they are, without a default `as_of`, and
 * then a kind stands in them too: the argument `kind` is not added.
 */
export class Engine {
  constructor(settings: Settings | SettingsText);
  /** Checks a subject; its kind is guessed from its content when `null`. */
  check(kind: Kind | null | undefined, input: Input, options?: CheckOptions | string): Report;
  /** As `check`: the report's JSON, or with `format: "text"` the report for a clerk. */
  checkJson(kind: Kind | null | undefined, input: Input, options?: (CheckOptions & { format?: "json" | "text" }) | string): string;
  /** The rules, as the profile has them. */
  rules(): Catalogue;
  /** The one face of the core that everything here is written over. */
  call(op: Op, input?: Input, options?: object | string): string;
  /** Opens a session for inputs that come one by one, in any order. */
  open(op: "check", options?: (CheckOptions & { kind?: Kind }) | string): Session;
  /** Gives its memory back now rather than at the next garbage collection; it may still be used. */
  free(): void;
}

/** What is larger than one input: it holds totals, not reports. `internal.trap` is thrown when a trap took it. */
export interface Session {
  /** Checks one input; one that cannot be read is thrown and counted. */
  push(name: string, input: Input): Report;
  /** As `push`, the report's JSON. */
  pushJson(name: string, input: Input): string;
  /**
   * Takes over what another session of the same settings and options counted: of the same engine, which ends that one,
   * or what `export` gave in another Worker or process.
   */
  merge(other: Session | Exported): void;
  /** What was counted, for `merge` elsewhere: it can be posted, and written as JSON. Ends the session. */
  export(): Exported;
  /** Sums over everything that was pushed; ends the session. */
  finish(): Closing;
  /** As `finish`, its JSON. */
  finishJson(): string;
  /** Ends the session without sums. A session that is open keeps an outgrown instance of the module alive. */
  free(): void;
}

/** What a session counted, to be merged into one of the same settings and options, by the same version. */
export interface Exported {
  /** Settings, operation and options. */
  given: string[];
  /** The JSON of a {@link Closing}. */
  closing: string;
}

/** An error as every door returns it. */
export class ZwgkError extends Error {
  private constructor();
  /** Stable: the band of the text that was being read, and a reason, `options.unknown-field`. */
  readonly code: string;
  /** The way out. */
  readonly help?: string;
  /** Where. */
  readonly at?: Place;
  /** The error's JSON, the same bytes as from every other door. */
  readonly json: string;
}

/** What a check says of one subject. */
export interface Report {
  schema: number;
  zwgk: string;
  spec: string;
  calendar: string;
  profile: string;
  kind: Kind;
  subject: string;
  as_of: string;
  /** Numbers of results by outcome, shown or not. */
  counts: Counts;
  /** In catalogue order. */
  results: (Finding | RuleResult)[];
  /** Findings of the baseline that are gone; with a baseline only. */
  mended?: { rule: string; finding: string; fingerprint: string; message: string }[];
  decisions: { expired: Decision[]; unused: Decision[] };
}

export interface Counts {
  passed: number;
  failed: number;
  cant_tell: number;
  inapplicable: number;
  waived: number;
  error: number;
}

/** A finding or a doubt. */
export interface Finding {
  rule: string;
  finding: string;
  outcome: "failed" | "cant_tell" | "waived";
  level: Level;
  /** What makes it the same finding next time. */
  fingerprint: string;
  /** The fingerprint of the first result of the same fault. */
  cause: string;
  message: string;
  fix?: { text: string; patch?: Change[]; ways?: Change[][] };
  at: Place[];
  expected?: Fact;
  actual?: Fact;
  /** What must be known first; with `cant_tell` only. */
  missing?: string[];
  why: { step: string; text: string; facts: Record<string, Fact> }[];
  /** Whether the baseline had it already; with a baseline only. */
  known?: boolean;
  /** The decision that waives it. */
  decision?: Decision;
  basis: Basis[];
}

/** What became of a rule that found nothing. */
export interface RuleResult {
  rule: string;
  outcome: "passed" | "inapplicable" | "error";
  level: Level;
  title: string;
  /** Why it could not run. */
  message?: string;
}

/** A key, a number, a day, a quotation, or several. */
export type Fact = string | number | string[] | number[];

/** What a result rests on. */
export interface Basis {
  source: string;
  number?: string;
  clause?: string;
  /** How far its text was seen. */
  seen: string;
}

/** A place in an input; only what is known of it is there. */
export interface Place {
  /** Which text, when it is not the subject itself. */
  file?: string;
  /** JSON Pointer into the subject. */
  pointer?: string;
  /** What a clerk calls it. */
  name?: string;
  css?: string;
  node?: number;
  line?: number;
  column?: number;
  snippet?: string;
  sheet?: string;
  row?: number;
  cell?: string;
  paragraph?: number;
  table?: number;
}

/** A finding that somebody decided to live with. */
export interface Decision {
  rule: string;
  /** Glob over subjects. */
  scope?: string;
  fingerprint: string;
  reason: string;
  author: string;
  from: string;
  until?: string;
}

/** What a session says at its end. */
export interface Closing {
  schema: number;
  zwgk: string;
  spec: string;
  calendar: string;
  shared: never[];
  skipped: { subject: string; why: string }[];
  totals: { subjects: number; errors: number; counts: Counts; failed: Record<Level, number> };
}

/** The rules as data. */
export interface Catalogue {
  rules: {
    id: string;
    standard: string;
    level: Level;
    /** In the languages that are loaded. */
    title: { zh?: string; en?: string };
    /** Whether only people can check it. */
    manual: boolean;
    since?: string;
    until?: string;
    params: { name: string; title: string; values: { value: string; since?: string; until?: string }[] }[];
    basis: Basis[];
    kinds: Kind[];
  }[];
}

/** A change of a JSON subject (JSON Patch), or of a page. */
export type Change = { op: "replace"; path: string; value: number } | { css: string; replace: number };
