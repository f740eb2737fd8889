import type { ViewState } from "../../src/model/wire.ts";

/** What the side bar shows in a trusted folder before anything was said. */
export const emptyView: ViewState = {
  surfaceId: "sideBar",
  threadId: null,
  draft: "",
  place: null,
  hasFolder: true,
  folder: null,
  isTrusted: true,
  forms: {},
  asksElsewhere: [],
};
