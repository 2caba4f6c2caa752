import { Config } from '../model/config.ts';
import { parseState, readYaml } from '../write/yaml.ts';

/** The text of `plan.config.yaml` as settings. Throws UserError with the key that is wrong. Loaded where there is such a file. */
export const readConfig = (text: string): Config => parseState(Config, readYaml(text, 'plan.config.yaml') ?? {}, 'plan.config.yaml');
