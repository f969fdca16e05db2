// What the wrapper adds to the core: the default day, errors, kinds of input, sessions, memory, recovery from traps.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { file, load, memory, texts } from "./package.mjs";

const { default: init, Engine, ZwgkError } = await load("index.js");
const MIB = 1024 * 1024;

test("before the module is loaded an engine says what to do", () => {
  assert.throws(() => new Engine({ texts: texts.zh }), { name: "ZwgkError", code: "internal.start", help: /await init/ });
});

test("a load that failed may be tried again, from a path, bytes or a module", async () => {
  await assert.rejects(init("/no/such/file.wasm"), { code: "ENOENT" });
  await init(WebAssembly.compile(readFileSync(file("zwgk_wasm_bg.wasm"))));
  await init();
});

/** A report with one finding: the total of table four says 2 where the cells make 1. */
const faulty = {
  agency: "示例旗教育局",
  year: 2024,
  table4: { reconsideration: { upheld: 1, corrected: 0, other: 0, pending: 0, total: 2 } },
};
const sound = { ...faulty, table4: { reconsideration: { ...faulty.table4.reconsideration, total: 1 } } };
const dated = { as_of: "2025-06-01" };

test("a report is checked whatever form it has", () => {
  const engine = new Engine({ texts: texts.zh });
  const text = JSON.stringify(faulty);
  const bytes = new TextEncoder().encode(text);
  const padded = new TextEncoder().encode(`xx${text}`);
  const json = engine.checkJson("annual-report", text, dated);
  assert.equal(engine.checkJson("annual-report", faulty, dated), json);
  assert.equal(engine.checkJson("annual-report", bytes, dated), json);
  assert.equal(engine.checkJson("annual-report", bytes.buffer, dated), json);
  assert.equal(engine.checkJson("annual-report", new DataView(padded.buffer, 2), dated), json);
  const report = engine.check("annual-report", faulty, dated);
  assert.deepEqual(report, JSON.parse(json));
  assert.ok(report.results.some((r) => r.rule === "annual-report.review-total"));
});

test("a kind that is not given is guessed", () => {
  const engine = new Engine({ texts: texts.zh });
  for (const kind of [null, undefined]) assert.equal(engine.check(kind, faulty, dated).kind, "annual-report");
  assert.throws(() => engine.check(null, { name: "x" }, dated), ZwgkError);
  assert.throws(() => engine.check("no-kind", faulty, dated), { at: { file: "options", pointer: "/kind", line: 1 } });
});

test("the day is today in Asia/Shanghai, unless one is given", (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: Date.parse("2025-01-31T16:30:00Z") });
  const engine = new Engine({ texts: texts.zh });
  assert.equal(engine.check(null, faulty).as_of, "2025-02-01");
  assert.equal(engine.open("check").push("a", faulty).as_of, "2025-02-01");
  t.mock.timers.setTime(Date.parse("2025-01-31T15:59:59Z"));
  assert.equal(engine.check(null, faulty, {}).as_of, "2025-01-31");
  assert.equal(engine.check(null, faulty, dated).as_of, "2025-06-01");
});

test("options that are text go as they are", () => {
  const engine = new Engine({ texts: texts.zh });
  assert.equal(engine.call("check", faulty, JSON.stringify(dated)), engine.checkJson(null, faulty, dated));
  assert.throws(() => engine.call("check", faulty, "{}"), (e) => e.code.startsWith("options."));
  assert.equal(engine.checkJson("annual-report", faulty, JSON.stringify(dated)), engine.checkJson(null, faulty, dated));
  assert.deepEqual(engine.check("annual-report", faulty, JSON.stringify(dated)), engine.check(null, faulty, dated));
});

test("a report for people is text", () => {
  const engine = new Engine({ texts: texts.en });
  assert.match(engine.checkJson(null, faulty, { ...dated, format: "text" }), /\n/);
  assert.throws(() => engine.check(null, faulty, { ...dated, format: "text" }), TypeError);
});

test("half a character is an error in every form of an input", () => {
  const engine = new Engine({ texts: texts.zh });
  const report = { ...faulty, agency: "局\ud83d" };
  const raw = '{"agency":"局\ud83d",\n"year":2024}';
  assert.throws(() => engine.check(null, report, dated), { code: "input.surrogate" });
  assert.throws(() => engine.check(null, raw, dated), (e) => e.code === "input.surrogate" && e.at.line === 1);
  // After an escaped backslash, and as the second half alone.
  assert.throws(() => engine.check(null, '{"agency":"\\\\\ude00","year":2024}', dated), { code: "input.surrogate" });
  assert.throws(() => engine.check(null, '{"agency":"\\\ude00","year":2024}', dated), { code: "input.json" });
  assert.throws(() => engine.call("check", faulty, '{"as_of":"2025-06-01","subject":"\ud83d"}'), { code: "options.surrogate" });
  assert.throws(() => new Engine({ json: '{"profile":"\ud83d"}', texts: texts.zh }), { code: "profile.surrogate" });
  assert.equal(engine.check(null, { ...faulty, agency: "局😀" }, dated).subject, engine.check(null, JSON.stringify({ ...faulty, agency: "局😀" }), dated).subject);
});

test("an error has code, message, help and place", () => {
  const engine = new Engine({ texts: texts.en });
  const error = thrown(() => engine.check(null, { ...faulty, agencyy: "x" }, dated));
  assert.ok(error instanceof ZwgkError && error instanceof Error);
  assert.equal(error.code, "input.unknown-field");
  assert.match(error.message, /agencyy/);
  assert.equal(typeof error.help, "string");
  assert.equal(error.at.pointer, "/agencyy");
  assert.deepEqual(JSON.parse(error.json).error, { code: error.code, message: error.message, help: error.help, at: error.at });
});

test("the language is that of the texts, and lang must agree", () => {
  const title = (settings) => new Engine(settings).rules().rules[0].title;
  assert.ok(title({ texts: texts.en }).en);
  assert.ok(title({ texts: texts.zh }).zh);
  assert.ok(title({ texts: texts.en, lang: "en" }).en);
  assert.throws(() => new Engine({ texts: texts.zh, lang: "en" }), { code: "options.texts" });
});

test("texts of other rules are an error, and without texts errors have no words", () => {
  const other = texts.zh.replace(/^./, (c) => (c === "0" ? "1" : "0"));
  for (const wrong of [other, "", undefined]) {
    const error = thrown(() => new Engine({ texts: wrong }));
    assert.equal(error.code, "options.texts");
    assert.equal("message" in JSON.parse(error.json).error, false);
  }
  const error = thrown(() => new Engine({ profile: { rules: { "no.rule": {} } } }));
  assert.match(error.code, /^profile\./);
  assert.equal(error.message, error.code);
  assert.equal(error.at.file, "profile");
});

test("settings reach the core, and one it does not know is an error", () => {
  assert.throws(() => new Engine({ texts: texts.zh, limits: { bytes: 8 } }).check(null, faulty, dated), { code: /^limit\./ });
  assert.throws(() => new Engine({ texts: texts.zh, langg: "en" }), { code: "profile.unknown-field" });
  const all = new Engine({ json: '{"profile":"national"}', texts: texts.zh }).check(null, faulty, dated);
  assert.equal(all.profile, "national");
});

test("sessions give the same totals in any order and any split", () => {
  const engine = new Engine({ texts: texts.zh });
  const inputs = [faulty, sound, faulty, { year: "?" }, sound];
  const push = (session, order) => {
    for (const index of order) {
      if (index === 3) assert.throws(() => session.push("bad", inputs[index]), ZwgkError);
      else assert.equal(session.push(`r${index}`, inputs[index]).subject, `r${index}`);
    }
    return session;
  };
  const open = () => engine.open("check", dated);
  const whole = push(open(), [0, 1, 2, 3, 4]).finishJson();
  assert.equal(push(open(), [4, 3, 2, 1, 0]).finishJson(), whole);
  const [left, right] = [push(open(), [3, 0]), push(open(), [2, 4, 1])];
  right.merge(left);
  assert.equal(right.finishJson(), whole);
  const { totals } = JSON.parse(whole);
  assert.deepEqual([totals.subjects, totals.errors], [4, 1]);
  assert.ok(totals.failed.must + totals.failed.should + totals.failed.may >= 2);
});

test("a session that ended is an error, and so is a merge of strangers", () => {
  const engine = new Engine({ texts: texts.en });
  const session = engine.open("check", dated);
  session.finish();
  assert.throws(() => session.push("a", faulty), { code: "internal.ended", message: "the session has ended" });
  const [one, other] = [engine.open("check", dated), engine.open("check", { as_of: "2025-06-02" })];
  assert.throws(() => one.merge(other), { code: "options.merge" });
  assert.throws(() => one.merge(one), TypeError);
  other.push("a", faulty);
  one.merge(engine.open("check", dated));
  assert.equal(one.finish().totals.subjects, 0);
  other.free();
  assert.throws(() => engine.open("rules"), ZwgkError);
});

test("memory stays flat over 20,000 rejected inputs", async () => {
  const engine = new Engine({ texts: texts.zh });
  const session = engine.open("check", dated);
  const inputs = ["", "{", '{"agency":"a","agencyy":1}', JSON.stringify(faulty).replace("2024", '"年"'), "[1,2"];
  const reject = (count) => {
    for (let i = 0; i < count; i++) {
      const input = inputs[i % inputs.length];
      assert.throws(() => (i % 2 ? session.push("a", input) : engine.check(null, input, dated)), ZwgkError);
    }
  };
  reject(1_000);
  const before = await memory();
  reject(20_000);
  assert.equal(await memory(), before);
  assert.equal(session.finish().totals.errors, 10_500);
});

/** An input that no 32-bit memory holds: the module traps. Its pages are never touched. */
const trap = (call) => assert.throws(() => call(new Uint8Array(2 ** 31)), (error) => {
  assert.equal(error.code, "internal.trap");
  assert.ok(error.message && error.help && error.cause instanceof Error);
  assert.equal(JSON.parse(error.json).error.code, "internal.trap");
  return true;
});

test("after a trap every engine works on, and the sessions of the instance are lost", () => {
  const [engine, other] = [new Engine({ texts: texts.en }), new Engine({ texts: texts.zh })];
  const expected = [engine, other].map((e) => e.checkJson(null, faulty, dated));
  const session = engine.open("check", dated);
  session.push("a", faulty);
  trap((input) => other.call("check", input, dated));
  assert.throws(() => session.push("b", faulty), { code: "internal.trap", message: "the session was lost in an internal error" });
  assert.deepEqual([engine, other].map((e) => e.checkJson(null, faulty, dated)), expected);
  assert.throws(() => session.finish(), { code: "internal.trap" });
  session.free();

  const next = engine.open("check", dated);
  trap((input) => next.push("a", input));
  engine.free();
  assert.equal(engine.open("check", dated).finish().totals.subjects, 0);
});

test("an instance that grew beyond 256 MiB is replaced at the next call", async () => {
  const engine = new Engine({ texts: texts.zh });
  const expected = engine.checkJson(null, faulty, dated);
  assert.throws(() => engine.check(null, new Uint8Array(300 * MIB), dated), { code: /^limit\./ });
  assert.ok((await memory()) > 256 * MIB);
  assert.equal(engine.checkJson(null, faulty, dated), expected);
  assert.ok((await memory()) < 16 * MIB, `${await memory()}`);
});

test("but not before the sessions in it have ended", async () => {
  const engine = new Engine({ texts: texts.zh });
  const session = engine.open("check", dated);
  session.push("a", faulty);
  assert.throws(() => session.push("b", new Uint8Array(300 * MIB)), { code: /^limit\./ });
  engine.check(null, faulty, dated);
  assert.ok((await memory()) > 256 * MIB);
  const { totals } = session.finish();
  assert.deepEqual([totals.subjects, totals.errors], [1, 1]);
  engine.check(null, faulty, dated);
  assert.ok((await memory()) < 16 * MIB);
});

function thrown(call) {
  try {
    call();
  } catch (error) {
    return error;
  }
  return assert.fail("nothing was thrown");
}
