// The door for browsers and Node: bytes and options go in, answers of the core come out. See index.d.ts.
import start, { __wbg_reset_state as reset, initSync, Engine as Raw } from "./zwgk_wasm.js";

/** Memory of an instance, in bytes, beyond which it is replaced: WebAssembly never gives memory back. */
const MEMORY_LIMIT = 256 * 1024 * 1024;
/** Operations whose answer depends on a day. */
const DATED = new Set(["check"]);
/** Between two texts of a text file; the second of them is its language. */
const SEPARATOR = "\u001e";

const WORDS = {
  trap: {
    zh: ["程序内部错误，本次调用没有结果", "请将输入与版本号告知维护者；后续调用不受影响"],
    en: ["internal error, this call has no answer", "report the input and the version to the maintainers; later calls are not affected"],
  },
  lost: {
    zh: ["会话已随内部错误丢失", "请重新打开会话并重新提交"],
    en: ["the session was lost in an internal error", "open a new session and push again"],
  },
  ended: {
    zh: ["会话已结束", "请打开新的会话"],
    en: ["the session has ended", "open a new one"],
  },
  start: {
    zh: ["模块尚未加载", "请先执行 `await init()`"],
    en: ["the module is not loaded", "run `await init()` first"],
  },
};

/** An error as every door returns it. */
export class ZwgkError extends Error {
  /** @param {string} json the error's JSON */
  constructor(json, cause) {
    const { code, message, help, at } = JSON.parse(json).error;
    super(message || code, cause === undefined ? undefined : { cause });
    this.name = "ZwgkError";
    this.code = code;
    this.help = help;
    this.at = at;
    this.json = json;
  }
}

function failure(code, words, lang, cause) {
  const [message, help] = words[lang] ?? words.zh;
  return new ZwgkError(JSON.stringify({ error: { code, message, help } }), cause);
}

// --- the instance: one at a time, replaced after a trap and when it has grown too large -----------------------------

let starting;
let started = false;
/** Number of the instance: what was made in an earlier one is gone. */
let generation = 0;
let trapped = false;
/** Sessions that an outgrown instance must live on for, each by a token. */
const open = new Set();
const abandoned = new FinalizationRegistry((token) => open.delete(token));

/** Loads the module; once. */
export default function init(source = new URL("./zwgk_wasm_bg.wasm", import.meta.url)) {
  starting ??= load(source).then(
    () => { started = true; },
    (error) => { starting = undefined; throw error; },
  );
  return starting;
}

async function load(given) {
  let source = await given;
  if (typeof source === "string" || source instanceof URL) source = await fetched(source);
  if (typeof Response === "function" && source instanceof Response) source = await compiled(source);
  if (!(source instanceof WebAssembly.Module)) source = await WebAssembly.compile(source);
  await start({ module_or_path: source });
}

/** A URL or, in Node, a path too. */
function fetched(source) {
  const files = globalThis.process?.getBuiltinModule?.("node:fs/promises");
  const text = String(source);
  if (files === undefined || /^(https?|data|blob):/.test(text)) return fetch(source);
  return files.readFile(text.startsWith("file:") ? new URL(text) : text);
}

async function compiled(response) {
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${response.statusText}`);
  const streams = response.headers.get("content-type")?.startsWith("application/wasm");
  return streams ? WebAssembly.compileStreaming(response) : response.arrayBuffer();
}

/** Makes a new instance when the last call ended this one. */
function renew(lang) {
  if (!started) throw failure("internal.start", WORDS.start, lang);
  const outgrown = open.size === 0 && initSync().memory.buffer.byteLength > MEMORY_LIMIT;
  if (!trapped && !outgrown) return;
  run(lang, reset);
  trapped = false;
  generation += 1;
  open.clear();
}

/** A call into the instance. The core throws the text of an error; anything else is a trap and ends the instance. */
function run(lang, call) {
  try {
    return call();
  } catch (thrown) {
    if (typeof thrown === "string") throw new ZwgkError(thrown);
    trapped = true;
    throw failure("internal.trap", WORDS.trap, lang, thrown);
  }
}

// --- what goes in -----------------------------------------------------------------------------------------------------

const encoder = new TextEncoder();

function bytesOf(input) {
  if (input instanceof Uint8Array) return input;
  if (input instanceof ArrayBuffer) return new Uint8Array(input);
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  if (input === undefined) return new Uint8Array();
  return encoder.encode(typeof input === "string" ? whole(input) : JSON.stringify(input));
}

/** Half a character in a JSON text, and the backslashes before it. */
const HALF = /(\\*)(\p{Surrogate})/gu;

/**
 * A JSON text whose half characters are `\u` escapes, as `JSON.stringify` writes them: the core refuses those with their place,
 * where UTF-8 would put U+FFFD in their stead and say nothing. After a lone backslash one is no JSON in any form.
 */
function whole(text) {
  return text.replace(HALF, (found, slashes, half) =>
    slashes.length % 2 ? found : `${slashes}\\u${half.charCodeAt(0).toString(16)}`);
}

/** The same JSON value whatever the order of its keys; a text that is no JSON is itself. */
function canonical(text) {
  const sorted = (_, value) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  try {
    return JSON.stringify(JSON.parse(text), sorted);
  } catch {
    return text;
  }
}

/** Options as JSON; a string goes as it is. Without `as_of` a subject is judged as of today. */
function optionsOf(op, options) {
  if (typeof options === "string") return whole(options);
  const as_of = DATED.has(op) ? (options?.as_of ?? today()) : options?.as_of;
  return JSON.stringify({ ...options, as_of });
}

/** Today in Asia/Shanghai: eight hours ahead of UTC, without summer time. */
function today() {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
}

// --- what people use --------------------------------------------------------------------------------------------------

export class Engine {
  #config;
  #texts;
  #lang;
  #raw;
  #generation;

  constructor({ texts = "", ...config } = {}) {
    this.#texts = texts;
    this.#lang = config.lang ?? texts.split(SEPARATOR, 2)[1];
    this.#config = config.json === undefined ? JSON.stringify({ ...config, lang: this.#lang }) : whole(String(config.json));
    this.#live();
  }

  call(op, input, options) {
    const [bytes, text] = [bytesOf(input), optionsOf(op, options)];
    const raw = this.#live();
    return run(this.#lang, () => raw.call(String(op), bytes, text));
  }

  checkJson(kind, input, options) {
    return this.call("check", input, kind == null || typeof options === "string" ? options : { ...options, kind });
  }

  check(kind, input, options) {
    if (options?.format === "text") throw new TypeError("`check` gives an object; `checkJson` gives text");
    return JSON.parse(this.checkJson(kind, input, options));
  }

  rules() {
    return JSON.parse(this.call("rules"));
  }

  open(op, options) {
    const text = optionsOf(op, options);
    const raw = this.#live();
    return new Session(run(this.#lang, () => raw.open(String(op), text)), this.#lang, [this.#config, String(op), text]);
  }

  free() {
    if (this.#raw !== undefined && this.#generation === generation && !trapped) this.#raw.free();
    this.#raw = undefined;
  }

  /** The engine in the instance that there is now. */
  #live() {
    renew(this.#lang);
    if (this.#raw === undefined || this.#generation !== generation) {
      this.#raw = run(this.#lang, () => new Raw(this.#config, this.#texts));
      this.#generation = generation;
    }
    return this.#raw;
  }
}

class Session {
  #raw;
  #lang;
  /** Settings, operation and options: what sessions that are merged have in common. */
  #given;
  #generation = generation;
  #token = {};

  constructor(raw, lang, given) {
    this.#raw = raw;
    this.#lang = lang;
    this.#given = given;
    open.add(this.#token);
    abandoned.register(this, this.#token, this.#token);
  }

  pushJson(name, input) {
    const bytes = bytesOf(input);
    const raw = this.#live();
    return run(this.#lang, () => raw.push(String(name ?? ""), bytes));
  }

  push(name, input) {
    return JSON.parse(this.pushJson(name, input));
  }

  merge(other) {
    if (other === this) throw new TypeError("a session cannot be merged with itself");
    const raw = this.#live();
    if (other instanceof Session) {
      const from = other.#live();
      run(this.#lang, () => raw.merge(from));
      other.free();
      return;
    }
    const { given, closing } = other;
    const alike = given.length === this.#given.length && given.every((text, i) => canonical(text) === canonical(this.#given[i]));
    run(this.#lang, () => raw.mergeClosing(encoder.encode(closing), alike));
  }

  export() {
    return { given: this.#given, closing: this.finishJson() };
  }

  finishJson() {
    const raw = this.#live();
    const answer = run(this.#lang, () => raw.finish());
    this.free();
    return answer;
  }

  finish() {
    return JSON.parse(this.finishJson());
  }

  free() {
    if (this.#raw !== undefined && this.#generation === generation && !trapped) this.#raw.free();
    this.#raw = undefined;
    open.delete(this.#token);
    abandoned.unregister(this.#token);
  }

  /** The session, unless its instance is gone. */
  #live() {
    if (this.#raw === undefined) throw failure("internal.ended", WORDS.ended, this.#lang);
    if (trapped || this.#generation !== generation) throw failure("internal.trap", WORDS.lost, this.#lang);
    return this.#raw;
  }
}
