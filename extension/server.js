// The user's own server: where it is, whether we may reach it, and what is sent there. Nothing else is asked.

export const api = globalThis.browser ?? globalThis.chrome;

export const DEFAULT = "http://127.0.0.1:8080";
const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);
const PATIENCE = 30_000; // milliseconds until a server that does not answer is given up

/** Something to tell the person in one line. */
export class Said extends Error {}

/** The server's origin as it is kept; throws `Said` where an address is none we would send a draft to. */
export function originOf(text) {
  let url;
  try {
    url = new URL(text.trim());
  } catch {
    throw new Said("Write the server's address in full, such as http://127.0.0.1:8080.");
  }
  if (!["http:", "https:"].includes(url.protocol) || url.username || url.password)
    throw new Said("Write the server's address as http://127.0.0.1:8080 or https://HOST.");
  if (url.pathname !== "/" || url.search || url.hash)
    throw new Said("Write the server's address without a path: scheme, host and port.");
  if (url.protocol === "http:" && !LOOPBACK.has(url.hostname))
    throw new Said("Use https:// for a server that is not this machine: others on the way could read what you send.");
  return url.origin;
}

/** Where the server is and the token for it, empty where the browser's own sign-in is used. */
export async function settings() {
  const kept = await api.storage.local.get({ server: DEFAULT, token: "" });
  return { server: originOf(kept.server), token: kept.token };
}

/** The permission for that server and no other; ports are no part of what browsers ask for. */
export function permissionFor(server) {
  const url = new URL(server);
  return { origins: [`${url.protocol}//${url.hostname}/*`] };
}

/** Have a draft audited; the address at which its progress is told. `more` may be a file, or where it stands. */
export async function audit(fields) {
  return send("/audit", fields);
}

/** Have a claim checked; the address of its progress, or of the page there is already. */
export async function check(claim) {
  return send("/ask", { q: claim });
}

async function send(path, fields) {
  const { server, token } = await settings();
  if (!(await api.permissions.contains(permissionFor(server))))
    throw new Said(`Allow this extension to reach ${server} first: open its options and save them.`);
  const form = await ask(`${server}/audit`, token);
  if (form.may !== true)
    throw new Said(
      token ? "The token in the options may not ask: make one that may." : `Sign in at ${server} first, or put a token into the options.`,
    );
  const body = new FormData();
  for (const [name, value] of Object.entries({ ...fields, csrf: form.csrf })) {
    if (value instanceof File) body.append(name, value, value.name);
    else if (value) body.append(name, value);
  }
  const told = await ask(server + path, token, body);
  const address = told.id ? `/jobs/${told.id}` : told.known;
  if (typeof address !== "string" || !address.startsWith("/")) throw new Said(`${server} is no Wellsourced server, or an old one.`);
  return server + address;
}

/** The server's answer as JSON; throws `Said` with the server's own line where it refuses. */
async function ask(address, token, body) {
  const headers = { accept: "application/json" };
  if (token) headers.authorization = `Bearer ${token}`;
  const origin = new URL(address).origin;
  let reply;
  try {
    reply = await fetch(address, {
      method: body ? "POST" : "GET",
      body,
      headers,
      // With a token it alone says who asks; without, the browser is signed in or the server has no accounts.
      credentials: token ? "omit" : "include",
      cache: "no-store",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    throw new Said(`${origin} does not answer: see that the server runs, or change its address in the options.`);
  }
  if (new URL(reply.url).origin !== origin) throw new Said(`${origin} sends us elsewhere: check its address in the options.`);
  let told;
  try {
    told = await reply.json();
  } catch {
    throw new Said(`${origin} is no Wellsourced server: check its address in the options.`);
  }
  if (!reply.ok) throw new Said(told?.error?.message ?? `${origin} answered ${reply.status}.`);
  return told;
}
