const line = String.raw`(?:\d{1,7}|\$|/[\w ,:;@"'<>=.^$*-]+/)`;
const address = String.raw`${line}(?:,(?:\+?\d{1,7}|${line}))?`;
/** sed with -n may only print lines, by number or by a plain pattern. */
export const sedScript = new RegExp(`^(?:${address}p(?:; ?${address}p)*|\\$=)$`);
/** sed without -n may only replace plain words by plain words. */
export const sedReplacing = /^s\/[\w .,:^$-]+\/[\w .,:-]*\/[gi]{0,2}$/i;

const field = String.raw`(?:\$(?:\d{1,4}|NF)|NR|NF|"[\w .,:;/=-]*")`;
const test = String.raw`(?:(?:NR|NF|\$\d{1,4}|length) ?(?:==|!=|<=|>=|<|>) ?(?:\d{1,9}|"[\w .:/-]*")|!?/[\w .^$*:-]*/)`;
const tests = String.raw`${test}(?: ?(?:&&|\|\|) ?${test}){0,5}`;
const lines = String.raw`(?:${tests}|NR ?== ?\d{1,9} ?, ?NR ?== ?\d{1,9}|/[\w .^$-]*/ ?, ?/[\w .^$-]*/)`;
const print = String.raw`\{ ?print(?: ${field}(?:,? ?${field})*)? ?;? ?\}`;
/** awk may print fields of lines, chosen by number or by a plain pattern. Nothing may call, write or assign. */
export const awkScript = new RegExp(`^(?:${lines}|(?:${lines} ?|END ?)?${print})$`);

const key = String.raw`(?:\w+|"[\w@/. -]*")`;
const path = String.raw`(?:\.(?:${key})?\??(?:\.${key}\??|\.?\[(?:-?\d{0,6}|\d{0,6}:\d{0,6}|"[\w@/. -]*")\]\??)*)`;
const call = String.raw`(?:keys|keys_unsorted|values|length|type|to_entries|from_entries|add|first|last|unique|sort|reverse|flatten|tostring|has\("[\w@/. -]*"\))(?:\[\d{0,6}\])?`;
const value = String.raw`(?:"[\w@/. -]*"|-?\d{1,9}|true|false|null)`;
const simple = String.raw`(?:${path}|${call})`;
const inner = String.raw`${simple}(?: ?\| ?${simple}){0,4}(?: ?(?:==|!=|<=|>=|<|>) ?${value})?`;
const step = String.raw`(?:${simple}|\{ ?\w+(?: ?, ?\w+){0,12} ?\}|(?:map|select|map_values|sort_by|group_by|unique_by)\(${inner}\))`;
/** jq may follow a path into the document and count, list or select what it finds there. */
export const jqScript = new RegExp(`^${step}(?: ?[|,] ?${step}){0,8}$`);
