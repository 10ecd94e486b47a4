// What the page asks the emulator.

async function read(response) {
  if (response.ok)
    return response.status === 204 ? null : response.json();
  const problem = await response.json().catch(() => ({}));
  throw new Error(problem.message ?? `The emulator answered ${response.status}.`);
}

const get = async path => read(await fetch(`/page/api/${path}`));

export const functions = () => get("functions");
export const samples = () => get("samples");
export const sample = async name => (await fetch(`/page/api/samples/${encodeURIComponent(name)}`)).text();
export const invocation = id => get(`invocations/${encodeURIComponent(id)}`);
export const clear = async () => read(await fetch("/page/api/invocations", { method: "DELETE" }));
export const invoke = async event => read(await fetch("/page/api/invoke", { method: "POST", headers: { "Content-Type": "application/json" }, body: event }));

/** Calls back with what happens: on.begin(), on.log(piece), on.invocation(record), on.lost(). The browser connects again by itself. */
export function follow(on) {
  const source = new EventSource("/page/api/feed");
  for (const name of ["begin", "log", "invocation"])
    source.addEventListener(name, message => on[name](JSON.parse(message.data)));
  source.addEventListener("error", () => on.lost());
}
