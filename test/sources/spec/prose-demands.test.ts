import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../../src/markdown/parse.ts';
import { readSpec } from '../../../src/sources/spec/read.ts';
import { knowledge } from '../../support/knowledge.ts';

const read = (text: string) => readSpec(parseMarkdown('specs/demo/spec.md', text), knowledge().languages).source;

describe('demands without a modal verb', () => {
  it('are the sentences of a section of demands that is written as prose', () => {
    const spec = read('# Invoices\n\n## Functional requirements\nThe freelancer keeps a list of clients. An invoice belongs to one client. Late invoices get one reminder every Monday.\n\n## Problem\nPeople forget to chase late invoices.\n');
    expect(spec.requirements.map((r) => r.text)).toEqual(['The freelancer keeps a list of clients.', 'An invoice belongs to one client.', 'Late invoices get one reminder every Monday.']);
  });

  it('are the bullets among bullets that demand something', () => {
    const spec = read('# Events\n\n- Organisers MUST be able to create an event.\n- Members MUST be able to rate a session.\n- An event is archived 30 days after it ended.\n');
    expect(spec.requirements).toHaveLength(3);
    expect(spec.unread).toEqual([]);
  });

  it('are none where most bullets say something else', () => {
    const spec = read('# Events\n\n- Organisers MUST be able to create an event.\n- Members MUST be able to rate a session.\n- The old tool is slow and expensive.\n- Nobody knows who comes to an event.\n- Paper lists get lost every week.\n');
    expect(spec.requirements).toHaveLength(2);
  });

  it('are the sentences of paragraphs that open with a title of their own', () => {
    const spec = read('# Sauna\n\nGuests book by phone today.\n\n**Booking.** A guest picks an evening and books up to four seats. It is held for ten minutes.\n\n**Heating.** The caretaker sets the temperature for each evening. Guests can see it.\n\n**Towels.** Guests rent towels at the door.\n\n**Background.** The old oven smoked for years.\n');
    expect(spec.requirements.map((r) => [r.group, r.text])).toEqual([
      ['Booking', 'A guest picks an evening and books up to four seats. It is held for ten minutes.'],
      ['Heating', 'The caretaker sets the temperature for each evening.'],
      ['Heating', 'Guests can see it.'],
      ['Towels', 'Guests rent towels at the door.'],
    ]);
  });

  it('are none below two such titles', () => {
    expect(read('# Sauna\n\n**Past.** The old oven smoked for years.\n\n**Now.** A new oven stands there since May.\n\n- Guests MUST be able to book an evening.\n').requirements).toHaveLength(1);
  });
});
