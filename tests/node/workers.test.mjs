// Sessions in Workers, each with an instance of its own, merged into one.
import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import { load, texts } from "./package.mjs";

const { default: init, Engine } = await load("index.js");
await init();

const options = { as_of: "2025-06-01" };
const report = (total) => ({
  agency: "示例旗教育局",
  year: 2024,
  table4: { reconsideration: { upheld: 1, corrected: 0, other: 0, pending: 0, total } },
});
/** A sound report, two with a finding, one that cannot be read, again and again. */
const inputs = Array.from({ length: 22 }, (_, i) => [`r${i}`, i % 4 === 3 ? { year: "?" } : report(i % 4 === 0 ? 1 : 2)]);

async function counted(share, given = options) {
  const worker = new Worker(new URL("./worker.mjs", import.meta.url), { workerData: { inputs: share, options: given } });
  const [exported] = await once(worker, "message");
  await worker.terminate();
  return exported;
}

function pushed(share) {
  const session = new Engine({ texts: texts.zh }).open("check", options);
  for (const [name, input] of share) {
    if (input.year === "?") assert.throws(() => session.push(name, input), { name: "ZwgkError" });
    else session.push(name, input);
  }
  return session;
}

test("three Workers and this thread come to what one session comes to", async () => {
  const whole = pushed(inputs).finishJson();
  const shares = await Promise.all([inputs.slice(0, 3), inputs.slice(3, 11), inputs.slice(11, 18)].map((share) => counted(share)));
  const session = pushed(inputs.slice(18));
  // In any order, and by way of a text too.
  for (const share of [shares[2], JSON.parse(JSON.stringify(shares[0])), shares[1]]) session.merge(share);
  assert.equal(session.finishJson(), whole);
  const { totals } = JSON.parse(whole);
  assert.deepEqual([totals.subjects, totals.errors], [17, 5]);
  assert.ok(totals.failed.must >= 11);
});

test("what was counted under other options, settings or versions is refused and changes nothing", async () => {
  const session = new Engine({ texts: texts.zh }).open("check", options);
  const refused = { name: "ZwgkError", code: "options.merge" };
  assert.throws(() => session.merge({ ...session }), Error);
  const otherDay = await counted(inputs, { as_of: "2025-06-02" });
  assert.throws(() => session.merge(otherDay), refused);
  const english = new Engine({ texts: texts.en }).open("check", options).export();
  assert.throws(() => session.merge(english), refused);
  const mine = await counted(inputs);
  const older = { ...mine, closing: mine.closing.replace(/"spec":"\d+/, '"spec":"1999') };
  assert.notEqual(older.closing, mine.closing);
  assert.throws(() => session.merge(older), refused);
  for (const closing of ["", "{", "{}", mine.closing.replace('"subjects":', '"subjectz":'), mine.closing.replace(/"must":\d+/, '"must":-1')]) {
    assert.throws(() => session.merge({ ...mine, closing }), { name: "ZwgkError", code: /^input\./ });
  }
  assert.equal(session.finish().totals.subjects, 0);
});

test("settings that differ in the order of their keys are the same settings", () => {
  const [one, other] = [
    { limits: { bytes: 1_000_000, nodes: 1_000 }, profile: "nmg" },
    { profile: "nmg", limits: { nodes: 1_000, bytes: 1_000_000 } },
  ].map((settings) => new Engine({ texts: texts.zh, ...settings }));
  const exported = one.open("check", { as_of: "2025-06-01", include: ["passed", "inapplicable"] });
  exported.push("a", report(1));
  const session = other.open("check", { include: ["passed", "inapplicable"], as_of: "2025-06-01" });
  session.merge(exported.export());
  assert.equal(session.finish().totals.subjects, 1);
  const swapped = other.open("check", { include: ["inapplicable", "passed"], as_of: "2025-06-01" });
  assert.throws(() => swapped.merge(one.open("check", { as_of: "2025-06-01", include: ["passed", "inapplicable"] }).export()), { code: "options.merge" });
});

test("exporting ends a session", () => {
  const session = new Engine({ texts: texts.zh }).open("check", options);
  session.export();
  assert.throws(() => session.export(), { code: "internal.ended" });
});
