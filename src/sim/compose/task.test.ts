import { describe, expect, test } from 'vitest';
import { Stage } from './stage.ts';
import { actorOf, formatTask, readTask } from './task.ts';

const stage = new Stage({ pages: 3, processes: 3, files: 1 });
const clones = new Stage({ pages: 1, processes: 2, files: 2 });
const alone = new Stage({ pages: 1, processes: 1, files: 1 });

describe('a task in words', () => {
  test.each([
    ['touch', 'touch'],
    [' touch  page  2 ', 'touch page 2'],
    ['touch page 0', 'touch'],
    ['process 1:touch;munmap', 'process 1: touch; munmap'],
    ['process  2 : touch page 1', 'process 2: touch page 1'],
    ['process 0: touch', 'touch'],
    ['fork process 1', 'fork process 1'],
    ['process 2: fork process 0', 'process 2: fork process 0'],
    ['truncate to 1; punch page 1', 'truncate to 1; punch page 1'],
    ['truncate to 0', 'truncate'],
    ['get, get page 1, put-page page 1, put-page', 'get, get page 1, put-page page 1, put-page'],
    ['pin, get, put-page, unpin', 'pin, get, put-page, unpin'],
  ])('%s: %s', (said, shortest) => {
    const task = readTask('nic', said, stage);
    expect(formatTask(task, stage)).toBe(shortest);
    expect(formatTask(readTask('nic', shortest, stage), stage)).toBe(shortest);
  });

  test('a page of a clone is its own first one', () => {
    expect(formatTask(readTask('peer', 'process 1: touch page 1', clones), clones)).toBe('process 1: touch');
    expect(readTask('peer', 'process 1: touch', clones).calls[0][0].on.page).toBe(1);
  });

  test('twelve actions are a task', () => {
    const words = Array(12).fill('touch').join(';');
    expect(readTask('nic', words, stage).calls).toHaveLength(12);
    expect(() => readTask('nic', `${words};touch`, stage)).toThrow('it has 13 actions, and may have 12');
  });

  test.each([
    [
      stage,
      'unpin',
      'unpin lets go of a page that was taken with FOLL_PIN, and page 0 was not taken before it in the same call',
    ],
    [stage, 'pin, unpin, unpin', 'and page 0 was not taken before'],
    [stage, 'pin page 1, unpin', 'and page 0 was not taken before'],
    [stage, 'pin page 1, dma', 'dma needs page 0 to be taken before it in the same call, by pin or get'],
    [stage, 'touch, dma', 'dma needs page 0 to be taken'],
    [stage, 'get, get, unpin', 'page 0 was taken with FOLL_GET, FOLL_GET before it'],
    [stage, 'close; open', 'close needs open before it in the same task'],
    [stage, 'touch; close', 'close needs open before it in the same task'],
    [stage, 'touch page', "'touch page': write touch page 0"],
    [stage, 'touch page x1', "'touch page x1': write touch page 0"],
    [stage, 'touch page 1x', "'touch page 1x': write touch page 0"],
    [stage, 'touch page 1234', "'touch page 1234': write touch page 0"],
    [stage, 'touch page 12', 'there is no page 12'],
    [stage, 'touch to 1', "'touch to 1': write touch page 0"],
    [stage, 'munmap page 0', "'munmap page 0': write munmap, and nothing after it"],
    [stage, 'truncate to 3', "'truncate to 3': the file has 3 pages"],
    [stage, 'truncate to 4', 'the file has 3 pages'],
    [alone, 'truncate to 1', "'truncate to 1': the file has 1 page"],
    [
      clones,
      'touch page 1',
      "'touch page 1': process 0 maps a file with page 0; another process maps page 1",
    ],
    [
      new Stage({ pages: 2, processes: 2, files: 2 }),
      'touch page 3',
      'process 0 maps a file with page 0 and 1; another',
    ],
    [clones, 'fork process 1', "'fork process 1': process 1 maps the other file, a child maps its parent's"],
    [stage, 'process 1: fork process 1', 'name the child that comes to be, like fork process 1'],
    [stage, '', "'' is no action; the actions are touch, munmap,"],
    [stage, 'touch;;touch', "'' is no action"],
    [stage, 'constructor', "'constructor' is no action"],
  ])('%#: %s is refused', (on, said, message) => {
    expect(() => readTask('nic', said, on)).toThrow(/^task nic: /);
    expect(() => readTask('nic', said, on)).toThrow(message);
  });

  test('may keep the file whole: to 0 of one page', () => {
    expect(formatTask(readTask('nic', 'truncate to 0', alone), alone)).toBe('truncate');
    expect(() => readTask('nic', 'truncate to 2', stage)).not.toThrow();
  });
});

test('an actor has the task in words for readers, with its process where there are several', () => {
  const role = (words: string, on: Stage) => actorOf(readTask('nic', words, on), on, false, false).role;
  expect(role('touch', alone)).toBe('touches page 0');
  expect(role('process 1: touch page 2; munmap', stage)).toBe(
    'in process 1: touches page 2; then unmaps the file',
  );
  expect(role('pin, unpin; truncate to 1', stage)).toBe(
    'in process 0: takes page 0 with FOLL_PIN, lets page 0 go with unpin_user_page(); then truncates the file to 1 of its pages',
  );
});
