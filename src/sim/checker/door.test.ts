import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as door from './index.ts';

/** What others may use. A name that comes or goes here is a decision: others build on it. */
test('the door of the checker', () => {
  expect(Object.keys(door).sort()).toEqual([
    'Execution',
    'Machine',
    'ModelError',
    'NotAlike',
    'Outlooks',
    'Replay',
    'Space',
    'bit',
    'check',
    'checkInSlices',
    'contextSwitches',
    'formatSchedule',
    'int',
    'loop',
    'oneOf',
    'pack',
    'parseSchedule',
    'rewritten',
    'someOf',
    'spaceOf',
    'tablesOf',
  ]);
});

test('and its types', () => {
  const source = readFileSync(`${import.meta.dirname}/index.ts`, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const types = [...source.matchAll(/export (type )?\{([^}]*)\}/g)].flatMap(([, all, names]) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && (all || name.startsWith('type ')))
      .map((name) => name.replace(/^type /, '')),
  );
  expect(types.sort()).toEqual([
    'Again',
    'Change',
    'ExploreOptions',
    'Finished',
    'Instead',
    'Model',
    'Move',
    'MoveTable',
    'Observation',
    'Operation',
    'Outlook',
    'Packed',
    'Place',
    'Predicate',
    'Program',
    'Progress',
    'Property',
    'PropertyTable',
    'Range',
    'Reached',
    'ReplayStep',
    'Result',
    'Routine',
    'Schedule',
    'Shape',
    'StateOf',
    'Stopped',
    'Tables',
    'Task',
    'TaskTable',
    'Verdict',
  ]);
});
