// Building nodes. Data goes in as text only.

export function element(tag, className = "", ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

export function button(label, className, onClick) {
  const node = element("button", className, label);
  node.type = "button";
  node.addEventListener("click", onClick);
  return node;
}

export function icon(name) {
  const node = element("span", `icon icon-${name}`);
  node.ariaHidden = "true";
  return node;
}

export function hidden(text) {
  return element("span", "hidden", text);
}

const LINK = /https?:\/\/[^\s<>"'，。；、！？（）]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

// A text with its web and mail addresses as links.
export function linked(text) {
  const fragment = document.createDocumentFragment();
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const address = match[0].replace(/[.,;:!?)]+$/, "");
    fragment.append(text.slice(end, match.index), link(address));
    end = match.index + address.length;
  }
  fragment.append(text.slice(end));
  return fragment;
}

function link(address) {
  const node = element("a", "", address);
  node.href = address.startsWith("http") ? address : `mailto:${encodeURI(address)}`;
  node.target = "_blank";
  node.rel = "noopener noreferrer";
  return node;
}
