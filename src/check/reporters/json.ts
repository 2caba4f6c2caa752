import { summarise } from '../exit-code.ts';
import type { Reporter } from './reporter.ts';

/** The published shape (`docs/reference/schemas`), `schemaVersion: 1`. */
const reporter: Reporter = {
  id: 'json',
  about: 'the published JSON shape, for tools',
  report: (findings, context) => {
    const shown = findings.map(({ rule, severity, message, file, line, column, endLine, endColumn, help }) => ({ rule, severity, message, file, line, column, endLine, endColumn, help }));
    const text = JSON.stringify({ schemaVersion: 1, summary: { files: context.files, ...summarise(findings) }, findings: shown }, null, 2);
    // Same values, written so that a terminal shows them and does not obey them.
    return `${text.replace(/[\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069]/g, letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
  },
};

export default reporter;
