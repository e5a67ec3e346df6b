import { describe, expect, test } from 'vitest';
import { check } from './check.ts';
import { ModelError } from './errors.ts';
import { model, straight, task } from './fixtures.ts';
import { bit, int, type Shape } from './layout.ts';
import type { Model, Property } from './model.ts';
import { pack } from './record.ts';
import { type Again, loop, type Operation, type Program, type Routine } from './task.ts';

/*
 * Wrong models. Each gets an error that says where the mistake is and what would mend it, and none gets a verdict. The
 * first part is found always, however rarely it shows: it cannot be written, or is looked at each time it comes. The
 * second is looked for when a search is over.
 */

interface S {
  x: number;
  page: { refcount: number }[];
}
const shape = { x: int(0, 9), page: [{ refcount: int(0, 3) }, { refcount: int(0, 3) }] };

/** An effect that sets x. */
const put =
  (value: (s: S) => number) =>
  (s: S): void => {
    s.x = value(s);
  };

/** What is not of the type that it has to be. */
const wrong = <T>(value: unknown): T => value as T;

const programs = (...bodies: Program<S>[]) =>
  model(
    shape,
    bodies.map((body, i) => task(['app', 'io', 'trunc'][i], body)),
  );
const program = (body: Program<S>) => () => check(programs(body));
const yields = (...items: unknown[]) =>
  program(function* () {
    for (const item of items) yield wrong<Operation<S>>(item);
  });
const operation = (one: Partial<Operation<S>>) => yields({ name: 'look', ...one });
const effect = (run: (s: S) => unknown) => operation({ effect: wrong(run) });
const guard = (when: (s: Readonly<S>) => unknown) => operation({ when: wrong(when) });
const properties = (...some: unknown[]) => {
  const asked = some.map((one) => wrong<Property<S>>(one));
  return () => check(model(shape, [straight<S>('app', { name: 'step' })], asked));
};
const never = (bad: (s: Readonly<S>, finished: (task: string) => boolean) => unknown) =>
  properties({ id: 'p', kind: 'never', bad });
const rounds = (round: (again: () => Again) => Routine<S, unknown, Again | undefined>) =>
  program(function* () {
    yield* loop<S, unknown, undefined, []>('try', round);
  });
const record = (variables: unknown) => () =>
  check({ record: pack(wrong<Shape>(variables)), initial: () => {}, tasks: [], properties: [] });

type Wrong = readonly [what: string, run: () => unknown, ...words: string[]];

const records: Wrong[] = [
  ['a range that is too wide', record({ far: { low: 0, high: 2 ** 31 } }), 'far: a variable needs integers'],
  ['a range without an end', record({ a: { b: { low: 0, high: Number.NaN } } }), 'a.b: a variable needs'],
  ['a range with a fraction', record({ half: { low: 0, high: 1.5 } }), 'half: a variable needs integers'],
  ['one path twice', record({ 'a.b': bit, a: { b: bit } }), "'a.b' in a.b cannot be a variable's name"],
  ['a name that is a number', record({ page: { 0: bit } }), "'0' in page.0 cannot be a variable's name"],
  ['the name of a prototype', record(JSON.parse('{"__proto__":{"low":0,"high":1}}')), "'__proto__' in"],
  ['nothing where a variable should be', record({ a: null }), 'a is null: write int(low, high)'],
  ['a number instead of its range', record({ a: [bit, 3] }), 'a.1 is 3: write int(low, high)'],
  ['a list with a hole', record({ a: [bit, undefined] }), 'a.1 is undefined: write int(low, high)'],
  ['a variable without a name', record(bit), 'the record is one variable: give it a name'],
  ['no record', record(undefined), 'the record is undefined: write'],
];

const NEEDS = 'a model needs a record that was packed, a list of tasks and a list of properties';
const without = (part: object) => () => check({ ...model(shape, []), ...wrong<Model<S>>(part) });

const tasks: Wrong[] = [
  ['none, and no list of them', without({ tasks: undefined }), NEEDS],
  ['one that is null', without({ tasks: [null] }), NEEDS],
  ['and no record', without({ record: undefined }), NEEDS],
  ['and a property that is null', without({ properties: [null] }), NEEDS],
  [
    'two tasks of one name',
    () => check(model(shape, [straight<S>('app'), straight<S>('app')])),
    'two tasks are called app; schedules need one each',
  ],
  ...['', 'App', '2nd', 'a b', 'a*2', 'ä', undefined].map(
    (name): Wrong => [
      `a task called ${name}`,
      () => check(model(shape, [straight<S>(wrong(name))])),
      "cannot be a task's name: schedules need a word like app or trunc2",
    ],
  ),
  [
    'more tasks than there is room for',
    () =>
      check(
        model(
          shape,
          Array.from({ length: 256 }, (_, i) => straight<S>(`t${i}`)),
        ),
      ),
    'the model has 256 tasks, and can have 255',
  ],
  [
    'no program',
    () => check(programs(wrong(undefined))),
    'task app has no program; give it a generator function',
  ],
  [
    'a plain function',
    program(wrong(() => undefined)),
    'task app: its program is no generator; write `function* ()`',
  ],
  ['a function that waits', program(wrong(async () => undefined)), 'task app: its program is no generator'],
  ['a generator that waits', program(wrong(async function* () {})), 'task app: its program is no generator'],
  [
    'a program that throws between two operations',
    program(function* () {
      yield { name: 'first' };
      throw new TypeError('oops');
    }),
    "task app threw after 'first': oops",
  ],
];

const items: Wrong[] = [
  ['null', yields(null), 'task app at its start yields null; it has to be an operation'],
  ['a number', yields({ name: 'first' }, 5), "task app after 'first' yields 5; it has to be an operation"],
  ['a word', yields('step'), "task app at its start yields 'step'; it has to be an operation"],
  ['nothing', yields(undefined), 'yields undefined; it has to be an operation'],
  ['a function', yields(() => {}), 'yields a function; it has to be an operation'],
  [
    'a routine without the star',
    yields(
      (function* () {
        yield { name: 'inside' };
      })(),
    ),
    'yields a routine; run it with `yield*`',
  ],
  [
    'a loop without the star',
    yields(loop<S, unknown, void, []>('try', function* () {})),
    'yields a routine; run it with',
  ],
  [
    'a promise',
    yields(Promise.resolve({ name: 'later' })),
    'yields a promise; a program is a plain generator',
  ],
  ['an operation without a name', yields({}), 'yields an operation whose name is undefined; it needs a word'],
  ['one whose name is empty', yields({ name: '' }), "yields an operation whose name is ''"],
  [
    'a misspelt key',
    operation(wrong({ efect: () => {} })),
    "'look' with 'efect'; an operation has name, when",
  ],
  [
    'an effect that is no function',
    operation({ effect: wrong(3) }),
    "'look' whose effect is 3; it has to be a function",
  ],
  [
    'a guard that is no function',
    operation({ when: wrong(true) }),
    "'look' whose when is true; it has to be",
  ],
  [
    'an operation that is changed afterwards',
    program(function* () {
      const one = { name: 'one' };
      yield one;
      one.name = 'two';
      yield one;
    }),
    "task app threw after 'one': Cannot assign to read only property 'name'",
  ],
];

const loops: Wrong[] = [
  [
    'one that yields what it should return',
    rounds(function* (again) {
      yield { name: 'look' };
      yield wrong(again());
      return undefined;
    }),
    "after 'look' yields what `again` gives; return it, and the round ends there",
  ],
  [
    'one that asks for a round and does not return it',
    rounds(function* (again) {
      yield { name: 'look' };
      again();
      return undefined;
    }),
    "task app after 'look': loop 'try' asks for a round and does not return it: `return again()`",
  ],
  ...([Number.NaN, -0, 0.5, 2 ** 60, null, undefined, {}, [1], () => {}] as unknown[]).map(
    (local): Wrong => [
      `one that hands over ${Object.is(local, -0) ? '-0' : typeof local} ${local}`,
      program(function* () {
        yield* loop(
          'try',
          function* (again, _local: unknown): Routine<S, unknown, Again> {
            yield { name: 'look' };
            return again(local);
          },
          0 as unknown,
        );
      }),
      "task app after 'look': loop 'try' hands over ",
      "a loop's locals are booleans, strings and integers",
    ],
  ),
  [
    'one without an operation',
    // biome-ignore lint/correctness/useYield: that is what is wrong with it
    rounds(function* (again) {
      return again();
    }),
    "task app: loop 'try' comes round without an operation in it; wait in one",
  ],
  [
    'a retry that is no loop',
    program(function* () {
      for (;;) yield { name: 'retry' };
    }),
    "task app is not finite: it has more than 4096 local states, and 'retry' comes 4097 times in one run of it. ",
    'If that is a retry, make it a `loop`, whose rounds hand on their locals; if it counts, let it count in the ',
  ],
  [
    'a loop that is made anew in each round',
    program(function* () {
      for (;;)
        yield* loop('new', function* (): Routine<S> {
          yield { name: 'step' };
        });
    }),
    "'step' comes 4097 times in one run of it",
  ],
];

const guards: Wrong[] = [
  [
    'nothing',
    guard(() => {}),
    "the guard of 'look' in task app answers undefined; it has to be true or false",
  ],
  ['a promise', guard(async () => true), "the guard of 'look' in task app answers a promise"],
  ['a number', guard((s) => s.x), "the guard of 'look' in task app answers 0; it has to be true or false"],
  ['what a misspelt variable has', guard((s) => wrong<{ y: number }>(s).y === 0), "there is no variable 'y'"],
  [
    'what a misspelt variable of a page has',
    guard((s) => wrong<{ refcuont: number }>(s.page[1]).refcuont === 0),
    "the guard of 'look' in task app: there is no variable 'page.1.refcuont'; page.1 has refcount",
  ],
  [
    'what a page has that is not there',
    guard((s) => s.page[2].refcount === 0),
    "the guard of 'look' in task app: there is no variable 'page.2'; page is a list of 2",
  ],
  [
    'and writes',
    guard((s) => Object.assign(s, { x: 1 }).x === 1),
    "the guard of 'look' in task app is wrong: it writes x, but may only read",
  ],
  [
    'and throws',
    guard(() => {
      throw new Error('oops');
    }),
    "the guard of 'look' in task app threw: oops",
  ],
];

const effects: Wrong[] = [
  [
    '-0',
    effect(() => -0),
    "'look' in task app observed -0; an observation is a boolean or an integer from 0",
  ],
  ['65536', effect(() => 65536), "'look' in task app observed 65536; an observation is"],
  ['-1', effect(() => -1), "'look' in task app observed -1; an observation is"],
  ['a fraction', effect(() => 0.5), "'look' in task app observed 0.5; an observation is"],
  ['a word', effect(() => '1'), "'look' in task app observed '1'; an observation is"],
  ['a promise', effect(async () => 1), "'look' in task app observed a promise; an observation is"],
  ['a part of the state', effect((s) => s.page), "'look' in task app observed a list; an observation is"],
  ['null', effect(() => null), "'look' in task app observed null; an observation is"],
  [
    'and writes a variable that is not there',
    effect((s) => {
      wrong<{ y: number }>(s).y = 1;
    }),
    "'look' in task app: there is no variable 'y'; the record has x, page",
  ],
  [
    'and writes what a variable cannot be',
    effect((s) => {
      s.page[0].refcount -= 1;
    }),
    "'look' in task app: page.0.refcount would become -1, but its range is 0 to 3",
  ],
  [
    'and writes half of one',
    effect((s) => {
      s.x = 0.5;
    }),
    "'look' in task app: x would become 0.5, but its range is 0 to 9",
  ],
  [
    'and makes a list longer',
    effect((s) => s.page.push({ refcount: 0 })),
    "'look' in task app: there is no variable 'page.2'; page is a list of 2",
  ],
  [
    'and throws',
    effect(() => {
      throw new TypeError('no such page');
    }),
    "'look' in task app threw: no such page",
  ],
];

/** A view that an effect of the first task keeps, and what a second task does with it. */
const keeps = (use: (kept: () => S) => Operation<S> | Program<S>) => () => {
  let kept: S | undefined;
  const keep: Operation<S> = {
    name: 'keep',
    effect: (s) => {
      kept = s;
      s.x = 1;
    },
  };
  const used = use(() => kept as S);
  const second = typeof used === 'function' ? used : () => straight<S>('io', used).program();
  return check(
    programs(
      function* () {
        yield keep;
      },
      function* () {
        yield { name: 'wait', when: (s) => s.x === 1 };
        yield* second();
      },
    ),
  );
};

const views: Wrong[] = [
  [
    'written by a guard',
    keeps((kept) => ({ name: 'test', when: () => Object.assign(kept(), { x: 2 }).x === 2 })),
    "the guard of 'test' in task io: it uses x through a view that was kept from an earlier call; use the one",
  ],
  [
    'read by a guard',
    keeps((kept) => ({ name: 'test', when: () => kept().page[0].refcount === 0 })),
    "the guard of 'test' in task io: it uses page.0.refcount through a view that was kept",
  ],
  [
    'read by a program',
    keeps(
      (kept) =>
        function* () {
          if (kept().x === 1) yield { name: 'saw' };
        },
    ),
    "task io after 'wait': it uses x through a view that was kept",
  ],
  [
    'read by a property',
    () => {
      let kept: S | undefined;
      const keep: Operation<S> = {
        name: 'keep',
        effect: (s) => {
          kept = s;
        },
      };
      return check(
        model(shape, [straight('app', keep)], [{ id: 'p', kind: 'never', bad: () => kept?.x === 1 }]),
      );
    },
    "property 'p': it uses x through a view that was kept",
  ],
];

const asked: Wrong[] = [
  [
    'two of one id',
    properties({ id: 'p', kind: 'never', bad: () => false }, { id: 'p', kind: 'never', bad: () => false }),
    "two properties are called 'p'",
  ],
  [
    'an unknown kind',
    properties({ id: 'p', kind: 'always', bad: () => false }),
    "property 'p' is of the kind 'always'",
  ],
  [
    'one without its predicate',
    properties({ id: 'p', kind: 'never', good: () => false }),
    "property 'p' needs 'bad', a function of the state, for its kind, never",
  ],
  [
    'a situation without one',
    properties({ id: 'p', kind: 'sometimes', bad: () => false }),
    "property 'p' needs 'good'",
  ],
  ['no id', properties({ kind: 'never', bad: () => false }), "a property's id is undefined"],
  ['one that answers nothing', never(() => {}), "property 'p' answers undefined; it has to be true or false"],
  ['one that answers a promise', never(async () => false), "property 'p' answers a promise"],
  ['one that answers a number', never((s) => s.x), "property 'p' answers 0; it has to be true or false"],
  [
    'a misspelt variable',
    never((s) => wrong<{ y: number }>(s).y > 1),
    "property 'p': there is no variable 'y'; the record has x, page",
  ],
  [
    'a page that is not there',
    never((s) => s.page[7].refcount > 1),
    "property 'p': there is no variable 'page.7'",
  ],
  ['one that writes', never((s) => Object.assign(s, { x: 1 }).x > 1), "property 'p' is wrong: it writes x"],
  [
    'a task that is not there',
    never((_, finished) => finished('nobody')),
    "property 'p': there is no task 'nobody' here",
  ],
  [
    'one that throws',
    never(() => {
      throw new Error('oops');
    }),
    "property 'p' threw: oops",
  ],
];

const starts = (initial: (s: S) => void) => () => check(model(shape, [straight<S>('app')], [], initial));
const first: Wrong[] = [
  ['out of range', starts(put(() => 10)), 'the first state: x would become 10, but its range is 0 to 9'],
  [
    'of a variable that is not there',
    starts((s) => {
      wrong<{ y: number }>(s).y = 1;
    }),
    "the first state: there is no variable 'y'",
  ],
  [
    'that throws',
    starts(() => {
      throw new Error('oops');
    }),
    'the first state threw: oops',
  ],
];

describe.each([
  ['a record with', records],
  ['tasks:', tasks],
  ['a program that yields', items],
  ['a loop:', loops],
  ['a guard that answers', guards],
  ['an effect that observes', effects],
  ['a view that was kept,', views],
  ['properties:', asked],
  ['a first state', first],
])('%s', (_, corpus) => {
  test.each(corpus)('%s', (_, run, ...words) => {
    expect(run).toThrow(ModelError);
    for (const part of words) expect(run).toThrow(part);
  });
});

test('what a task says of why it waits is heard in a search, and looked at like its guard', () => {
  const waits = (because: (s: Readonly<S>) => string) => operation({ when: () => false, because });
  expect(waits((s) => `x is ${s.x}`)).not.toThrow();
  expect(waits((s) => wrong<{ y: { z: string } }>(s).y.z)).toThrow(
    "what 'look' in task app says of why it waits: there is no variable 'y'",
  );
  expect(waits((s) => String(Object.assign(s, { x: 1 })))).toThrow(
    'is wrong: it writes x, but may only read',
  );
  expect(waits(wrong(async () => 'soon'))).toThrow('says of why it waits is a promise; it has to be words');
});

test.each([
  ['limit', 'many', "limit is 'many'; it has to be a number from 0, of states"],
  ['limit', Number.NaN, 'limit is NaN'],
  ['memory', -1, 'memory is -1; it has to be a number from 0, of bytes'],
])('a search with %s %s is refused', (what, most, words) => {
  expect(() => check(model(shape, []), { [what]: most })).toThrow(words);
});

/** A round that does `otherwise` once `odd` says so of what it keeps, which it should not. */
const remembering = (odd: (seen: readonly number[]) => boolean) => (): Model<S> => {
  return programs(
    function* () {
      const seen: number[] = [];
      yield* loop('try', function* (again): Routine<S, unknown, Again | undefined> {
        seen.push(yield { name: 'look', effect: (s) => s.x === 1 });
        if (odd(seen)) {
          yield { name: 'otherwise' };
          return undefined;
        }
        return again();
      });
    },
    function* () {
      yield* loop('flip', function* (again): Routine<S, unknown, Again> {
        yield { name: 'flip', effect: put((s) => 1 - s.x) };
        return again();
      });
    },
  );
};

/** A round whose one operation is `made` of a number that grows from round to round and is not handed on. */
const growing = (made: (n: number) => Operation<S>) => (): Model<S> =>
  programs(function* () {
    let n = 0;
    yield* loop('try', function* (again): Routine<S, unknown, Again> {
      yield made(n++);
      return again();
    });
  });

const pair = (one: Operation<S>, other: Operation<S>) => (): Model<S> =>
  model(shape, [straight<S>('app', { name: 'rest' }, one), straight<S>('io', { name: 'rest' }, other)]);

const ACROSS =
  'task app remembers something across a loop that the loop was not told of: where one round does';
const TWO =
  "task app has two operations called 'add' that do different things in one state. Give them names of their own";
const ALONE = 'does not depend on the shared state alone: run again in one state, it';
const PROGRAM = 'the program of task app does not depend on what it observes alone: run afresh, it does';

describe('state that a model hides is looked for:', () => {
  test.each<[string, () => Model<S>, string]>([
    ['a loop that counts its rounds to three', remembering((seen) => seen.length > 3), ACROSS],
    ['a loop that counts them to twelve', remembering((seen) => seen.length > 12), ACROSS],
    [
      'a loop that remembers its last three observations',
      remembering((seen) => seen.slice(-3).join() === '1,0,1'),
      ACROSS,
    ],
    [
      'a loop that remembers how its first round went',
      remembering(([one, two]) => one === 1 && two === 0),
      ACROSS,
    ],
    ['a loop that finishes in its second round', remembering((seen) => seen.length === 2), ACROSS],
    [
      'a local of a loop inside an effect',
      growing((n) => ({ name: 'add', effect: put((s) => (s.x + n) % 10) })),
      TWO,
    ],
    ['a local of a loop in what is observed', growing((n) => ({ name: 'add', effect: () => n % 2 })), TWO],
    ['a local of a loop inside a guard', growing((n) => ({ name: 'add', when: () => n % 2 === 0 })), TWO],
    [
      'two operations of one name',
      () =>
        programs(function* () {
          yield { name: 'add', effect: put((s) => s.x + 1) };
          yield { name: 'add', effect: put((s) => s.x + 2) };
        }),
      TWO,
    ],
    [
      'two operations of one name, of which one waits',
      () =>
        programs(function* () {
          yield { name: 'add' };
          yield { name: 'add', when: (s) => s.x === 1 };
        }),
      TWO,
    ],
    [
      'a flag outside, set by one effect and read by another',
      () => {
        let flag = false;
        const raise = () => {
          flag = true;
        };
        return pair({ name: 'set', effect: raise }, { name: 'read', effect: put(() => (flag ? 1 : 2)) })();
      },
      `the effect of 'read' in task io ${ALONE} does something else`,
    ],
    [
      'a flag outside, set by an effect and read by a guard',
      () => {
        let flag = false;
        const raise = () => {
          flag = true;
        };
        return pair({ name: 'set', effect: raise }, { name: 'read', when: () => flag })();
      },
      `the guard of 'read' in task io ${ALONE} answers otherwise`,
    ],
    [
      'a flag outside, set by a program and read by an effect',
      () => {
        let flag = false;
        return programs(
          function* () {
            yield { name: 'step' };
            flag = true;
          },
          function* () {
            yield { name: 'read', effect: () => flag };
            yield { name: 'end' };
          },
        );
      },
      'does not depend on the shared state alone',
    ],
    [
      'a counter outside',
      () => {
        let calls = 0;
        return programs(function* () {
          yield { name: 'count', effect: put(() => calls++ % 10) };
        });
      },
      `the effect of 'count' in task app ${ALONE} does something else`,
    ],
    [
      'an effect that chooses by chance',
      () =>
        programs(function* () {
          yield { name: 'draw', effect: () => Math.floor(Math.random() * 60_000) };
        }),
      `the effect of 'draw' in task app ${ALONE} does something else`,
    ],
    [
      'a guard that changes its answer each time',
      () => {
        let asked = 0;
        return programs(function* () {
          yield { name: 'wait', when: () => asked++ % 2 === 0 };
        });
      },
      `the guard of 'wait' in task app ${ALONE} answers otherwise`,
    ],
    [
      'a program that looks at what its earlier run has changed',
      () => {
        let runs = 0;
        return programs(function* () {
          yield { name: runs++ === 0 ? 'fresh' : 'stale' };
        });
      },
      PROGRAM,
    ],
    [
      'a program that chooses by what its last run has seen',
      () => {
        let last = 0;
        return programs(function* () {
          yield { name: last ? 'slow' : 'fast' };
          last = 1;
          yield { name: 'end' };
        });
      },
      PROGRAM,
    ],
    [
      'a property that remembers',
      () => {
        let asked = 0;
        return model(
          shape,
          [straight<S>('app', { name: 'step' })],
          [{ id: 'p', kind: 'never', bad: () => asked++ > 2 }],
        );
      },
      "property 'p' does not depend on the state alone: asked again in one state, it answers otherwise",
    ],
  ])('%s', (_, build, words) => {
    expect(() => check(build())).toThrow(ModelError);
    expect(() => check(build())).toThrow(words);
  });

  test('further, where that is wanted', () => {
    const counting = remembering((seen) => seen.length > 700);
    expect(() => check(counting())).not.toThrow();
    expect(() => check(counting(), { examination: 'thorough' })).toThrow(ACROSS);
  });

  test('or not at all: then it is taken as it is', () => {
    const counting = remembering((seen) => seen.length > 10);
    expect(() => check(counting())).toThrow(ACROSS);
    expect(check(counting(), { examination: 'none' }).stopped).toBeNull();
  });

  test('and what is handed on is not hidden', () => {
    const counted = () =>
      programs(function* () {
        yield* loop(
          'three times',
          function* (again, tries: number): Routine<S, unknown, Again | undefined> {
            if (tries === 3) return undefined;
            return (yield { name: 'try', effect: (s) => s.x === 1 }) ? undefined : again(tries + 1);
          },
          0,
        );
        yield { name: 'give up' };
      });
    expect(check(counted(), { examination: 'thorough' }).states).toBe(5);
  });
});
