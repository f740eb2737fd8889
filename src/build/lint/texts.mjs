/**
 * Rules for oxlint on texts that a person reads. `wordless`: they stand in tables of words and have ids, so that they can be
 * translated. `said-in-time`: none is said before the language is chosen.
 *
 * Of `wordless` are reported sentences in strings and templates, letters between JSX tags, and letters in the tags of `sinks.ts` and in
 * attributes that are read. What is for a log, an error's `message` or the model is no text for people.
 */
const sentence = /\p{Ll}{2,}[,.:;]? \p{Ll}{2,}/u;
const letters = /\p{L}{2,}/u;
const sinks = new Set(["notice", "label", "prompt", "plain", "markdown"]);
const readAttributes = new Set(["aria-label", "alt", "label", "placeholder", "title"]);
/** Calls whose texts no person reads but in a log. `words` and `names` cut a list that a program knows. */
const unread = new Set([
  "log",
  "onLog",
  "report",
  "refuse",
  "drop",
  "within",
  "RegExp",
  "Set",
  "error",
  "warn",
  "info",
  "debug",
  "names",
  "words",
]);

const nameOf = callee =>
  callee.type === "Identifier"
    ? callee.name
    : callee.type === "MemberExpression" && callee.property.type === "Identifier"
      ? callee.property.name
      : "";

/** Whether a node is the title of a command's row: package.nls.json is made from these. */
const isRowTitle = ({ parent }) =>
  parent.type === "Property" &&
  parent.key.name === "title" &&
  parent.parent.properties.some(
    ({ key, value }) => key?.name === "id" && String(value?.value).startsWith("folio."),
  );

/** Whether a node stands where texts are for a log or a program. */
function isUnread(node) {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    switch (parent.type) {
      case "ImportDeclaration":
      case "ExportNamedDeclaration":
      case "ExportAllDeclaration":
        return parent.source === at;
      case "TSLiteralType":
      case "ThrowStatement":
        return true;
      case "JSXAttribute":
        if (parent.name.name === "class") return true;
        break;
      case "NewExpression":
        if (/Error$|^ServerUnavailable$|^RegExp$|^Set$/.test(nameOf(parent.callee))) return true;
        break;
      case "CallExpression":
        if (parent.callee !== at && unread.has(nameOf(parent.callee))) return true;
        // Of an error: nothing else is inherited from.
        if (parent.callee.type === "Super") return true;
        break;
      case "ArrowFunctionExpression":
      case "FunctionExpression":
      case "FunctionDeclaration":
      case "JSXElement":
        return false;
      default:
    }
  }
  return false;
}

const message =
  "A text for people stands in a table of words and has an id (see .github/CONTRIBUTING.md).";

const wordless = {
  create(context) {
    const report = node => context.report({ node, message });
    return {
      Literal(node) {
        if (typeof node.value !== "string") return;
        const { parent } = node;
        if (parent.type === "JSXAttribute") {
          if (readAttributes.has(String(parent.name.name)) && letters.test(node.value))
            report(node);
          return;
        }
        if (sentence.test(node.value) && !isUnread(node) && !isRowTitle(node)) report(node);
      },
      TemplateLiteral(node) {
        const text = node.quasis.map(({ value }) => value.cooked ?? "").join("{}");
        const { parent } = node;
        if (parent.type === "TaggedTemplateExpression" && sinks.has(nameOf(parent.tag))) {
          if (letters.test(text)) report(node);
        } else if (sentence.test(text) && !isUnread(node)) report(node);
      },
      JSXText(node) {
        if (letters.test(node.value)) report(node);
      },
    };
  },
};

const isFunction = ({ type }) =>
  type === "ArrowFunctionExpression" ||
  type === "FunctionExpression" ||
  type === "FunctionDeclaration";

/** While modules are loaded the language is not chosen yet: what is said then would be English for ever. */
const saidInTime = {
  create(context) {
    return {
      CallExpression(node) {
        const { callee } = node;
        const speaks = callee.type === "MemberExpression" ? nameOf(callee.object) : nameOf(callee);
        if (speaks !== "say" && speaks !== "said" && speaks !== "sayWith") return;
        for (let at = node.parent; at; at = at.parent) if (isFunction(at)) return;
        context.report({
          node,
          message: "Say it in a function: here the language is not chosen yet.",
        });
      },
    };
  },
};

export default {
  meta: { name: "folio" },
  rules: { wordless, "said-in-time": saidInTime },
};
