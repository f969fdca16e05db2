// The document form of a live DOM: the same rows that the core makes of a page's bytes (spec/README.md, "Rows of a document").

const KEPT = new Set(
  ("href src alt title name content http-equiv charset id class colspan rowspan value placeholder type lang hidden sitecode action " +
    "datetime role aria-label target start").split(" "),
);
const SPACES_KEPT = new Set(["script", "pre", "textarea", "noscript"]);
const ELEMENT = 1;
const TEXT = 3;

/** The first `count` characters, counted as the core counts them. */
const first = (text, count) => (text.length <= count ? text : Array.from(text).slice(0, count).join(""));

function attributes(element) {
  const kept = {};
  const handlers = [];
  for (const { name, value, prefix } of element.attributes) {
    if (prefix) continue;
    if (KEPT.has(name)) kept[name] = value.startsWith("data:") ? first(value, 30) : value;
    else if (name === "style") {
      if (/display:none|visibility:hidden/i.test(value.replace(/[\t\n\f\r ]/g, ""))) kept.style = "none";
    } else if (name.startsWith("on")) handlers.push(first(value, 200));
  }
  if (handlers.length) kept.on = handlers.join("\n");
  return kept;
}

/**
 * Walks a document into the document form. It changes nothing and does not look into templates, shadow roots and frames.
 * @param {Document} document
 * @returns {{ schema: 1, url?: string, rows: Array<[number, string, Record<string, string>] | [number, string]> }}
 */
export function documentForm(document) {
  const rows = [];
  const walk = (node, depth, spaces) => {
    // Texts that only a comment parts are one text.
    let text = null;
    const end = () => {
      if (text !== null) rows.push([depth, spaces ? text : text.replace(/[ \t\n\r]+/g, " ")]);
      text = null;
    };
    for (const child of node.childNodes) {
      if (child.nodeType === TEXT) text = (text ?? "") + child.data;
      if (child.nodeType !== ELEMENT) continue;
      end();
      const tag = child.localName;
      rows.push([depth, tag, attributes(child)]);
      if (tag !== "style") walk(child, depth + 1, spaces || SPACES_KEPT.has(tag));
    }
    end();
  };
  walk(document, 0, false);
  return document.URL ? { schema: 1, url: document.URL, rows } : { schema: 1, rows };
}
