// A replay goes on by itself, step by step: when a step gets no answer, the page says that it stands still.
"use strict";

function sayStopped() {
  const stopped = document.querySelector("#replay [data-stopped]");
  if (stopped) stopped.hidden = false;
}

document.addEventListener("htmx:sendError", sayStopped);
document.addEventListener("htmx:responseError", sayStopped);
