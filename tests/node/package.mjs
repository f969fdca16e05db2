// The built npm package, used as users do. ZWGK_NPM is its folder; tests/tests/node.rs builds it.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

if (!process.env.ZWGK_NPM) throw new Error("ZWGK_NPM must be the folder that `cargo run -p zwgk-wasm-pack` built");
const folder = resolve(process.env.ZWGK_NPM);

/** A file of the package, by its path. */
export const file = (name) => join(folder, name);
/** A module of the package. */
export const load = (name) => import(pathToFileURL(file(name)));
/** The texts of both languages. */
export const texts = { zh: readFileSync(file("zh.texts"), "utf8"), en: readFileSync(file("en.texts"), "utf8") };
/** Memory of the module's instance, in bytes. */
export const memory = async () => (await load("zwgk_wasm.js")).initSync().memory.buffer.byteLength;
