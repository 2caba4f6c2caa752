import { applyFiles } from '../../src/io/apply.ts';
import { createDisk } from '../../src/io/disk.ts';

/** Writes a set of files and kills this process, with SIGKILL, before step number `argv[3]` below the root `argv[2]`. */
const [, , root = '', last = '0', writes = '{}', deletes = '[]'] = process.argv;
let step = 0;
await applyFiles(createDisk(root), '.plan/x', new Map(Object.entries(JSON.parse(writes))), JSON.parse(deletes), () => {
  if (step++ === Number(last)) process.kill(process.pid, 'SIGKILL');
});
