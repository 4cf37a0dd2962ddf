// Passkeys, which only a browser can make and use, and a look at the password one types.
// Words come from the page, in its language.
"use strict";

const bytesOf = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const textOf = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

// What the server says in JSON, as the browser wants it: with bytes
function withBytes(options) {
  const ready = { ...options, challenge: bytesOf(options.challenge) };
  if (ready.user) ready.user = { ...ready.user, id: bytesOf(ready.user.id) };
  for (const list of ["allowCredentials", "excludeCredentials"]) {
    if (ready[list]) ready[list] = ready[list].map((known) => ({ ...known, id: bytesOf(known.id) }));
  }
  return ready;
}

// What the browser made, as the server wants it: in JSON
function asJson(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = textOf(credential.response[part]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: textOf(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function optionsFor(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options).publicKey;
  const answer = await fetch(form.dataset.ask, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options.publicKey;
}

async function passkeyFor(form) {
  const publicKey = withBytes(await optionsFor(form));
  if (form.dataset.passkey === "get") return navigator.credentials.get({ publicKey });
  // Kept on the device where it can be, so that it signs in by itself; an older security key cannot
  publicKey.authenticatorSelection = {
    ...publicKey.authenticatorSelection, residentKey: "preferred", requireResidentKey: false, userVerification: "preferred",
  };
  return navigator.credentials.create({ publicKey });
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const sorry = form.querySelector(".error[role=alert]");
    sorry.hidden = true;
    try {
      form.elements.credential.value = asJson(await passkeyFor(form));
    } catch {
      // Refused, run out of time, or none that fits: the person decides how to go on
      sorry.hidden = false;
      return;
    }
    form.submit();
  });
}

for (const input of document.querySelectorAll("input[data-password]")) {
  const { show, hide } = input.form.dataset;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link show-password";
  button.textContent = show;
  button.setAttribute("aria-controls", input.id);
  button.addEventListener("click", () => {
    const hidden = input.type === "password";
    input.type = hidden ? "text" : "password";
    button.textContent = hidden ? hide : show;
  });
  input.after(button);
  input.form.addEventListener("submit", () => { input.type = "password"; });
}
