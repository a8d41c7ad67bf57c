// Shows /docs/openapi.json, one <details> an operation, each with a form that sends it. Everything is put in as
// text, never as HTML: what an API describes, or answers, is not to be trusted with the page.

const METHODS = ["get", "post", "put", "patch", "delete"];
const root = await (await fetch("/docs/openapi.json")).json();

function make(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

function resolved(node) {
  return node?.$ref ? node.$ref.slice(2).split("/").reduce((at, name) => at[decodeURIComponent(name)], root) : node;
}

function typeOf(schema) {
  if (!schema) return "";
  if (schema.$ref) return schema.$ref.split("/").pop();
  const options = schema.oneOf ?? schema.anyOf;
  if (options) return options.map(typeOf).join(" | ");
  if (schema.enum) return schema.enum.join(" | ");
  return schema.type === "array" ? `list of ${typeOf(schema.items)}` : [schema.type ?? "anything"].flat().join(" | ");
}

function described(schema, seen = new Set()) {
  const name = schema?.$ref;
  const found = resolved(schema);
  if (!found?.properties || seen.has(name)) return null;
  const required = new Set(found.required ?? []);
  const rows = Object.entries(found.properties).map(([field, value]) =>
    make("tr", {}, make("td", {}, make("code", {}, field), required.has(field) ? "" : " (optional)"),
      make("td", {}, typeOf(value)), make("td", {}, resolved(value)?.description ?? "")));
  return make("table", {}, make("tbody", {}, ...rows));
}

function exampleOf(body) {
  const [example] = Object.values(body?.examples ?? {});
  const found = resolved(example)?.value ?? body?.example ?? resolved(body?.schema)?.examples?.[0];
  return found === undefined ? "" : JSON.stringify(found, null, 2);
}

function operation(path, method, about, shared) {
  const parameters = [...(shared ?? []), ...(about.parameters ?? [])].map(resolved);
  const [mediaType, body] = Object.entries(resolved(about.requestBody)?.content ?? {})[0] ?? [];
  const fields = parameters.map((each) => [each, make("input", { "aria-label": each.name })]);
  const text = mediaType ? make("textarea", { "aria-label": "body", spellcheck: "false" }) : null;
  if (text) text.value = exampleOf(body);
  const answer = make("pre", { hidden: "", "aria-live": "polite" });
  const send = make("button", { type: "button" }, "Send");
  send.addEventListener("click", () => sent(path, method, fields, mediaType, text, answer));

  const inside = [make("p", {}, about.description ?? "")];
  if (fields.length) {
    inside.push(make("table", {}, make("tbody", {}, ...fields.map(([each, input]) => make("tr", {},
      make("td", {}, make("code", {}, each.name), ` ${each.in}${each.required ? "" : " (optional)"}`),
      make("td", {}, input), make("td", {}, `${typeOf(each.schema)} ${each.description ?? ""}`))))));
  }
  if (text) inside.push(make("p", {}, `body, ${mediaType}: ${typeOf(body.schema)}`), described(body.schema) ?? "", text);
  const answers = Object.entries(about.responses ?? {}).map(([status, each]) => {
    const [content] = Object.values(resolved(each).content ?? {});
    return make("tr", {}, make("td", {}, status), make("td", {}, resolved(each).description ?? ""),
      make("td", {}, typeOf(content?.schema)));
  });
  inside.push(send, answer, make("h4", {}, "Answers"), make("table", {}, make("tbody", {}, ...answers)));
  return make("details", { class: "operation" },
    make("summary", {}, make("span", { class: "method" }, method.toUpperCase()), make("code", {}, path),
      make("span", { class: "quiet" }, ` ${about.summary ?? ""}`)), ...inside);
}

async function sent(path, method, fields, mediaType, text, answer) {
  const headers = {};
  const query = new URLSearchParams();
  let where = path;
  for (const [each, input] of fields) {
    if (input.value === "") continue;
    if (each.in === "path") where = where.replace(`{${each.name}}`, encodeURIComponent(input.value));
    if (each.in === "query") query.append(each.name, input.value);
    if (each.in === "header") headers[each.name] = input.value;
  }
  const key = document.getElementById("key").value;
  if (key) headers.Authorization = `Bearer ${key}`;
  if (text) headers["Content-Type"] = mediaType;
  answer.hidden = false;
  answer.textContent = "…";
  try {
    const asked = query.size ? `${where}?${query}` : where;
    const found = await fetch(asked, { method: method.toUpperCase(), headers, body: text?.value });
    const type = found.headers.get("Content-Type") ?? "";
    if (type.startsWith("text/event-stream")) {
      answer.textContent = `${found.status}\n`;
      for await (const part of found.body.pipeThrough(new TextDecoderStream())) answer.append(part);
      return;
    }
    let content = await found.text();
    if (type.includes("json") && content) content = JSON.stringify(JSON.parse(content), null, 2);
    answer.textContent = `${found.status} ${found.statusText}\n${[...found.headers].map((h) => h.join(": ")).join("\n")}\n\n${content}`;
  } catch (error) {
    answer.textContent = String(error);
  }
}

document.getElementById("about").textContent = `${root.info.description ?? ""} Version ${root.info.version}.`;
const main = document.getElementById("operations");
const known = root.tags ?? [];
const used = new Set(Object.values(root.paths).flatMap((path) => METHODS.flatMap((m) => path[m]?.tags ?? [])));
const others = [...used].filter((name) => !known.some((tag) => tag.name === name)).map((name) => ({ name }));
for (const tag of [...known, ...others].filter(({ name }) => used.has(name))) {
  const section = make("section", { id: tag.name }, make("h2", {}, tag.name), make("p", {}, tag.description ?? ""));
  for (const [path, operations] of Object.entries(root.paths)) {
    for (const method of METHODS) {
      const about = operations[method];
      if (about?.tags?.includes(tag.name)) section.append(operation(path, method, about, operations.parameters));
    }
  }
  main.append(section);
  document.getElementById("tags").append(make("a", { href: `#${tag.name}` }, tag.name));
}
