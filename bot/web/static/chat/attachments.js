// Contact data and documents: shown, copied, saved.

import { button, element, icon, linked } from "./dom.js";
import { langOf, t } from "./words.js";

export function buildContact(contact) {
  const name = element("h2", "", contact.who || contact.organisation);
  name.lang = langOf(name.textContent);
  const head = element("div", "contact-head", element("span", "portrait", icon("person")), element("div", "", name));
  for (const line of [contact.title, contact.who && contact.organisation].filter(Boolean)) {
    const subtitle = element("p", "subtitle", line);
    subtitle.lang = langOf(line);
    head.lastChild.append(subtitle);
  }
  const rows = [
    [t("web-email"), contact.email, linked(contact.email)],
    [t("web-phone"), contact.phone, phoneLink(contact.phone)],
    [t("web-wechat"), contact.wechat, contact.wechat],
  ].filter(([, value]) => value);
  const list = element("dl", "ways", ...rows.map(([label, value, shown]) => buildWay(label, value, shown)));
  const all = [contact.who, contact.title, contact.organisation, ...rows.map(([label, value]) => `${label}: ${value}`)];
  const node = element("section", "card contact", head, list, element("div", "actions",
    iconButton("save", t("web-save-contact"), "action", () =>
      download(`${name.textContent}.vcf`, "text/vcard;charset=utf-8", contact.vcard)),
    copyButton(t("web-copy"), "action", all.filter(Boolean).join("\n")),
  ));
  node.ariaLabel = t("web-contact");
  return node;
}

export function buildDocument(file) {
  const name = element("span", "file-name", file.name);
  const size = element("span", "subtitle", formatSize(new Blob([file.content]).size));
  const save = iconButton("download", t("web-download"), "action", () =>
    download(file.name, `${file.media_type};charset=utf-8`, file.content));
  const head = element("div", "contact-head", element("span", "portrait", icon("document")), element("div", "", name, size));
  return element("section", "card document", head, element("div", "actions", save));
}

function buildWay(label, value, shown) {
  const copy = copyButton("", "copy", value, `${t("web-copy")}: ${label}`);
  return element("div", "way", element("dt", "", label), element("dd", "", shown), copy);
}

function phoneLink(phone) {
  const node = element("a", "", phone);
  node.href = `tel:${phone.replace(/[^+\d]/g, "")}`;
  return node;
}

function iconButton(name, label, className, onClick) {
  const node = button("", className, onClick);
  node.append(icon(name), ...(label ? [element("span", "", label)] : []));
  return node;
}

// Without a `label` only the icon is seen, and `about` is what is read out.
function copyButton(label, className, text, about = "") {
  const node = iconButton("copy", label, className, async () => {
    await copyText(text);
    node.firstChild.className = "icon icon-check";
    if (label) node.lastChild.textContent = t("web-copied");
    else node.ariaLabel = t("web-copied");
    setTimeout(() => {
      node.firstChild.className = "icon icon-copy";
      if (label) node.lastChild.textContent = label;
      else node.ariaLabel = about;
    }, 1600);
  });
  if (!label) node.ariaLabel = about;
  return node;
}

async function copyText(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = element("textarea", "hidden", text); // plain http has no clipboard
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

function download(name, type, content) {
  const node = element("a");
  node.href = URL.createObjectURL(new Blob([content], { type }));
  node.download = name.replace(/[\\/:*?"<>|]/g, " ").trim() || "download";
  node.click();
  setTimeout(() => URL.revokeObjectURL(node.href), 10_000);
}

function formatSize(bytes) {
  return bytes < 1024 ? `${bytes} B` : `${Math.round(bytes / 1024)} KB`;
}
