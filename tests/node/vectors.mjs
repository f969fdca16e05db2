// The vectors through the npm package: the same request bytes give the same answer bytes. Rust and C run the same folder.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { load, texts } from "./package.mjs";

const { default: init, Engine } = await load("index.js");
await init();

const folder = new URL("../vectors/", import.meta.url);
const names = readdirSync(folder).sort();

/** The language that a configuration asks for, however broken the rest of it is. */
function languageOf(config) {
  try {
    return JSON.parse(config).lang === "en" ? "en" : "zh";
  } catch {
    return "zh";
  }
}

function answer(config, op, options, input) {
  try {
    return new Engine({ json: config, texts: texts[languageOf(config)] }).call(op, input, options);
  } catch (error) {
    if (error.json === undefined) throw error;
    return error.json;
  }
}

test("there are vectors", () => assert.ok(names.length >= 10, `${names.length} vectors`));

for (const name of names) {
  test(`vector ${name}`, () => {
    const read = (part) => readFileSync(new URL(`${name}/${part}`, folder));
    const [config, op, options] = read("call").toString().split("\n");
    const found = answer(config, op, options, new Uint8Array(read("input")));
    assert.equal(found, read("answer").toString());
    assert.ok(Buffer.from(found).equals(read("answer")), "the same bytes");
  });
}
