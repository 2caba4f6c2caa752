import { slugify } from '../../text/slug.ts';

/** Words of a file name that say how a response was taken, not what it holds. */
const dressing = new Set([
  'get', 'post', 'put', 'patch', 'list', 'fetch', 'id', 'ids', 'page', 'pages', 'response', 'responses', 'result', 'results', 'request', 'sample', 'samples', 'example', 'examples',
  'all', 'empty', 'detail', 'details', 'detailed', 'summary', 'full', 'raw', 'test', 'mock', 'fixture', 'json', 'ndjson', 'jsonl', 'api', 'data', 'export', 'dump', 'of', 'by', 'the', 'geojson', 'jsonapi', 'hal', 'graphql',
]);

/** Keys that hold the records of a page without naming them. */
export const genericHolders = new Set(['data', 'items', 'results', 'records', 'entries', 'values', 'rows', 'content', 'list', 'hits', 'objects', 'elements', 'value', 'docs', 'result', 'edges', 'nodes', 'payload', 'response', 'body', '_embedded', 'member', 'hydra:member', 'features']);

/** Keys of an envelope that speak of the page, not of what it holds. */
export const pagingKeys = new Set([
  'page', 'per_page', 'perpage', 'page_size', 'pagesize', 'size', 'total', 'total_count', 'totalcount', 'total_pages', 'totalpages', 'count', 'next', 'next_page', 'prev', 'previous', 'first', 'last',
  'cursor', 'next_cursor', 'nextcursor', 'nextpagetoken', 'has_more', 'hasmore', 'limit', 'offset', 'start', 'links', '_links', 'meta', 'metadata', 'paging', 'pagination', 'object', 'url', 'status', 'success', 'ok',
  'message', 'msg', 'code', 'page_info', 'pageinfo', 'pages', 'number', 'totalelements', 'request_id', 'version', 'timestamp', 'error', 'errors', 'took', 'included', 'kind', 'etag', 'jsonapi', 'extensions', 'warnings', 'facets', 'bbox', 'crs', 'api_version', 'apiversion',
  '@context', '@id', '@odata.context', '@odata.count', '@odata.nextlink', 'hydra:totalitems', 'hydra:view', 'cnt', 'cod', 'incomplete_results', 'pageinfo', 'total_results', 'totalresults',
]);

/** Keys that no record has: beside one of them a generic list is a page, whatever else stands there. */
export const surePagingKeys = new Set([
  'total_count', 'totalcount', 'total_results', 'totalresults', 'per_page', 'perpage', 'page_size', 'pagesize', 'total_pages', 'totalpages', 'totalelements', 'next_page', 'next_cursor', 'nextcursor', 'nextpagetoken', 'has_more', 'hasmore',
  'cnt', 'page_info', 'pageinfo', 'pagination', 'paging', 'incomplete_results', '@odata.count', '@odata.nextlink', 'hydra:totalitems',
]);

/** Keys that speak of the reply alone: what stands beside them is what was asked for. */
export const replyKeys = new Set(['status', 'success', 'ok', 'code', 'msg', 'meta', 'metadata', 'links', '_links', 'jsonapi', 'request_id', 'extensions', 'errors', 'warnings', 'api_version', 'apiversion', '@context']);

/** English plural to singular by its ending; a word in another language stays as it is unless it ends alike. */
export function singular(word: string): string {
  if (/(?:ss|us|is|ics)$/.test(word) || word.length < 4 || /^(?:series|species|news|means)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:sses|xes|zes|ches|shes)$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

/** `data/orders_page_2.json` and `get-orders.json` name `order`. The folder names it when the file name says nothing. */
export function nameFromFile(path: string): string {
  const parts = path.split('/').filter((part) => part !== '');
  for (const part of parts.toReversed()) {
    const words = slugify(part).split('-').filter((word) => word !== '' && !dressing.has(word) && !/^(?:v|p|page|part|batch|sample|response)?\d+$/.test(word) && !looksRandom(word));
    if (words.length > 0) return singularPhrase(words.slice(-3));
  }
  return 'record';
}

/** The thing a key names, in the singular; null for a key that says nothing, as `data`. */
export function nameFromKey(key: string): string | null {
  const words = slugify(key).split('-').filter((word) => word !== '');
  return words.length === 0 || genericHolders.has(key.toLowerCase()) ? null : singularPhrase(words);
}

function singularPhrase(words: string[]): string {
  return [...words.slice(0, -1), singular(words.at(-1) ?? '')].join('-');
}

/** Part of a file name made of an id or hash would print it. */
function looksRandom(word: string): boolean {
  return /\d/.test(word) && (word.length >= 8 || /^\d/.test(word));
}
