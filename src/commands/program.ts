import { Command, CommanderError, InvalidArgumentError } from 'commander';
import type { Io } from '../io/io.ts';
import { UserError } from '../model/errors.ts';
import type { Context } from './context.ts';

/** What a command file exports: reads its raw options through its own schema, gives the exit code. */
export type Run = (context: Context, args: readonly string[], options: unknown) => Promise<number>;

const collect = (value: string, previous: string[] = []): string[] => [...previous, value];

function count(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError('a whole number, 0 or more');
  return number;
}

const ancestors = (command: Command): Command[] => (command.parent === null ? [command] : [...ancestors(command.parent), command]);
/** Options a person typed, without defaults. */
const set = (command: Command): Record<string, unknown> => Object.fromEntries(Object.entries(command.opts()).filter(([name]) => command.getOptionValueSource(name) === 'cli'));

/** Builds the command line. Every command loads its code only when it runs, so that start-up opens few files. */
export function buildProgram(io: Io): (argv: string[]) => Promise<number> {
  let exitCode = 0;
  const program = new Command('plan')
    .description('Turns a product spec and sample API data into a backend execution plan, and keeps that plan true.')
    .version(io.version)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ writeOut: text => io.stdout.write(text), writeErr: text => io.stderr.write(text) })
    .showSuggestionAfterError();

  const common = (command: Command): Command =>
    command.option('--cwd <dir>', 'folder to work in').option('--format <format>', 'form of the output').option('--quiet', 'print nothing but results').option('--no-color', 'no colours');
  const action = (command: Command, load: () => Promise<{ run: Run }>): Command =>
    common(command).action(async (...given: unknown[]) => {
      const args = command.args;
      const options: unknown = command.opts();
      void given;
      const { CommonOptions, openContext } = await import('./context.ts');
      // `plan --cwd DIR check` means the same as `plan check --cwd DIR`.
      const context = await openContext(io, CommonOptions.parse(ancestors(command).reduce((all, each) => ({ ...all, ...set(each) }), {})));
      exitCode = await (await load()).run(context, args, options);
    });

  action(
    program
      .argument('[feature]', 'feature to plan; its spec is specs/<feature>/spec.md')
      .option('-y, --yes', 'accept every default, never wait')
      .option('--answers <file>', 'answers from a YAML file or a ticked question sheet')
      .option('--answer <key=value>', 'one answer; may be repeated', collect)
      .option('--as <role>', "ask that role's questions only: pm or engineer")
      .option('--all', 'ask the whole catalogue')
      .option('--profile <id>', 'stack profile')
      .option('--spec <file>', 'spec to read; may be repeated', collect)
      .option('--samples <path>', 'sample JSON, a file or a folder; may be repeated', collect)
      .option('--out <dir>', 'folder of the execution plan')
      .option('--depth <depth>', 'lite or full')
      .option('--plain', 'numbered text prompts, no repaint')
      .option('--dry-run', 'print the unified diff, write nothing')
      .option('--strict', 'a DRAFT or a finding of plan check fails')
      .option('--force', 'plan a spec without backend work')
      .option('--no-resume', 'start the interview again')
      .option('--ai', 'let a language model draft words; a person takes or refuses each')
      .option('--proposals <file>', 'drafts from a file, see plan answers --open')
      .option('--accept-ai', 'with --yes, take drafts that change nothing but words')
      .option('--show-request', 'print what --ai would send, and send nothing')
      .addHelpText(
        'after',
        `
Examples:
  $ plan                          plan the only feature, one question at a time
  $ plan stravaai --yes           a full draft without a question
  $ plan stravaai --answers a.yaml --dry-run

Every day: plan, plan check, plan next, plan diff, plan explain.`,
      ),
    () => import('./plan.ts'),
  );
  action(
    program
      .command('check [paths...]')
      .description('lint plan documents, generated or written by hand')
      .option('--output-file <file>', 'write the report to a file')
      .option('--max-warnings <n>', 'more warnings than this fail', count)
      .option('--rule <id=severity>', 'off, warn or error for one rule; may be repeated', collect)
      .option('--rule-set <set>', 'start, recommended or all')
      .option('--since <rev>', 'only findings that are new against a git revision')
      .option('--update-baseline', 'accept the findings of today')
      .option('--fix', 'mend what is mechanical')
      .option('--strict', 'a DRAFT is an error')
      .addHelpText('after', '\nExamples:\n  $ plan check\n  $ plan check docs/plan.md --format github\n  $ plan check --rule wording/vague=off'),
    () => import('./check.ts'),
  );
  action(
    program.command('render [feature]').description('documents again from saved answers, merged with human edits').option('--check', 'write nothing, exit 1 if they are not current').option('--adopt <side>', 'documents without a known earlier render: yours keeps them, plan replaces them').addHelpText('after', '\nExamples:\n  $ plan render stravaai\n  $ plan render --check\n  $ plan render --adopt yours'),
    () => import('./render.ts'),
  );
  const inspect = program.command('inspect').description('what was read from specs and samples');
  action(inspect.command('spec [paths...]').description('requirements, stories, scenarios, entities').addHelpText('after', '\nExamples:\n  $ plan inspect spec specs/stravaai/spec.md\n  $ plan inspect spec --format json'), () => import('./inspect-spec.ts'));
  action(inspect.command('samples [paths...]').description('models and fields of sample JSON').addHelpText('after', '\nExamples:\n  $ plan inspect samples\n  $ plan inspect samples data/users.json --format json'), () => import('./inspect-samples.ts'));
  action(program.command('trace [feature]').description('requirement to route, service, model, error, task and test').addHelpText('after', '\nExamples:\n  $ plan trace stravaai\n  $ plan trace --format json'), () => import('./trace.ts'));
  action(
    program.command('diff [feature]').description('what a changed spec, sample or answer changes in the plan').option('--since <rev>', 'git revision to compare with (HEAD)').addHelpText('after', '\nExamples:\n  $ plan diff\n  $ plan diff stravaai --since main --format markdown'),
    () => import('./diff.ts'),
  );
  action(program.command('next [feature]').description('the tasks that can start now').addHelpText('after', '\nExamples:\n  $ plan next\n  $ plan next stravaai --format json'), () => import('./next.ts'));
  action(program.command('task <id> [feature]').description('one task or package, self-contained, for a person or a coding agent').addHelpText('after', '\nExamples:\n  $ plan task T-k7f2\n  $ plan task WP-foundation'), () => import('./task.ts'));
  action(program.command('status [feature]').description('progress from ticked boxes').addHelpText('after', '\nExamples:\n  $ plan status\n  $ plan status --format json'), () => import('./status.ts'));
  action(
    program.command('verify [feature]').description('the verify commands of ticked tasks').option('--run', 'run them, one by one').option('--task <id>', 'only this task; may be repeated', collect).option('--timeout <seconds>', 'time limit of one command (120)', count).addHelpText('after', '\nExamples:\n  $ plan verify\n  $ plan verify --run --task T-k7f2'),
    () => import('./verify.ts'),
  );
  action(program.command('confirm [ids...]').description('take the changed meaning of suspect requirements as looked at').addHelpText('after', '\nExamples:\n  $ plan confirm\n  $ plan confirm FR-007'), () => import('./confirm.ts'));
  action(program.command('explain <id> [feature]').description('a rule, a plan node with its whole chain, or "score"').addHelpText('after', '\nExamples:\n  $ plan explain structure/section-missing\n  $ plan explain "GET /v1/activities"\n  $ plan explain score'), () => import('./explain.ts'));
  action(
    program.command('answers [feature]').description('the questions as a file to fill in').option('--template', 'a YAML file with every key, its default and its form').option('--sheet <role>', 'a Markdown sheet to tick, for pm or engineer').option('--open', 'what is open, and what a draft for it may say; --format json').addHelpText('after', '\nExamples:\n  $ plan answers stravaai --template > answers.yaml\n  $ plan stravaai --answers answers.yaml'),
    () => import('./answers.ts'),
  );
  action(program.command('export <form> [feature]').description('the whole plan graph: json').addHelpText('after', '\nExamples:\n  $ plan export json stravaai > plan.json'), () => import('./export.ts'));

  return async argv => {
    try {
      await program.parseAsync(argv, { from: 'user' });
      return exitCode;
    } catch (error) {
      if (!(error instanceof CommanderError)) throw error;
      if (error.exitCode === 0) return 0;
      // commander has printed what is wrong already
      if (error.code.startsWith('commander.')) return 2;
      throw new UserError(error.message, 'See plan --help.', { cause: error });
    }
  };
}
