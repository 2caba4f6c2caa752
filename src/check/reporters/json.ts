import { summarise } from '../exit-code.ts';
import type { Reporter } from './reporter.ts';

/** The published shape (`docs/reference/schemas`), `schemaVersion: 1`. */
const reporter: Reporter = {
  id: 'json',
  about: 'the published JSON shape, for tools',
  report: (findings, context) => {
    const shown = findings.map(({ rule, severity, message, file, line, column, endLine, endColumn, help }) => ({ rule, severity, message, file, line, column, endLine, endColumn, help }));
    return `${JSON.stringify({ schemaVersion: 1, summary: { files: context.files, ...summarise(findings) }, findings: shown }, null, 2)}\n`;
  },
};

export default reporter;
