// A Worker of workers.test.mjs: it checks its share of the inputs and posts what it counted.
import { parentPort, workerData } from "node:worker_threads";
import { load, texts } from "./package.mjs";

const { default: init, Engine } = await load("index.js");
await init();
const session = new Engine({ texts: texts.zh }).open("check", workerData.options);
for (const [name, input] of workerData.inputs) {
  try {
    session.push(name, input);
  } catch {
    // One that cannot be read: the session counts it.
  }
}
parentPort.postMessage(session.export());
