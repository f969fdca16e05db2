// The walker over a DOM gives the rows that the command makes of the same page's bytes. The DOM is parse5's, as a browser builds it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, existsSync } from "node:fs";
import { test } from "node:test";
import { documentForm } from "../../bindings-wasm/js/document.js";

const { parse } = await import(process.env.ZWGK_PARSE5);

/** A node of parse5's tree as a DOM shows it. */
class Dom {
  constructor(node) {
    this.nodeType = node.nodeName === "#text" ? 3 : node.tagName ? 1 : 8;
    this.localName = node.tagName;
    this.data = node.value;
    this.attributes = node.attrs ?? [];
    this.node = node;
  }
  get childNodes() {
    return (this.node.childNodes ?? []).map((child) => new Dom(child));
  }
}

const rowsOf = (html) => documentForm(new Dom(parse(html))).rows;
const command = (path) => JSON.parse(execFileSync(process.env.ZWGK_COMMAND, ["extract", "document", path], { maxBuffer: 1 << 28 })).rows;

/** What a page declares is wrong on some: bytes that are UTF-8 are. */
function decoded(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

function compare(path) {
  const bytes = readFileSync(path);
  assert.deepEqual(rowsOf(decoded(bytes)), command(path), path);
}

test("the example page", () => compare("../examples/annual-report-2024.html"));

test("markup that browsers mend", () => {
  const html =
    "<!DOCTYPE html><p id=a onclick='go()' onload=x style='DISPLAY : none'>一\n\n 二<!-- x -->三<template><b>no</b></template><br>" +
    "<noscript><p>a</p></noscript><table><tr><td>1<div>2<p>3</table><svg xlink:href=a><foreignObject/></svg><pre>  a\n b</pre>";
  const rows = rowsOf(html);
  assert.deepEqual(rows.slice(3, 7), [
    [2, "p", { id: "a", style: "none", on: "go()\nx" }],
    [3, "一 二三"],
    [3, "template", {}],
    [3, "br", {}],
  ]);
  assert.ok(rows.some((row) => row[1] === "noscript") && rows.some((row) => row[1] === "<p>a</p>"));
});

test("real pages, where they are at hand", (context) => {
  const folders = ["../../../shared/data/pages", "../../../shared/data/annual-reports"].filter(existsSync);
  const pages = folders.flatMap((f) => readdirSync(f).map((name) => `${f}/${name}`)).filter((path) => /\.(html?|jsp)$/.test(path));
  pages.forEach(compare);
  context.diagnostic(`${pages.length} real pages compared`);
});
