import { describe, expect, test } from 'vitest';
import { formatSchedule, parseSchedule } from '../checker/index.ts';
import { designs, variants } from '../designs/index.ts';
import { exampleNamed, examples } from '../examples/index.ts';
import { demands } from '../properties.ts';
import type { Example } from '../scenario/index.ts';
import { exampleText } from '../verdicts/text.ts';
import { verdictOf } from '../verdicts/verdicts.ts';
import { type Surroundings, sim } from './index.ts';

/** Files that commands may read. */
const files: Readonly<Record<string, string>> = {
  'run.trail': '-2:4:-2\n1:0:9\n2:2:80\n3:1:81\n-1:-1:-1\n5:1:82\n',
  'other.trail': '1:7:80\n',
};

/** Runs a command; says what it wrote and how it ended. */
function run(line: string, among: readonly Example[] = examples) {
  const written = { out: [] as string[], err: [] as string[] };
  const here: Surroundings = {
    examples: among,
    out: (text) => written.out.push(text),
    err: (text) => written.err.push(text),
    read: (file) => {
      if (Object.hasOwn(files, file)) return files[file];
      throw new Error('no such file');
    },
  };
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word);
  return { exit: sim(words, here), out: written.out.join('\n'), err: written.err };
}

const missedWakeup = exampleNamed('missed-wakeup');

describe('sim list', () => {
  test('names every example, design, variant and property', () => {
    const { exit, out, err } = run('list');
    expect({ exit, err }).toEqual({ exit: 0, err: [] });
    for (const { id } of [...examples, ...designs, ...variants, ...Object.values(demands)])
      expect(out).toMatch(new RegExp(`^  ${id} `, 'm'));
  });

  test('does so in JSON', () => {
    const json = JSON.parse(run('list --json').out);
    expect(Object.keys(json)).toEqual(['examples', 'designs', 'variants', 'properties']);
    expect(json.examples.map(({ id }: Example) => id)).toEqual(examples.map(({ id }) => id));
    expect(Object.keys(json.examples[0])).toEqual(['id', 'title', 'question', 'designs', 'properties']);
    expect(Object.keys(json.designs[0])).toEqual(['id', 'title', 'when', 'what', 'choices']);
    expect(Object.keys(json.variants[0])).toEqual(['id', 'title', 'choices']);
    expect(Object.keys(json.properties[0])).toEqual(['id', 'title', 'statement']);
  });
});

describe('sim show', () => {
  test('shows the told schedule under the two designs of the figure', () => {
    const { exit, out, err } = run('show missed-wakeup');
    expect({ exit, err }).toEqual({ exit: 0, err: [] });
    expect(out).toContain(missedWakeup.question);
    expect(out).toContain(`schedule: ${missedWakeup.told}`);
    expect(out).toMatch(/v5.18 +proposal of July 2022/);
  });

  test('shows one design in lanes', () => {
    expect(run('show missed-wakeup --design current').out).toMatch(/^app +io +trunc$/m);
  });

  test('tells the same story on another left design', () => {
    const { out } = run('show missed-wakeup --design fs-held,current');
    expect(out).toMatch(/wake_up_var\(\) +\*\*\* no wake-up for trunc \*\*\*$/m);
    expect(out).toMatch(/all tasks have ended \*\*\* +\*\*\* trunc sleeps for ever/);
  });

  test("shows a reader's own schedule", () => {
    const { exit, out } = run('show missed-wakeup --design current --schedule "app*9 trunc"');
    expect(exit).toBe(0);
    expect(out).toContain('schedule: app*9 trunc');
    expect(out).toContain('*** io and trunc can still move ***');
  });

  test.each([
    'https://host.example/x/missed-wakeup/#missed-wakeup/current,v6.15/row-3/app*9,trunc~abc123',
    '#missed-wakeup/current,v6.15/row-3/app*9,trunc',
    'missed-wakeup/current,v6.15/row-3/app*9,trunc',
    'https://host.example/x/missed-wakeup/#current,v6.15/3/app*9,trunc~abc123',
    'x/missed-wakeup/#current,v6.15/row-3/app*9,trunc',
    'x/missed-wakeup/#current%2Cv6.15%2F3%2Fapp*9%2Ctrunc',
  ])('shows what a link does: %s', (link) => {
    const { exit, out } = run(`show ${link}`);
    expect(exit).toBe(0);
    expect(out).toBe(run('show missed-wakeup --design current,v6.15 --schedule "app*9 trunc"').out);
    expect(run(`show ${link.replace(/3(\/|%2F)app.*/, '3')}`).out).toBe(
      run('show missed-wakeup --design current,v6.15').out,
    );
  });

  test('shows a link whose schedule is in steps of the right design', () => {
    const { exit, out } = run('show #missed-wakeup/fs-held,current/row-1/right:app*9,io*3');
    expect(exit).toBe(0);
    expect(out).toContain('schedule: app*9 io*3');
    // What the left one does not have is no step of its own.
    expect(out).toMatch(/11 io {30,}get_dev_pagemap\(\)/);
    expect(run('show x/missed-wakeup/#fs-held,current/1/right:app*9,io*3').out).toBe(out);
    expect(run('export #missed-wakeup/fs-held,current/row-1/right:app --to itf').out).toBe(
      run('export missed-wakeup --design current --to itf --schedule app').out,
    );
  });

  test('shows how a property fails, where the link of a figure names it', () => {
    const { exit, out } = run('show #missed-wakeup/fs-held,current/fails/right:no-lost-wakeup');
    expect(exit).toBe(0);
    expect(out).toContain('no wake-up for trunc');
    expect(out).toMatch(/\*\*\* all tasks have ended \*\*\* +\*\*\* trunc sleeps for ever \*\*\*/);
    expect(run('show #missed-wakeup/fs-held,current/fails/no-lost-wakeup').err.join('\n')).toContain(
      'no-lost-wakeup holds under fs-held, so there is no failure to show',
    );
    // What is only searched need not fail.
    expect(run('check #missed-wakeup/fs-held,current/fails/no-lost-wakeup').out).toBe(
      run('check missed-wakeup --design fs-held,current').out,
    );
    expect(run('show #missed-wakeup/fs-held,current/fails/nothing').err.join('\n')).toContain(
      "has no property 'nothing'; it has no-lost-wakeup, ",
    );
  });

  test('says which steps do nothing', () => {
    const said = 'app*90 does nothing: a task that has ended, or still waits, stays where\nit is.\n';
    expect(run('show missed-wakeup --schedule "app*99 io"').out).toContain(said);
    expect(run('show missed-wakeup --design current --schedule "app*99 io"').out).toContain(said);
    expect(run('show missed-wakeup').out).not.toContain('does nothing');
  });

  test('takes the address of an example’s page', () => {
    expect(run('show https://host.example/base/x/missed-wakeup/').out).toBe(run('show missed-wakeup').out);
  });

  test("shows a run of Spin's", () => {
    const { exit, out } = run('show missed-wakeup --design current --trail run.trail');
    expect(exit).toBe(0);
    expect(out).toContain('schedule: io app*2\nfrom step 3 on it goes round for ever\n');
  });

  test('shows what cannot move, and goes on', () => {
    const { exit, out } = run('show missed-wakeup --design current --schedule "trunc app*3"');
    expect(exit).toBe(0);
    expect(out).toContain('invalidate_lock is held by trunc');
  });
});

describe('sim check', () => {
  test('says the verdict of each property under each design', () => {
    const { exit, out, err } = run('check missed-wakeup');
    expect({ exit, err }).toEqual({ exit: 0, err: [] });
    expect(out.match(/^missed-wakeup, /gm)).toHaveLength(missedWakeup.designs.length);
    expect(out).toContain('[FAIL] no lost wake-up: fails after');
  });

  test('asks about the designs that are named', () => {
    expect(run('check missed-wakeup --design gup-put').out).not.toContain('missed-wakeup, current');
    expect(run('check missed-wakeup --design gup-put,v6.15').out.match(/^missed-wakeup, .*/gm)).toEqual([
      'missed-wakeup, v5.19 to v6.14 (gup-put)',
      'missed-wakeup, v6.15 and later (v6.15)',
    ]);
  });

  test('takes a design with a variant, whether the example names it or not', () => {
    const named = run('check unmapped-file --design gup-put+scan-unmapped');
    expect({ exit: named.exit, err: named.err }).toEqual({ exit: 0, err: [] });
    expect(named.out).toContain(
      'unmapped-file, v5.19 to v6.14, scans unmapped files\n  (gup-put+scan-unmapped)\n',
    );
    expect(named.out).not.toContain('[FAIL]');
    const other = run('check unmapped-file --design current+scan-unmapped');
    expect({ exit: other.exit, err: other.err }).toEqual({ exit: 0, err: [] });
    expect(other.out).toContain('[FAIL] no lost wake-up');
  });

  test('reads the name that io had in mails until November 2026', () => {
    for (const [then, now] of [
      [
        'check missed-wakeup --design current --more rdma=2',
        'check missed-wakeup --design current --more io=2',
      ],
      ['show missed-wakeup --schedule app*9,rdma*7', 'show missed-wakeup --schedule app*9,io*7'],
      [
        'check missed-wakeup --design v6.15 --with rdma=get,put-page',
        'check missed-wakeup --design v6.15 --with io=get,put-page',
      ],
      [
        'check missed-wakeup+rdma=get,put-page --design v6.15',
        'check missed-wakeup+io=get,put-page --design v6.15',
      ],
    ])
      expect(run(then)).toEqual(run(now));
  });

  test('takes more of a task, and says that a state stands for others', () => {
    const { exit, out, err } = run('check missed-wakeup --design v6.15 --more io=2');
    expect({ exit, err }).toEqual({ exit: 0, err: [] });
    expect(out).toContain('missed-wakeup --more io=2, v6.15 and later (v6.15)');
    const said = out.replace(/\s+/g, ' ');
    expect(said).toContain('states, each for all that differ only in which of io, io2 is which:');
    const whole = run('check missed-wakeup --design v6.15 --more io=2 --whole').out.replace(/\s+/g, ' ');
    expect(whole).not.toContain('each for all');
    const states = (text: string) => Number(/Searched ([\d,]+) states/.exec(text)?.[1].replaceAll(',', ''));
    expect(states(said)).toBeLessThan(0.6 * states(whole));
    expect(said).toContain(`is which: ${states(whole).toLocaleString('en-US')} in all,`);
    const [line] = JSON.parse(run('check missed-wakeup --design v6.15 --more io=2 --json').out);
    expect(line).toMatchObject({ more: 'io=2', states: states(said) });
  });

  test('stops at a limit, and says so', () => {
    const { exit, out } = run('check missed-wakeup --design v6.15 --limit 100');
    expect(exit).toBe(1);
    expect(out).toContain('no lost wake-up: undecided: the search stopped after');
    expect(out.replace(/\s+/g, ' ')).toContain(
      'steps deep. Then it had as many states as it may have. Met on the way',
    );
  });

  test('has these keys and no others in JSON, and one line for each design and property', () => {
    const lines = JSON.parse(run('check missed-wakeup --json').out);
    expect(lines).toHaveLength(missedWakeup.designs.length * missedWakeup.demands.length);
    for (const line of lines) {
      expect(Object.keys(line)).toEqual([
        'example',
        'design',
        'property',
        'verdict',
        'states',
        'transitions',
        'depth',
        'schedule',
        'empty',
      ]);
      expect(line).toEqual({
        example: 'missed-wakeup',
        design: expect.any(String),
        property: expect.any(String),
        verdict: expect.stringMatching(/^(holds|fails)$/),
        states: expect.any(Number),
        transitions: expect.any(Number),
        depth: expect.any(Number),
        schedule: line.verdict === 'fails' ? expect.stringMatching(/^[a-z]/) : null,
        empty: null,
      });
    }
  });
});

test('sim matrix covers every example', () => {
  const { exit, out, err } = run('matrix --json');
  expect({ exit, err }).toEqual({ exit: 0, err: [] });
  const asked = examples.flatMap(({ id, designs, demands }) =>
    designs.flatMap((design) => demands.map((property) => `${id}/${design}/${property}`)),
  );
  const said = JSON.parse(out).map(
    (line: Record<string, string>) => `${line.example}/${line.design}/${line.property}`,
  );
  expect(said).toEqual(asked);
});

describe('exit 1', () => {
  const wrong: Example = {
    ...missedWakeup,
    fails: { ...missedWakeup.fails, current: [], 'gup-put': ['no-stray-dma'] },
  };
  const complaints = [
    'missed-wakeup/current: no-lost-wakeup fails, but the example expects that it holds',
    'missed-wakeup/current: truncate-finishes fails, but the example expects that it holds',
    'missed-wakeup/gup-put: no-stray-dma holds, but the example expects that it fails',
  ];

  test.each(['check missed-wakeup', 'check missed-wakeup --json', 'matrix', 'matrix --json'])(
    'from `sim %s` says which expectations are wrong',
    (line) => {
      const { exit, err } = run(line, [wrong]);
      expect({ exit, err }).toEqual({ exit: 1, err: complaints });
    },
  );

  test('is about the designs that were asked for', () => {
    expect(run('check missed-wakeup --design folio-put', [wrong]).exit).toBe(0);
  });

  test('also where a situation was never met', () => {
    const vacuous: Example = {
      ...missedWakeup,
      sometimes: [{ id: 'two-pins', title: 'two pins', good: (s) => s.page[0].pins === 2 }],
    };
    const { exit, err } = run('check missed-wakeup --design v6.15', [vacuous]);
    expect({ exit, err }).toEqual({
      exit: 1,
      err: ['missed-wakeup/v6.15: two-pins fails, but the example expects that it holds'],
    });
  });
});

describe('exit 2, and one line that says what is wrong', () => {
  test.each([
    ['', 'no command; the commands are list, show, check, why, tasks, mend, matrix, export'],
    [
      'prove',
      "there is no command 'prove'; the commands are list, show, check, why, tasks, mend, matrix, export",
    ],
    ['toString', /^there is no command 'toString'/],
    ['list all', "'all' is one word too many"],
    ['list --design current', 'list takes no --design'],
    ['matrix missed-wakeup', "'missed-wakeup' is one word too many"],
    ['show', /^which example\? They are life, /],
    ['show missed-wakeup bare-put', "'bare-put' is one word too many"],
    ['show missed-wakeup --json', 'show takes no --json'],
    ['show nothing', /^there is no example 'nothing'; the examples are life, /],
    [
      'show missed-wakeup --design nothing',
      /^there is no design 'nothing'; the designs are v5.17, current, /,
    ],
    [
      'check missed-wakeup --design gup-put+nothing',
      /^there is no variant 'nothing' of gup-put; the designs are v5.17, /,
    ],
    ['show missed-wakeup --design current,gup-put,v6.15', 'show takes one design or two, not 3'],
    [
      'show missed-wakeup --schedule "app*9 nobody"',
      "the schedule names 'nobody', but the tasks here are app, io, trunc",
    ],
    ['show missed-wakeup --schedule "app*"', /^word 1 of the schedule, 'app\*', is not a step: /],
    ['show missed-wakeup --schedule app*100000', /^the schedule has more than 10000 steps/],
    ['check', /^which example\?/],
    ['check nothing', /^there is no example 'nothing'/],
    ['check missed-wakeup --design current,', /^there is no design ''/],
    ['check missed-wakeup --schedule app', 'check takes no --schedule'],
    ['show #nothing/current,v6.15/row-1', /^there is no example 'nothing'/],
    ['show x/nothing/#27', /^there is no example 'nothing'/],
    [
      'show #current,v6.15/1',
      'the link does not say of which example: give it with its page, like x/missed-wakeup/#current,v6.15/1',
    ],
    ['show #27', /^the link does not say of which example: .*\/#27$/],
    ['show x/missed-wakeup/#27/nobody', /^the link cannot be read: the schedule names 'nobody'/],
    [
      'show #missed-wakeup/current/row-1',
      "the link cannot be read: 'current' should name two designs, like current,fs-held",
    ],
    ['show missed-wakeup --trail none.trail', 'cannot read none.trail: no such file'],
    [
      'show missed-wakeup --trail other.trail',
      /^other.trail: line 1 moves process 7, but there are 3 tasks here/,
    ],
    ['show missed-wakeup --trail run.trail --schedule app', 'show takes a schedule or a trail, not both'],
    ['check missed-wakeup --more io=2,io=3', '--more has io twice'],
    ['check missed-wakeup --more io', "--more 'io'? Write a task and how many: io=3"],
    [
      'check missed-wakeup --more nic=2',
      /^there is no task 'nic' in missed-wakeup to have more of; it has app/,
    ],
    [
      'check missed-wakeup --more trunc=2',
      /^tasks trunc and trunc2 are not alike: property 'truncate-finishes' tells them apart; .* --whole$/,
    ],
    ['check missed-wakeup --limit many', "--limit 'many'? Write a number of states"],
    ['list --more io=2', 'list takes no --more'],
    ['check missed-wakeup --fast', /^Unknown option '--fast'/],
    ['check missed-wakeup --design', /--design.* argument missing/],
  ])('sim %s', (line, message) => {
    const { exit, out, err } = run(line);
    expect({ exit, out, lines: err.length }).toEqual({ exit: 2, out: '', lines: 1 });
    expect(err[0]).not.toContain('\n');
    const said = err[0].replace(/^sim: /, '');
    if (typeof message === 'string') expect(said).toBe(message);
    else expect(said).toMatch(message);
  });
});

test.each(['--help', '-h', 'show --help'])('sim %s says how to call it', (line) => {
  const { exit, out } = run(line);
  expect(exit).toBe(0);
  expect(out).toMatch(/^usage: sim list/);
});

test('a mistake of ours is not taken for one of the caller', () => {
  const broken = {
    ...missedWakeup,
    get designs(): readonly string[] {
      throw new TypeError('a mistake');
    },
  };
  expect(() => run('check missed-wakeup', [broken])).toThrow('a mistake');
});

test.each(examples)('of $id a terminal prints what its text has', (example) => {
  const text = exampleText(example, 'https://example.org/');
  const show = run(`show ${example.id}`).out;
  expect(text).toContain(show.slice(show.indexOf('\n\n') + 2).trimEnd());
  const blocks = run(`check ${example.id}`)
    .out.split(/\n\n+/)
    .filter((block) => block.trim() !== '');
  expect(blocks.length).toBe(example.designs.length);
  for (const block of blocks) expect(text).toContain(block.slice(block.indexOf('\n  [') + 1).trimEnd());
});

describe('sim export', () => {
  test('says in a model how to ask for the run in which a property fails, where one is asked for that has such a run', () => {
    const how = 'The run in which one fails: ./pan -N bad, then sim show --trail model.pml.trail';
    expect(run('export unmapped-file --design gup-put --to promela').out).toContain(how);
    const { out } = run('export missed-wakeup --design current --to promela');
    expect(out.indexOf(how)).toBeGreaterThan(out.indexOf('truncate-finishes: fails if live_3 has an error'));
  });

  test('prints the script of a swarm, whose failures are shown as they were asked for', () => {
    const { exit, out, err } = run('export put-page-fast --design current --more io=2 --swarm 3');
    expect({ exit, err }).toEqual({ exit: 0, err: [] });
    expect(out).toMatch(/^#!\/bin\/sh\n/);
    expect(out.match(/^\.\/pan .*$/gm)).toHaveLength(3);
    expect(out).toContain('set -- put-page-fast --more io=2 --design current --trail "$1"');
  });

  test('writes a model for Spin, which says how to ask it', () => {
    const { exit, out, err } = run('export missed-wakeup --design current --to promela');
    expect({ exit, err }).toEqual({ exit: 0, err: [] });
    expect(out).toMatch(/^\/\*\n \* missed-wakeup under current: [\d,]+ states, [\d,]+ transitions\.$/m);
    for (const id of missedWakeup.demands) expect(out).toMatch(new RegExp(`^ \\*   ${id}: fails if `, 'm'));
    for (const { name } of missedWakeup.actors)
      expect(out).toMatch(new RegExp(`^active proctype ${name}\\(\\) \\{$`, 'm'));
  });

  test('writes the graph of states', () => {
    const [, transitions, states] = (
      /^des \(0, (\d+), (\d+)\)$/m.exec(run('export missed-wakeup --design current --to aut').out) ?? []
    ).map(Number);
    const [verdict] = JSON.parse(run('check missed-wakeup --design current --json').out);
    expect([states, transitions]).toEqual([verdict.states, verdict.transitions]);
    const dot = run('export missed-wakeup --design current --to dot').out;
    expect(dot.match(/ -> /g)).toHaveLength(transitions);
    expect(dot).toMatch(/^digraph "missed-wakeup under current" \{$[\s\S]*^\}$/m);
  });

  test('writes a trace, the told one or another', () => {
    const states = (line: string) => JSON.parse(run(line).out).states;
    const told = states('export missed-wakeup --design current --to itf');
    expect(told[0]).toMatchObject({ '#meta': { index: 0 }, 'page.0.refcount': { '#bigint': '1' } });
    const other = states('export missed-wakeup --design current --to itf --schedule "app*9"');
    expect(other.map(({ task }: { task: string }) => task)).toEqual(['', ...Array(9).fill('app')]);
  });

  test.each([
    ['export', 'which example?'],
    ['export missed-wakeup', 'export --to what? There are promela, dot, aut, itf'],
    ['export missed-wakeup --to tla', 'export --to what?'],
    ['export missed-wakeup --to dot --design current,v6.15', 'export takes one design'],
    ['export missed-wakeup --to dot --schedule app', 'only a trace, --to itf, is of one schedule'],
    ['export missed-wakeup --to itf --schedule abc', 'abc'],
    ['export missed-wakeup --swarm many', "--swarm 'many'? Write a number of searches"],
    ['export missed-wakeup --swarm 0', 'a swarm has 1 to 500 searches, not 0'],
    ['export missed-wakeup --swarm 2 --to dot', 'export takes --swarm, or --to and its --schedule, not both'],
  ])('%s is told what is wrong', (line, words) => {
    const { exit, out, err } = run(line);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err.join()).toContain(words);
  });
});

describe('why', () => {
  const failing = run('why missed-wakeup --property no-lost-wakeup');

  test('says what would mend a failure, in lines that fit', () => {
    expect(failing.exit).toBe(0);
    expect(failing.out).toMatch(
      /^missed-wakeup, current\n {2}no lost wake-up: fails after 25 steps\n {2}It holds with the fewest choices/,
    );
    expect(failing.out).toContain('\n    gupPutWakesAt: 0 -> 1\n');
    expect(failing.out).toContain('\n    idle: 1 -> 0, and mapping: holds nothing -> holds a reference');
    for (const line of failing.out.split('\n')) expect(line.length).toBeLessThanOrEqual(72);
  });

  test('says what a verdict hangs on, with what else breaks, and what says nothing', () => {
    const { out } = run('why missed-wakeup --design gup-put --property no-lost-wakeup');
    expect(out).toMatch(/ {2}It hangs on these, of \d+ that were made otherwise, one at a time:\n/);
    expect(out).toContain(
      '    gupPutWakesAt: 1 -> 0; fails after 25 steps; breaks truncate\n      finishes\n',
    );
    expect(out).toMatch(/ {2}With \d+ it holds, and says nothing: /);
    expect(run('why missed-wakeup --design v6.15 --property no-free-while-pinned').out).toMatch(
      /It hangs on (no single choice: \d+|these, of \d+)/,
    );
  });

  test('takes the link to a failure', () => {
    expect(run('why x/missed-wakeup/#fails/no-lost-wakeup').out).toBe(failing.out);
    expect(run('why x/missed-wakeup/#fs-held,current/fails/right:no-lost-wakeup').out).toBe(failing.out);
  });

  test.each([
    ['why missed-wakeup', /^sim: which --property\? They are no-lost-wakeup, /],
    ['why missed-wakeup --property nothing', /has no property 'nothing'/],
    ['why missed-wakeup --design current,v6.15 --property no-lost-wakeup', /why takes one design/],
    ['why missed-wakeup --json', /why takes no --json/],
  ])('%s is a wrong call', (words, message) => {
    const { exit, err } = run(words);
    expect(exit).toBe(2);
    expect(err[0]).toMatch(message);
  });
});

describe('the matrix', () => {
  test('is a table in 72 columns, the designs across, with what each cell comes to', () => {
    const { exit, out, err } = run('matrix');
    expect({ exit, err }).toEqual({ exit: 0, err: [] });
    const lines = out.split('\n');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(72);
    for (const { id, title } of designs) expect(out).toContain(`${title} (${id})`);
    const at = lines.indexOf('unbind-mapped');
    const cells = (property: string) =>
      lines
        .slice(at)
        .find((line) => line.startsWith(`  ${property} `))
        ?.trim()
        .split(/\s+/)
        .slice(1);
    const example = exampleNamed('unbind-mapped');
    const expected = designs.map(({ id }) => {
      if (!example.designs.includes(id)) return '-';
      const { verdict, schedule, empty } = verdictOf(example, id, 'no-pte-to-gone-device');
      return verdict === 'fails' ? String(schedule?.length) : empty ? 'o' : '.';
    });
    expect(cells('no-pte-to-gone-device')).toEqual(expected);
    expect(new Set(expected)).toContain('o');
    expect(out).toMatch(/^ {2}no-late-gup .* -/m);
  });

  test('can be had in words', () => {
    expect(run('matrix --long').out).toContain('no lost wake-up: holds in all');
  });

  test('says where a verdict is not as expected, and ends so', () => {
    const wrong = { ...missedWakeup, fails: {} };
    const { exit, err } = run('matrix', [wrong]);
    expect(exit).toBe(1);
    expect(err[0]).toBe('missed-wakeup/current: no-lost-wakeup fails, but the example expects that it holds');
  });
});

describe('how a property fails', () => {
  test('is shown beside the told pair’s other design', () => {
    const { exit, out } = run('show missed-wakeup --property no-lost-wakeup');
    expect(exit).toBe(0);
    const { schedule } = verdictOf(missedWakeup, 'current', 'no-lost-wakeup');
    // What the other design does then comes after it.
    const shown = parseSchedule(/^schedule: (.*)$/m.exec(out)?.[1] ?? '');
    expect(shown.slice(0, schedule?.length)).toEqual(schedule);
    expect(out).toMatch(/v5\.18 +proposal of July 2022/);
  });

  test('or of the design that is named, alone', () => {
    const { exit, out } = run('show bare-put --property no-lost-wakeup --design gup-put');
    expect(exit).toBe(0);
    const { schedule } = verdictOf(exampleNamed('bare-put'), 'gup-put', 'no-lost-wakeup');
    expect(out).toContain(`schedule: ${formatSchedule(schedule ?? [])}\n`);
    expect(out).toContain('*** trunc sleeps for ever ***');
  });

  test.each([
    [
      'show missed-wakeup --property no-stray-dma',
      'no-stray-dma holds under current, so there is no failure to show',
    ],
    [
      'show missed-wakeup --property nonsense',
      "example missed-wakeup has no property 'nonsense'; it has no-lost-wakeup,",
    ],
    [
      'show missed-wakeup --property no-lost-wakeup --schedule app',
      'show takes a property, or a schedule or a trail',
    ],
  ])('%s is refused', (line, message) => {
    const { exit, err } = run(line);
    expect(exit).toBe(2);
    expect(err[0]).toContain(message);
  });
});

test.each([
  ['chek missed-wakeup', 'did you mean check?'],
  ['check mised-wakeup', "there is no example 'mised-wakeup'; did you mean missed-wakeup?"],
  ['check missed-wakeup --design v6.16', "there is no design 'v6.16'; did you mean v6.15?"],
  ['check missed-wakeup --design gup_put+scan-unmapped', 'did you mean gup-put?'],
])('what is near to a slip of the keyboard is said: %s', (line, message) => {
  const { exit, err } = run(line);
  expect(exit).toBe(2);
  expect(err[0]).toContain(message);
});

describe('tasks and questions of one’s own', () => {
  test('sim tasks says what an example’s tasks do, what a task can do, and what can be asked', () => {
    const { exit, out, err } = run('tasks reflink');
    expect({ exit, err }).toEqual({ exit: 0, err: [] });
    expect(out).toMatch(/^pages = 1, processes = 2, files = 2$/m);
    expect(out).toMatch(/^peer = +process 1: touch$/m);
    expect(out).toMatch(/^ {2}truncate \[to N\] +truncates the file to nothing$/m);
    expect(out).toMatch(/^ {2}TASK asleep$/m);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(72);
    expect(run('tasks').out).not.toMatch(/^pages =/m);
  });

  test('--with changes them, any number of times, and what is shown says so', () => {
    const { exit, out, err } = run(
      'check missed-wakeup --design v6.15 --with "trunc = nobody" --with "nic = get,folio-put" --with "never trunc asleep" ',
    );
    expect({ exit, err }).toEqual({
      exit: 2,
      err: ["sim: there is no task 'trunc'; there are app, io, nic"],
    });
    expect(out).toBe('');
    const asked = run(
      'check missed-wakeup --design v6.15 --with "nic = get,folio-put" --with "never nic ended and not app ended"',
    );
    expect({ exit: asked.exit, err: asked.err }).toEqual({ exit: 0, err: [] });
    expect(asked.out).toMatch(/^missed-wakeup with changes, v6.15 and later \(v6.15\)$/m);
    expect(asked.out).toMatch(/^nic = +get, folio-put$/m);
    expect(asked.out).toMatch(/^ {2}\[FAIL\] never: nic ended and not app ended: fails after \d+ steps$/m);
    for (const line of asked.out.split('\n')) expect(line.length).toBeLessThanOrEqual(72);
    const json = JSON.parse(
      run('check missed-wakeup --design v6.15 --with "nic = pin, unpin" --with "sometimes nic ended" --json')
        .out,
    );
    expect(
      json.map(({ property, verdict }: { property: string; verdict: string }) => `${property} ${verdict}`),
    ).toEqual([
      ...missedWakeup.demands.map((id) => `${id} ${id === 'truncate-finishes' ? 'fails' : 'holds'}`),
      'q1 holds',
    ]);
  });

  test.each(['#+nic=pin,unpin/current,v6.15/20', 'missed-wakeup+nic=pin,unpin/current,v6.15/row-20'])(
    'a link has them: %s',
    (link) => {
      const { exit, out } = run(
        `show ${link.startsWith('#') ? `https://example.org/x/missed-wakeup/${link}` : link}`,
      );
      expect(exit).toBe(0);
      expect(out).toMatch(/^nic = +pin, unpin$/m);
      expect(out).toMatch(/v5.18 +v6.15 and later/);
    },
  );

  test('how a question of one’s own fails can be linked to, and what would mend it be asked', () => {
    const shown = run('show "x/missed-wakeup/#+never=io_ended/fails/q1"');
    expect(shown.exit).toBe(0);
    expect(shown.out).toMatch(/^schedule: /m);
    expect(run('why missed-wakeup --with "never trunc asleep" --property q1 --design current').out).toContain(
      'never: trunc asleep: fails after',
    );
  });

  test.each([
    [
      'tasks missed-wakeup --with "nic"',
      `'nic' changes nothing: write "nic = pin, dma, unpin", "pages = 2", or "never trunc asleep"`,
    ],
    ['show "x/missed-wakeup/#+nic=pin,unpi/3"', "the link cannot be read: task nic: 'unpi' is no action"],
    ['check unmapped-file+app=jump', "task app: 'jump' is no action"],
  ])('sim %s is refused in one line', (line, message) => {
    const { exit, err } = run(line);
    expect(exit).toBe(2);
    expect(err).toHaveLength(1);
    expect(err[0]).toContain(message);
  });

  test('a swarm’s script names it so that a shell takes it for one word', () => {
    expect(
      run('export missed-wakeup --with "nic = pin, unpin; touch" --design v6.15 --swarm 2').out,
    ).toContain("'missed-wakeup+nic=pin,unpin;touch' --design v6.15");
  });
});

describe('mend', () => {
  test('finds the smallest sets of changes with which all holds, and what each is there for', () => {
    const { exit, out, err } = run('mend unbind-mapped --design v6.15 --max 2');
    expect({ exit, err }).toEqual({ exit: 0, err: [] });
    expect(out).toMatch(
      /^unbind-mapped, v6\.15 \(v6\.15 and later\)\n {2}2 of 3 fail: no PTE to a device that is gone; no/,
    );
    expect(out).toContain('    - unbindUnmaps: no -> yes\n');
    expect(out).toContain('--design v6.15+unbindUnmaps=yes');
    expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(72);
  });

  test('of a design with a variant tells what is changed of that, and not what the variant changes', () => {
    const { out } = run('mend unbind-open --design v6.15+told-as-xfs --max 1');
    expect(out.split('\n').filter((line) => line.startsWith('    - '))).toEqual([
      '    - unbindWaitsFor: GUP calls -> every page',
    ]);
  });

  test('says so where no set has it all', () => {
    const { out } = run('mend unbind-open --design v6.15 --max 1');
    expect(out).toContain('No set of one change has it all.');
    expect(out).toContain('Still fails: ');
  });

  test('says so where nothing is to be mended', () => {
    expect(run('mend missed-wakeup --design v6.15 --keep no-lost-wakeup --max 1').out).toContain(
      'There is nothing to mend.',
    );
  });

  test('looks for what is to be kept alone', () => {
    const json = JSON.parse(run('mend unbind-mapped --design v6.15 --keep no-late-fault --max 1 --json').out);
    expect(json).toMatchObject({
      subject: 'unbind-mapped',
      design: 'v6.15',
      wanted: ['no-late-fault'],
      max: 1,
    });
    expect(json.sets.map(({ choices }: { choices: string[] }) => choices)).toEqual([['unbindUnmaps']]);
    for (const { fails } of json.sets) expect(fails).toEqual([]);
  });

  test('takes the design that a link shows', () => {
    const { out } = run(
      'mend x/unbind-mapped/#v6.15,fs-held/fails/no-late-fault --keep no-late-fault --max 1',
    );
    expect(out).toMatch(/^unbind-mapped, v6\.15 /);
    expect(
      run('mend x/unbind-mapped/#fs-held,v6.15/fails/right:no-late-fault --keep no-late-fault --max 1').out,
    ).toBe(out);
  });

  test('takes an example with tasks of the reader', () => {
    const { exit, out } = run(
      'mend missed-wakeup --with "io = nobody" --design v6.15 --keep no-free-while-pinned --max 1',
    );
    expect(exit).toBe(0);
    expect(out).toContain('missed-wakeup+io=nobody');
  });

  test.each([
    ['mend', /^sim: which example\?/],
    ['mend all --with "io = nobody"', /all takes no --with/],
    ['mend missed-wakeup --design v6.15,gup-put', /mend takes one design/],
    ['mend all --design v6.15,gup-put', /mend takes one design/],
    [
      'mend reflink --design entry-held',
      /example reflink is not asked of entry-held: what its code does there was not read/,
    ],
    ['mend missed-wakeup --max 9', /--max can be from 1 to 5/],
    ['mend missed-wakeup --max x', /--max 'x'\? Write a number of changes/],
    ['mend missed-wakeup --keep no-lost-wakeups', /'no-lost-wakeups' is not asked here.*no-lost-wakeup/],
    ['mend missed-wakeup --keep unbind-finishes', /is not asked here/],
  ])('%s', (line, message) => {
    const { exit, err } = run(line);
    expect(exit).toBe(2);
    expect(err[0]).toMatch(message);
  });
});
