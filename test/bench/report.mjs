import { writeSync } from 'node:fs';

process.on('exit', () => {
  const used = process.resourceUsage();
  writeSync(3, `${(used.userCPUTime + used.systemCPUTime) / 1e3} ${used.maxRSS / 1e3}`);
});
