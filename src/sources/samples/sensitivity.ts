import type { DataClass, Disposition } from '../../model/samples.ts';
import { formatOf, sensitiveShapes } from './formats.ts';
import { isLatLng, occurrences, type Shape } from './shape.ts';

/** Key names by class, tried in this order on the words of a key joined by `_`. */
const byName: readonly [DataClass, RegExp][] = [
  ['secret', /(?:^|_)(?:access_token|refresh_token|id_token|auth_token|bearer|token|secret|client_secret|password|passwd|pwd|passphrase|api_?key|private_key|credentials?|cookie|otp|jwt|signing_key|authorization|cvc|cvv|pin|pin_code|salt|(?:password|passwd|pwd|secret|token|pin)_(?:hash|digest|salt))$/],
  ['location', /(?:^|_)(?:lat|lng|lon|latitude|longitude|lat_?lng|lat_?lon|coordinates?|polyline|geo|geometry|geohash|gps|position|postal_?code|post_?code|zip|zip_?code|city|town|country|region|address|street|location|time_?zone|tz|home|place)(?:_\w+)?$/],
  ['health', /(?:^|_)(?:heart_?rates?|hr|bpm|hrv|spo2|blood|glucose|systolic|diastolic|weight|height|bmi|body_fat|calories|kilojoules|watts|ftp|vo2_?max|suffer_score|sleep|steps?|diagnos\w+|medications?|allerg\w+|symptoms?|disease|condition_code|pregnan\w+|menstrual|disabilit\w+|patient\w*|dosage|vaccin\w+|cadence|stress|recovery)(?:_\w+)?$/],
  ['pii', /(?:^|_)(?:first_?name|last_?name|full_?name|family_?name|given_?name|middle_?name|maiden_?name|display_?name|nick_?name|user_?name|login|name|e_?mail|phone|mobile|fax|birth\w*|dob|age|sex|gender|ssn|passport|iban|card_number|tax_id|ip|ip_address|user_agent|avatar|photo|picture|profile\w*|bio|description|notes?|comment_text|message_body|signature|device_name|serial(?:_number)?|last_?4|iban|bic|swift|account_number|routing_number|sort_code|bank_code|card_?number|pan|exp_month|exp_year|fingerprint|vat_id|national_id|licen[cs]e_plate|vin|imei|mac_address|device_id|twitter|instagram|handle|screen_name)$/],
  ['social', /(?:^|_)(?:kudos\w*|followers?|following|friends?|likes(?!_\w)|like_count|likes_count|comments?|mentions?|shares?|reactions?|social|mutual)(?:_\w+)?$/],
  ['id', /(?:^|_)(?:id|ids|uuid|guid|uid|key|ref|reference|external_id|etag|hash|sha|sha1|sha256|checksum|slug)$|_(?:id|ids)_str$/],
];

const dispositions: Record<DataClass, Disposition> = { id: 'store', pii: 'cache', location: 'drop', health: 'cache', secret: 'encrypt', social: 'drop', none: 'store' };

/** What is done with a field of a class when nobody says otherwise. */
export function defaultDisposition(kind: DataClass): Disposition {
  return dispositions[kind];
}

/** `accessToken`, `access-token` and `access_token` are one name. */
export function nameWords(key: string): string {
  const known = words.get(key) ?? wordsOf(key);
  if (words.size > mostKeys) words.clear();
  words.set(key, known);
  return known;
}

/** Each key is asked for again by its siblings; data keyed by ids may have keys without end. */
const words = new Map<string, string>();
const mostKeys = 5000;

function wordsOf(key: string): string {
  return key.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/[^A-Za-z0-9]+/g, '_').toLowerCase();
}

/**
 * Class of a field no catalogue knows. The shape of the values wins over a harmless name, because a token in a field called `note` is a
 * token; `above` is the class of the field that holds it and speaks for everything below.
 */
export function classify(key: string, shape: Shape, siblings: readonly string[], above: DataClass, holder = ''): DataClass {
  const said = classByName(key, siblings);
  const harmless = (said === 'pii' && ofThings.test(nameWords(key)) && isThing(siblings, holder)) || (said === 'health' && /^(?:weight|height)/.test(nameWords(key)) && isThing(siblings, holder)) || (said === 'location' && isRank(key, shape));
  const name = harmless ? 'none' : said;
  const value = classByValue(name, shape);
  if (value !== 'none' && (name === 'none' || name === 'id' || value === 'secret')) return value;
  if (name !== 'none') return name;
  return above === 'id' || structural.test(nameWords(key)) || shape.booleans === occurrences(shape) ? 'none' : above;
}

/** What a thing has as well as a person: its name and what is said of it. */
const ofThings = /^(?:name|full_name|display_name|description|picture|photo|fingerprint)$/;
/** Keys that only a person's record has, and those that only a thing's has. */
const personal = /^(?:e_?mail|emails|phone|mobile|first_?name|last_?name|family_name|given_name|birth\w*|date_of_birth|dob|gender|sex|age|login|user_?name|joined|avatar\w*|salutation|nationality|\w*_max_hr|heart_rate\w*|weight_kg|password\w*)$/;
const material = /^(?:price|prices|unit_price|unit_amount|sku|barcode|color|colour|currency|html_url|default_branch|spdx_id|quantity|stock|inventory\w*|size|license|licence|slug|population|elevation\w*|brand|vendor|category|version|icon|pressure|coord|cod|kind|opened|private|fork|topics|values|weight_unit|grams|ean|gtin|isbn|symbol|default)$/;
const persons = /^(?:user|users|owner|owners|author|authors|person|persons|people|member|members|customer|customers|client|clients|athlete|athletes|rider|riders|driver|drivers|guest|guests|host|hosts|patient|patients|student|students|teacher|employee|employees|contact|contacts|assignee|assignees|sender|recipient|receiver|actor|creator|reviewer|friend|friends|player|players|profile|viewer|attendee|attendees|volunteer|subscriber|buyer|seller|payer|admin|manager)$/;
const things = /^(?:repo|repos|repository|repositories|license|licence|label|labels|tag|tags|product|products|item|items|line_items|variants?|options?|category|categories|currency|plan|plans|price|brand|store|shop|topic|topics|channel|project|projects|team|teams|organi[sz]ation|organi[sz]ations|company|companies|weather|stop|stops|station|stations|course|courses|room|rooms|gear|bike|bikes|shoes|book|books|segment|segments|event_type|country|countries|language|languages|milestone|milestones|role|roles|permission|permissions|file|files|folder|folders|app|apps|device|devices|feature|features)$/;

/** True when what holds a name is a thing by what it is called or by its other keys; in doubt it is a person. */
function isThing(siblings: readonly string[], holder: string): boolean {
  const called = nameWords(holder);
  if (persons.test(called) || siblings.some((sibling) => personal.test(nameWords(sibling)))) return false;
  return things.test(called) || siblings.some((sibling) => material.test(nameWords(sibling)));
}

/** `position: 3` in a list, and no place on earth. */
function isRank(key: string, shape: Shape): boolean {
  return nameWords(key) === 'position' && shape.integers > 0 && shape.integers + shape.nulls === occurrences(shape);
}

/** Keys that say how a record is built; what holds them tells nothing about them. */
const structural = /^(?:resource_state|type|kind|visibility|version|object|(?:\w+_)?index|(?:\w+_)?count)$/;

/** Class a name alone tells; `siblings` are the other keys of the object. */
export function classByName(key: string, siblings: readonly string[]): DataClass {
  const words = nameWords(key);
  // "state" is a place beside a city and a status anywhere else.
  if (words === 'state') return siblings.some((sibling) => /^(?:city|country|postal|zip)/.test(nameWords(sibling))) ? 'location' : 'none';
  if (/^(?:expires|expiry|token_type|token_count|max_tokens|has_|is_|num_|count_)/.test(words) && !words.endsWith('token')) return 'none';
  return byName.find(([, pattern]) => pattern.test(words))?.[0] ?? 'none';
}

function classByValue(name: DataClass, shape: Shape): DataClass {
  if ((shape.sensitive & sensitiveShapes.secret) !== 0) return 'secret';
  if ((shape.sensitive & sensitiveShapes.email) !== 0) return 'pii';
  if (isLatLng(shape)) return 'location';
  if (shape.strings === shape.blanks) return 'none';
  switch (formatOf(shape.formats)) {
    case 'jwt': case 'private-key': return 'secret';
    // A hash or an id is written like a key: the name tells them apart.
    case 'hex': case 'token': return name === 'id' ? 'id' : 'secret';
    case 'email': return 'pii';
    case 'latlng': case 'polyline': case 'timezone': return 'location';
    case 'uuid': case 'ksuid': return 'id';
    default: return 'none';
  }
}
