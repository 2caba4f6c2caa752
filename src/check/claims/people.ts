import type { Judge } from './claim.ts';
import { quantitiesIn, same } from './figures.ts';

const team = /(?<![\w.-])(\d{1,3}) (?:[a-z-]+ ){0,2}?(developers?|engineers?|programmers?|coders?)\b/i;
const crew = /\b(?:team|crew) of (\d{1,3})\b|(?<![\w.-])(\d{1,3}) people (?:build|work on|write|develop|share|implement|staff)\b/i;
const weekly = /(?<![\w.-])(\d{1,3}(?:\.\d+)?) (?:h|hours?) (?:a|per|each) week\b/i;



/** Another number of developers, or of their hours a week, than the schedule counts with. */
export const people: Judge = ({ digits }, { plan, text, words }) => {
  if (words.supposes.test(digits) || words.aside.test(digits) || (words.says('otherTeams').test(digits) && !/\bback-?end\b/i.test(digits))) return null;
  const { people: planned, hoursPerWeek, capacityPerWeek, focus } = plan.schedule;
  const found = team.exec(digits) ?? crew.exec(digits);
  const said = found === null ? null : Number(found[1] ?? found[2]);
  if (said !== null && said !== planned && !(said < planned && !/\b(?:alone|only|just|team|builds?|works? on|implements?|develops?|writes?|does|everything|whole)\b/i.test(digits))) return `The plan counts with ${planned} people, not ${said}.`;
  const hours = weekly.exec(digits);
  const worked = hours === null ? null : Number(hours[1]);
  if (worked !== null && ![hoursPerWeek, capacityPerWeek, hoursPerWeek * focus, hoursPerWeek * planned].some(each => same(each, worked)) && /\b(?:developers?|engineers?|persons?|people|team|everybody|everyone|members?)\b/i.test(digits)) return `The plan counts with ${hoursPerWeek} hours a week and person, ${capacityPerWeek} for the team, not ${worked}.`;
  const effort = /(?<![\w.-])(\d{2,5}(?:\.\d+)?) (?:h|hours|person[- ]hours) of (?:work|effort)\b/i.exec(digits);
  const { totalHours, bottomUpHours, promise } = plan.schedule;
  if (effort !== null && ![totalHours, bottomUpHours, promise?.capacityHours ?? 0, promise?.gapHours ?? 0].some(each => same(each, Number(effort[1]))) && !new RegExp(`(?<![\\d.])${(effort[1] ?? '').replace('.', '\\.')} h\\b`).test(text)) return `The plan counts ${totalHours} h of work, not ${effort[1]}.`;
  return null;
};

/** Another amount of money a month than the plan's budget or any of its costs. */
export const money: Judge = ({ digits }, { text, words }) => {
  if (!words.says('spends').test(digits) || words.supposes.test(digits.replace(/\bno(?:t)? more than\b|\bnot exceed\b/gi, ''))) return null;
  const said = quantitiesIn(digits).find(each => each.kind === 'money');
  if (said === undefined || !/\bmonth|\bbudget\b/i.test(digits)) return null;
  const limit = /\b[Bb]udget (\d[\d,]*(?:\.\d+)?) (?:USD|EUR)/.exec(text)?.[1]?.replaceAll(',', '');
  if (limit === undefined) return null;
  if (words.says('bounds').test(digits) && /\b(?:budget|finance|hosting|spend|spending|released|ceiling|caps?|costs?|infrastructure|running|everything|altogether|in total|in all|all in)\b/i.test(digits) && said.value !== Number(limit)) return `The budget of the plan is ${limit} a month, not ${said.said}.`;
  const known = text.split('\n').filter(line => /\b(?:USD|EUR)\b/.test(line)).some(line => new RegExp(String.raw`(?<![\d.])${String(said.value).replace('.', '\\.')}(?:\.0+)?(?!\.?\d)`).test(line.replaceAll(',', '')));
  if (known) return null;
  return `The budget of the plan is ${limit} a month; it knows no ${said.said}.`;
};
