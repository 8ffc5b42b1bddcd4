// Where the server is, the token for it, and the browser's permission to reach that server and no other.

import { DEFAULT, api, originOf, permissionFor } from "./server.js";

const field = (name) => document.getElementById(name);
const say = (text) => (field("line").textContent = text);

api.storage.local.get({ server: DEFAULT, token: "" }).then((kept) => {
  field("server").value = kept.server;
  field("token").value = kept.token;
});

field("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  let server;
  try {
    server = originOf(field("server").value);
  } catch (error) {
    say(error.message);
    return;
  }
  const wanted = permissionFor(server);
  // Asked for first: a browser lets it be asked for only in answer to a click.
  const may = await api.permissions.request(wanted).catch(() => false);
  await api.storage.local.set({ server, token: field("token").value.trim() });
  await letGo(wanted.origins);
  say(may ? `Saved: drafts are sent to ${server}.` : `Saved, but the browser does not let us reach ${server}: save again and allow it.`);
});

/** Give back what was allowed for servers that were named before. */
async function letGo(kept) {
  const { origins = [] } = await api.permissions.getAll();
  const old = origins.filter((one) => !kept.includes(one));
  if (old.length) await api.permissions.remove({ origins: old }).catch(() => false); // those of the manifest stay
}
