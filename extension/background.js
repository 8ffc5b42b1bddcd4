// The menus. A line that has to be said is said on a page of ours, in a tab of its own.

import { WORDS, act } from "./deeds.js";
import { api } from "./server.js";

api.runtime.onInstalled.addListener(({ reason }) => {
  api.contextMenus.removeAll(() => {
    for (const [id, title] of Object.entries(WORDS))
      api.contextMenus.create({ id, title, contexts: [id === "page" ? "page" : "selection"], documentUrlPatterns: ["http://*/*", "https://*/*", "file:///*"] });
  });
  if (reason === "install") api.runtime.openOptionsPage();
});

/** What a menu does when it is chosen. */
export async function chosen({ menuItemId, frameId }, tab) {
  const line = await act(menuItemId, tab, frameId);
  if (line) await api.tabs.create({ url: api.runtime.getURL(`said.html#${encodeURIComponent(line)}`) });
}

api.contextMenus.onClicked.addListener(chosen);
