/* The list says that there is something new and leaves it to the reader to fetch it: nobody is interrupted in a sentence. */

import { follow } from "./stream.js";

const at = document.querySelector("[data-stream]");
follow({
  stream: at.dataset.stream, poll: at.dataset.poll, lost: () => {},
  on: (state) => { if (String(state.live) !== at.dataset.live) at.querySelector("[data-fresh]").hidden = false; },
});
