// What the extension does, by name: the menus and the popup ask for these.

import { claimIn, pageIn, selectionIn } from "./reading.js";
import { Said, api, audit, check } from "./server.js";

const DEEDS = {
  selection: async (tab, frame) => audit(await selectionIn(tab, frame)),
  claim: async (tab, frame) => check(await claimIn(tab, frame)),
  page: async (tab) => audit(await pageIn(tab)),
};

export const WORDS = {
  selection: "Audit this selection",
  claim: "Check this claim",
  page: "Audit this page",
};

/** Do it for a tab and open what comes of it beside that; a line for the person where nothing does. */
export async function act(name, tab, frame) {
  try {
    const address = await DEEDS[name](tab, frame);
    await api.tabs.create({ url: address, ...(tab.index === undefined ? {} : { index: tab.index + 1 }) });
    return "";
  } catch (error) {
    if (error instanceof Said) return error.message;
    console.error(error);
    return "That did not work: a fault of this extension, which its console tells.";
  }
}
